import type { Feature } from '../../feature.ts';
import { searchOf } from './address.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'freight', authority: 'tracking:read' } as const;
const KINDS: readonly string[] = ['truck', 'driver', 'firm', 'site', 'port'];

/** 车次跟踪: what trucks do on their trips, what is wrong with it, and who sees to that. */
export const freightTracking = {
  name: 'freight-tracking',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/freight/desk', label: { zh: '货运值班台', en: 'Freight desk' }, ...READ },
    { to: '/freight/figures', label: { zh: '监管指标', en: 'Figures' }, ...READ, under: '/freight/desk' },
  ],
  pages: [
    {
      path: '/freight/desk',
      authority: 'tracking:read',
      search: searchOf,
      load: () => import('./desk-page.tsx').then((m) => m.FreightDeskPage),
    },
    {
      path: '/freight/figures',
      authority: 'tracking:read',
      load: () => import('./figures-page.tsx').then((m) => m.FreightFiguresPage),
    },
    {
      path: '/freight/profile/$kind/$id',
      authority: 'tracking:read',
      accepts: ({ kind }: Readonly<Record<string, string>>) => KINDS.includes(kind),
      load: () => import('./profile-page.tsx').then((m) => m.FreightProfilePage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
