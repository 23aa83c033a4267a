import type { Feature } from '../../feature.ts';
import { SourcesCard } from './sources-card.tsx';

/** Where data comes from, its terminals and its quality. */
export const sources = {
  name: 'sources',
  nav: [{ to: '/sources', label: (t) => t('nav.sources'), platform: 'base', authority: 'sources:read' }],
  pages: [{ path: '/sources', load: () => import('./sources-page.tsx').then((m) => m.SourcesPage) }],
  cards: [{ key: 'health', place: 'map-right', Card: SourcesCard }],
} as const satisfies Feature;
