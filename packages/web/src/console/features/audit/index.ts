import { lazy } from 'react';
import type { Feature } from '../../feature.ts';

/** The search of the audit. */
export const audit = {
  name: 'audit',
  tabs: [
    {
      key: 'audit',
      label: (t) => t('authority.tabs.audit'),
      authority: 'audit:read',
      Content: lazy(() => import('./audit-search.tsx').then((m) => ({ default: m.AuditSearchCard }))),
    },
  ],
} as const satisfies Feature;
