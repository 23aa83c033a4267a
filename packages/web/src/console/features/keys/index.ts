import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** The keys that data is encrypted and signed with, and their rotation. */
export const keys = {
  name: 'keys',
  texts: () => import('./texts.ts').then((m) => m.texts),
  tabs: [
    {
      key: 'keys',
      label: { zh: '密钥', en: 'Keys' },
      authority: 'keys:manage',
      load: () => import('./keys-card.tsx').then((m) => m.KeysCard),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
