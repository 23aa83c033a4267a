import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** 质检: answers judged right or wrong, open to who gave them. */
export const reviews = {
  name: 'reviews',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/reviews', label: { zh: '质检', en: 'Reviews' }, group: 'citizen', authority: 'reviews:read' },
  ],
  pages: [
    {
      path: '/reviews',
      authority: 'reviews:read',
      load: () => import('./reviews-page.tsx').then((m) => m.ReviewsPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
