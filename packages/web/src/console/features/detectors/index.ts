import type { Feature } from '../../feature.ts';
import { searchOf } from './address.ts';
import { auditWords } from './audit-words.ts';

/** Detectors at the road: how they do, what they count, and how their owners report. */
export const detectors = {
  name: 'detectors',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/detectors', label: { zh: '检测器', en: 'Detectors' }, group: 'base', authority: 'sources:read' },
  ],
  pages: [
    {
      path: '/detectors',
      authority: 'sources:read',
      search: searchOf,
      load: () => import('./detectors-page.tsx').then((m) => m.DetectorsPage),
    },
  ],
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  audit: auditWords,
} as const satisfies Feature;
