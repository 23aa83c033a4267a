import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'freight', authority: 'gates:read' } as const;

/** 场站与道闸: who comes through which gate, and what the keeper does about it. */
export const freightGates = {
  name: 'freight-gates',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [{ to: '/freight/gates', label: { zh: '场站道闸', en: 'Sites and gates' }, ...READ }],
  pages: [
    {
      path: '/freight/gates',
      authority: 'gates:read',
      load: () => import('./sites-page.tsx').then((m) => m.SitesPage),
    },
    {
      path: '/freight/gates/$gate',
      authority: 'gates:read',
      load: () => import('./gate-page.tsx').then((m) => m.GatePage),
    },
    {
      path: '/freight/gates/$gate/keeper',
      authority: 'gates:read',
      load: () => import('./keeper-page.tsx').then((m) => m.KeeperPage),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
