import type { Feature } from '../../feature.ts';
import { searchOf } from './address.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'citizen', authority: 'statistics:read' } as const;

/** 热线统计: how well the hotline answers, each number open to what it counts. */
export const statistics = {
  name: 'statistics',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/statistics', label: { zh: '热线统计', en: 'Statistics' }, ...READ },
    {
      ...{ to: '/statistics/agents', label: { zh: '话务员', en: 'Agents' } },
      ...{ group: 'citizen', authority: 'statistics:own', under: '/statistics' },
    },
  ],
  pages: [
    {
      path: '/statistics',
      authority: 'statistics:read',
      search: searchOf,
      load: () => import('./statistics-page.tsx').then((m) => m.StatisticsPage),
    },
    {
      path: '/statistics/agents',
      authority: 'statistics:own',
      load: () => import('./agents-page.tsx').then((m) => m.AgentsPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
