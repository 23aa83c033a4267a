import type { Feature } from '../../feature.ts';

/** What is stored, its export, and the replay of it on the map. */
export const history = {
  name: 'history',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [{ to: '/history', label: { zh: '历史', en: 'History' }, group: 'base', authority: 'history:read' }],
  pages: [
    {
      path: '/history',
      authority: 'history:read',
      load: () => import('./history-page.tsx').then((m) => m.HistoryPage),
    },
  ],
  cards: [
    {
      key: 'replay',
      place: 'map-foot',
      replay: 'apart',
      load: () => import('./replay-bar.tsx').then((m) => m.ReplayBar),
    },
  ],
} as const satisfies Feature;
