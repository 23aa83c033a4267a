import type { Feature } from '../../feature.ts';

/** Past days run by rules and plans of today: who would have been asked, how much earlier, what a silence would hide. */
export const drills = {
  name: 'drills',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      ...{ to: '/drills', label: { zh: '复盘演练', en: 'Replay drills' } },
      ...{ group: 'command', authority: 'drills:run' },
    },
  ],
  pages: [
    {
      path: '/drills',
      authority: 'drills:run',
      load: () => import('./drills-page.tsx').then((m) => m.DrillsPage),
    },
    {
      path: '/drills/$drill',
      authority: 'drills:run',
      accepts: ({ drill }) => /^[1-9]\d{0,8}$/.test(drill),
      load: () => import('./drill-page.tsx').then((m) => m.DrillPage),
    },
  ],
  audit: {
    groups: {
      'POST /api/v1/drills': { zh: '复盘演练', en: 'Replay drill run' },
      'GET /api/v1/drills': { zh: '导出复盘演练', en: 'Replay drill exported' },
    },
    subjects: { drill: { zh: '复盘演练', en: 'replay drill' } },
  },
} as const satisfies Feature;
