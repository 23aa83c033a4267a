import type { Feature } from '../../feature.ts';
import { plansSearch } from './address.ts';
import { auditWords } from './audit-words.ts';

const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);

/** Plans: written as boards of phases, run with clocks, and the tasks that they send to units. */
export const plans = {
  name: 'plans',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/plans', label: { zh: '预案', en: 'Plans' }, group: 'command', authority: 'plans:read' },
    {
      ...{ to: '/plans/tasks', label: { zh: '本单位任务', en: 'Tasks of my unit' } },
      ...{ group: 'command', authority: 'plans:act', under: '/plans' },
    },
  ],
  pages: [
    {
      path: '/plans',
      authority: 'plans:read',
      search: plansSearch,
      load: () => import('./plans-page.tsx').then((m) => m.PlansPage),
    },
    {
      path: '/plans/tasks',
      authority: 'plans:act',
      load: () => import('./tasks/tasks-page.tsx').then((m) => m.TasksPage),
    },
    {
      path: '/plans/$plan',
      authority: 'plans:read',
      accepts: ({ plan }) => isNumber(plan),
      load: () => import('./editor/plan-page.tsx').then((m) => m.PlanPage),
    },
    {
      path: '/plans/runs/$run',
      authority: 'plans:read',
      accepts: ({ run }) => isNumber(run),
      load: () => import('./run/run-page.tsx').then((m) => m.RunPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
