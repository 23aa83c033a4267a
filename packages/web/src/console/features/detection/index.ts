import type { Feature } from '../../feature.ts';
import { searchOf } from './address.ts';
import { auditWords } from './audit-words.ts';

/** What the platform notices by itself, with what it rests on. */
export const detection = {
  name: 'detection',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      to: '/signals',
      label: { zh: '识别信号', en: 'Signals' },
      group: 'brain',
      authority: 'detection:read',
    },
  ],
  pages: [
    {
      path: '/signals',
      authority: 'detection:read',
      search: searchOf,
      load: () => import('./signals-page.tsx').then((m) => m.SignalsPage),
    },
  ],
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  audit: auditWords,
} as const satisfies Feature;
