import type { Feature } from '../../feature.ts';
import { searchOf } from './address.ts';
import { auditWords } from './audit-words.ts';

/** 事件: what is wrong, who has it, what was promised, by when. */
export const situations = {
  name: 'situations',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      ...{ to: '/situations', label: { zh: '事件', en: 'Situations' } },
      ...{ group: 'command', authority: 'situations:read' },
    },
  ],
  pages: [
    {
      path: '/situations',
      authority: 'situations:read',
      search: searchOf,
      load: () => import('./situations-page.tsx').then((m) => m.SituationsPage),
    },
    {
      path: '/situations/rules',
      authority: 'situations:read',
      load: () => import('./rules-page.tsx').then((m) => m.SituationRulesPage),
    },
  ],
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  audit: auditWords,
} as const satisfies Feature;
