import type { Feature } from '../../feature.ts';
import { searchIn } from './address.ts';
import { auditWords } from './audit-words.ts';

const read = { authority: 'indices:read', search: searchIn } as const;

/** The traffic indices: now, over a day, compared, and how they are configured. */
export const indices = {
  name: 'indices',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/indices', label: { zh: '指数', en: 'Indices' }, group: 'command', authority: 'indices:read' },
  ],
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
    {
      key: 'value',
      place: 'map-left',
      replay: 'follows',
      load: () => import('./index-card.tsx').then((m) => m.IndexCard),
    },
    {
      key: 'curve',
      place: 'map-left',
      replay: 'follows',
      load: () => import('./curve-card.tsx').then((m) => m.CurveCard),
    },
    {
      key: 'ranking',
      place: 'map-left',
      replay: 'follows',
      load: () => import('./ranking-card.tsx').then((m) => m.RankingCard),
    },
    {
      key: 'worst',
      place: 'map-right',
      replay: 'follows',
      load: () => import('./worst-roads-card.tsx').then((m) => m.WorstRoadsCard),
    },
    {
      key: 'standards',
      place: 'about',
      load: () => import('./index-standards.tsx').then((m) => m.IndexStandards),
    },
    {
      key: 'bands',
      place: 'about',
      load: () => import('./index-bands.tsx').then((m) => m.IndexBands),
    },
  ],
  desk: [
    {
      key: 'value',
      label: { zh: '交通运行指数', en: 'Traffic index' },
      replay: 'follows',
      authority: 'indices:read',
      roles: ['duty-officer', 'system-administrator'],
      load: () => import('./index-card.tsx').then((m) => m.IndexCard),
    },
    {
      key: 'worst',
      label: { zh: '最拥堵道路', en: 'Most congested roads' },
      replay: 'follows',
      authority: 'indices:read',
      roles: ['duty-officer'],
      load: () => import('./worst-roads-card.tsx').then((m) => m.WorstRoadsCard),
    },
    {
      key: 'yesterday',
      label: { zh: '昨日与上周同日', en: 'Yesterday and a week before' },
      replay: 'apart',
      authority: 'indices:read',
      roles: ['analyst'],
      load: () => import('./yesterday-card.tsx').then((m) => m.YesterdayCard),
    },
    {
      key: 'changes',
      label: { zh: '变化最大的道路', en: 'Roads that changed most' },
      replay: 'apart',
      authority: 'indices:read',
      roles: ['analyst'],
      load: () => import('./changes-card.tsx').then((m) => m.ChangesCard),
    },
  ],
  drawers: { road: () => import('./road-card.tsx').then((m) => m.RoadCard) },
  audit: auditWords,
} as const satisfies Feature;
