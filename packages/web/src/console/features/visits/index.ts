import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'citizen', authority: 'visits:read' } as const;

/** 回访: who is called after their case was closed, what they say, and what is put right. */
export const visits = {
  name: 'visits',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/visits', label: { zh: '回访', en: 'Visits' }, ...READ },
    { to: '/visits/draws', label: { zh: '抽样', en: 'Draws' }, ...READ, under: '/visits' },
    {
      ...{ to: '/visits/rectifications', label: { zh: '差评整改', en: 'Rectifications' } },
      ...{ group: 'citizen', authority: 'visits:rectify', under: '/visits' },
    },
  ],
  pages: [
    {
      path: '/visits',
      authority: 'visits:read',
      load: () => import('./visits-page.tsx').then((m) => m.VisitsPage),
    },
    {
      path: '/visits/draws',
      authority: 'visits:read',
      load: () => import('./draws-page.tsx').then((m) => m.DrawsPage),
    },
    {
      path: '/visits/rectifications',
      authority: 'visits:rectify',
      load: () => import('./rectifications-page.tsx').then((m) => m.RectificationsPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
