import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** What is wrong in the city, who has it, and the rules by which it is said. */
export const warnings = {
  name: 'warnings',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/warnings', label: { zh: '预警', en: 'Warnings' }, group: 'command', authority: 'warnings:read' },
    {
      ...{ to: '/warnings/rules', label: { zh: '预警规则', en: 'Warning rules' } },
      ...{ group: 'command', authority: 'warnings:rules', under: '/warnings' },
    },
    {
      ...{ to: '/warnings/silences', label: { zh: '静默', en: 'Silences' } },
      ...{ group: 'command', authority: 'warnings:read', under: '/warnings' },
    },
    {
      ...{ to: '/warnings/inhibitions', label: { zh: '抑制关系', en: 'Inhibitions' } },
      ...{ group: 'command', authority: 'warnings:read', under: '/warnings' },
    },
  ],
  pages: [
    {
      path: '/warnings',
      authority: 'warnings:read',
      load: () => import('./warnings-page.tsx').then((m) => m.WarningsPage),
    },
    {
      path: '/warnings/rules',
      authority: 'warnings:rules',
      load: () => import('./rules-page.tsx').then((m) => m.RulesPage),
    },
    {
      path: '/warnings/silences',
      authority: 'warnings:read',
      load: () => import('./silences-page.tsx').then((m) => m.SilencesPage),
    },
    {
      path: '/warnings/inhibitions',
      authority: 'warnings:read',
      load: () => import('./inhibitions-page.tsx').then((m) => m.InhibitionsPage),
    },
    {
      path: '/warnings/$warning',
      authority: 'warnings:read',
      accepts: ({ warning }) => /^[1-9]\d{0,8}$/.test(warning),
      load: () => import('./warning-page.tsx').then((m) => m.WarningPage),
    },
  ],
  desk: [
    {
      key: 'warnings',
      label: { zh: '预警', en: 'Warnings' },
      authority: 'warnings:read',
      roles: ['duty-officer'],
      replay: 'apart',
      load: () => import('./desk-card.tsx').then((m) => m.WarningsDeskCard),
    },
  ],
  bar: [
    {
      key: 'sound',
      authority: 'warnings:act',
      load: () => import('./sound-button.tsx').then((m) => m.SoundButton),
    },
  ],
  layers: () => import('./map-layers.ts').then((m) => m.layers),
  audit: auditWords,
} as const satisfies Feature;
