import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Weather warnings, the response to them, and typhoons. */
export const weather = {
  name: 'weather',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    {
      ...{ to: '/weather', label: { zh: '气象与台风', en: 'Weather' } },
      ...{ group: 'command', authority: 'weather:read' },
    },
  ],
  pages: [
    {
      path: '/weather',
      authority: 'weather:read',
      load: () => import('./weather-page.tsx').then((m) => m.WeatherPage),
    },
  ],
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  audit: auditWords,
} as const satisfies Feature;
