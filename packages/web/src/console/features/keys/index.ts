import { lazy } from 'react';
import type { Feature } from '../../feature.ts';

/** The keys that data is encrypted and signed with, and their rotation. */
export const keys = {
  name: 'keys',
  tabs: [
    {
      key: 'keys',
      label: (t) => t('authority.tabs.keys'),
      authority: 'keys:manage',
      Content: lazy(() => import('./keys-card.tsx').then((m) => ({ default: m.KeysCard }))),
    },
  ],
} as const satisfies Feature;
