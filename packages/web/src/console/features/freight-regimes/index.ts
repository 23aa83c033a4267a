import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'freight', authority: 'freight-regimes:read' } as const;
const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);

/** 规则集（平战结合）: by which rules trips are judged, from a draft to its end, and when ports are open. */
export const freightRegimes = {
  name: 'freight-regimes',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/freight/regimes', label: { zh: '规则集', en: 'Regimes' }, ...READ },
    {
      to: '/freight/regimes/ports',
      label: { zh: '口岸开放', en: 'Port openings' },
      ...{ ...READ, under: '/freight/regimes' },
    },
  ],
  pages: [
    {
      path: '/freight/regimes',
      authority: 'freight-regimes:read',
      load: () => import('./regimes-page.tsx').then((m) => m.RegimesPage),
    },
    {
      path: '/freight/regimes/ports',
      authority: 'freight-regimes:read',
      load: () => import('./ports/ports-page.tsx').then((m) => m.PortsPage),
    },
    {
      path: '/freight/regimes/drafts/$draft',
      authority: 'freight-regimes:draft',
      accepts: ({ draft }) => isNumber(draft),
      load: () => import('./draft/draft-page.tsx').then((m) => m.DraftPage),
    },
    {
      path: '/freight/regimes/drafts/$draft/preview',
      authority: 'freight-regimes:draft',
      accepts: ({ draft }) => isNumber(draft),
      load: () => import('./preview/preview-page.tsx').then((m) => m.PreviewPage),
    },
    {
      path: '/freight/regimes/$code/$version',
      authority: 'freight-regimes:read',
      accepts: ({ version }) => isNumber(version),
      load: () => import('./regime-page.tsx').then((m) => m.RegimePage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
