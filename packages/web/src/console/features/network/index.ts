import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** A link of the road network, and why its state is what it is. */
export const network = {
  name: 'network',
  texts: () => import('./texts.ts').then((m) => m.texts),
  pages: [
    {
      path: '/links/$link',
      accepts: ({ link }) => /^\d+$/.test(link),
      load: () => import('./evidence-page.tsx').then((m) => m.EvidencePage),
    },
  ],
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  drawers: { link: () => import('./link-card.tsx').then((m) => m.LinkCard) },
  audit: auditWords,
} as const satisfies Feature;
