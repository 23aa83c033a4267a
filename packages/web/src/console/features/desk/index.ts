import type { Feature } from '../../feature.ts';

/** What lies on everybody's desk: what waits, the way to one's pages, and the day under the map. */
export const desk = {
  name: 'desk',
  texts: () => import('./texts.ts').then((m) => m.texts),
  cards: [
    {
      key: 'day',
      place: 'desk-foot',
      replay: 'apart',
      load: () => import('./day-strip.tsx').then((m) => m.DayStrip),
    },
  ],
  desk: [
    {
      key: 'waiting',
      label: { zh: '待办', en: 'What waits' },
      replay: 'apart',
      load: () => import('./waiting-card.tsx').then((m) => m.WaitingCard),
    },
    {
      key: 'pages',
      label: { zh: '我的页面', en: 'My pages' },
      replay: 'apart',
      roles: [
        'analyst',
        'data-steward',
        'department-user',
        'system-administrator',
        'security-administrator',
        'audit-administrator',
      ],
      load: () => import('./pages-card.tsx').then((m) => m.PagesCard),
    },
  ],
} as const satisfies Feature;
