import type { Feature } from '../../feature.ts';
import { LinkCard } from './link-card.tsx';

/** A link of the road network, and why its state is what it is. */
export const network = {
  name: 'network',
  pages: [
    {
      path: '/links/$link',
      accepts: ({ link }) => /^\d+$/.test(link),
      load: () => import('./evidence-page.tsx').then((m) => m.EvidencePage),
    },
  ],
  closer: { link: ({ id }) => <LinkCard link={id} /> },
} as const satisfies Feature;
