import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** The search of the audit. */
export const audit = {
  name: 'audit',
  texts: () => import('./texts.ts').then((m) => m.texts),
  tabs: [
    {
      key: 'audit',
      label: { zh: '审计', en: 'Audit' },
      authority: 'audit:read',
      load: () => import('./audit-search.tsx').then((m) => m.AuditSearchCard),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
