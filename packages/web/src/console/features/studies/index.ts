import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** What would happen on the roads: quick answers from the map, and all studies with their results. */
export const studies = {
  name: 'studies',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/studies', label: { zh: '推演', en: 'Studies' }, group: 'decision', authority: 'studies:read' },
    {
      ...{ to: '/studies/drafts', label: { zh: '管控草稿', en: 'Control drafts' } },
      ...{ group: 'decision', authority: 'studies:read' },
    },
    {
      ...{ to: '/studies/trust', label: { zh: '推演可信度', en: 'Trust in the twin' } },
      ...{ group: 'decision', authority: 'studies:read' },
    },
  ],
  pages: [
    {
      path: '/studies',
      authority: 'studies:read',
      load: () => import('./studies-page.tsx').then((m) => m.StudiesPage),
    },
    {
      path: '/studies/drafts',
      authority: 'studies:read',
      load: () => import('./suggestions/drafts-page.tsx').then((m) => m.DraftsPage),
    },
    {
      path: '/studies/trust',
      authority: 'studies:read',
      load: () => import('./trust/trust-page.tsx').then((m) => m.TrustPage),
    },
    {
      path: '/studies/new',
      authority: 'studies:run',
      load: () => import('./editor-page.tsx').then((m) => m.StudyEditorPage),
    },
    {
      path: '/studies/$study',
      authority: 'studies:read',
      accepts: ({ study }) => /^[1-9]\d{0,8}$/.test(study),
      load: () => import('./study-page.tsx').then((m) => m.StudyPage),
    },
  ],
  drawers: { link: () => import('./simulate-card.tsx').then((m) => m.SimulateCard) },
  audit: auditWords,
} as const satisfies Feature;
