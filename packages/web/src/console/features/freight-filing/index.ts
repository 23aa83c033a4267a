import type { Feature } from '../../feature.ts';
import { searchOf } from './address.ts';
import { auditWords } from './audit-words.ts';

/** 备案: which firms, trucks, drivers, places and routes freight is done with; of a firm its own, of officers all. */
export const freightFiling = {
  name: 'freight-filing',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      ...{ to: '/freight/filing', label: { zh: '备案', en: 'Filing' } },
      ...{ group: 'freight', authority: 'filing:read' },
    },
  ],
  pages: [
    {
      path: '/freight/filing',
      authority: 'filing:read',
      search: searchOf,
      load: () => import('./filing-page.tsx').then((m) => m.FilingPage),
    },
    {
      path: '/freight/filing/$entry',
      authority: 'filing:read',
      load: () => import('./entry-page.tsx').then((m) => m.EntryPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
