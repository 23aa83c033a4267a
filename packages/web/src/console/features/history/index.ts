import type { Feature } from '../../feature.ts';
import { ReplayBar } from './replay-bar.tsx';

/** What is stored, its export, and the replay of it on the map. */
export const history = {
  name: 'history',
  nav: [{ to: '/history', label: (t) => t('nav.history'), platform: 'base', authority: 'history:read' }],
  pages: [{ path: '/history', load: () => import('./history-page.tsx').then((m) => m.HistoryPage) }],
  cards: [{ key: 'replay', place: 'map-foot', Card: ReplayBar }],
} as const satisfies Feature;
