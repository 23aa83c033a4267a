import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Where data comes from, its terminals and its quality. */
export const sources = {
  name: 'sources',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [{ to: '/sources', label: { zh: '数据源', en: 'Sources' }, group: 'base', authority: 'sources:read' }],
  pages: [
    {
      path: '/sources',
      authority: 'sources:read',
      load: () => import('./sources-page.tsx').then((m) => m.SourcesPage),
    },
  ],
  cards: [
    {
      key: 'health',
      place: 'map-right',
      load: () => import('./sources-card.tsx').then((m) => m.SourcesCard),
    },
  ],
  desk: [
    {
      key: 'health',
      label: { zh: '数据源状态', en: 'Sources' },
      authority: 'sources:read',
      roles: ['data-steward', 'system-administrator'],
      load: () => import('./sources-card.tsx').then((m) => m.SourcesCard),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
