import { lazy } from 'react';
import type { Feature } from '../../feature.ts';

/** Applications of other units for data, and the interface keys given to them. */
export const sharing = {
  name: 'sharing',
  tabs: [
    {
      key: 'sharing',
      label: (t) => t('authority.tabs.sharing'),
      authority: 'sharing:read',
      Content: lazy(() => import('./sharing-cards.tsx').then((m) => ({ default: m.SharingCards }))),
    },
  ],
} as const satisfies Feature;
