import { lazy } from 'react';
import type { Feature } from '../../feature.ts';
import { searchIn } from './address.ts';
import { CurveCard } from './curve-card.tsx';
import { IndexCard } from './index-card.tsx';
import { RankingCard } from './ranking-card.tsx';
import { WorstRoadsCard } from './worst-roads-card.tsx';

const read = { authority: 'indices:read', search: searchIn } as const;

/** The traffic indices: now, over a day, compared, and how they are configured. */
export const indices = {
  name: 'indices',
  nav: [{ to: '/indices', label: (t) => t('nav.indices'), platform: 'command', authority: 'indices:read' }],
  frame: () => import('./indices-layout.tsx').then((m) => m.IndicesLayout),
  pages: [
    { ...read, path: '/indices', load: () => import('./now-page.tsx').then((m) => m.NowPage) },
    { ...read, path: '/indices/day', load: () => import('./day-page.tsx').then((m) => m.DayPage) },
    {
      ...read,
      path: '/indices/pattern',
      load: () => import('./pattern-page.tsx').then((m) => m.PatternPage),
    },
    {
      ...read,
      path: '/indices/ranking',
      load: () => import('./ranking-page.tsx').then((m) => m.RankingPage),
    },
    { ...read, path: '/indices/road', load: () => import('./road-page.tsx').then((m) => m.RoadPage) },
    {
      ...read,
      path: '/indices/compare',
      load: () => import('./compare-page.tsx').then((m) => m.ComparePage),
    },
    {
      ...read,
      path: '/indices/configuration',
      load: () => import('./configuration-page.tsx').then((m) => m.ConfigurationPage),
    },
  ],
  cards: [
    { key: 'value', place: 'map-left', Card: IndexCard },
    { key: 'curve', place: 'map-left', Card: CurveCard },
    { key: 'ranking', place: 'map-left', Card: RankingCard },
    { key: 'worst', place: 'map-right', Card: WorstRoadsCard },
    {
      key: 'standards',
      place: 'about',
      Card: lazy(() => import('./index-standards.tsx').then((m) => ({ default: m.IndexStandards }))),
    },
    {
      key: 'bands',
      place: 'about',
      Card: lazy(() => import('./index-bands.tsx').then((m) => ({ default: m.IndexBands }))),
    },
  ],
} as const satisfies Feature;
