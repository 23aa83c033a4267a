import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Applications of other units for data, and the interface keys given to them. */
export const sharing = {
  name: 'sharing',
  texts: () => import('./texts.ts').then((m) => m.texts),
  tabs: [
    {
      key: 'sharing',
      label: { zh: '共享目录', en: 'Sharing' },
      group: 'base',
      authority: 'sharing:read',
      load: () => import('./sharing-cards.tsx').then((m) => m.SharingCards),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
