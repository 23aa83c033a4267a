import type { Feature } from '../../feature.ts';
import { rosterSearch } from './address.ts';
import { auditWords } from './audit-words.ts';

const READ = { group: 'command', authority: 'duty:read' } as const;
const BELOW = { ...READ, under: '/duty' } as const;

/** Who is on duty, the roster, the log, the handover of shifts, and bulletins. */
export const duty = {
  name: 'duty',
  texts: () => import('./texts.ts').then((m) => m.texts),
  nav: [
    { to: '/duty', label: { zh: '值班', en: 'Duty' }, ...READ },
    { to: '/duty/roster', label: { zh: '值班表', en: 'Duty roster' }, ...BELOW },
    { to: '/duty/handovers', label: { zh: '交接班', en: 'Handover' }, ...BELOW },
    { to: '/duty/bulletins', label: { zh: '值班简报', en: 'Bulletins' }, ...BELOW },
  ],
  pages: [
    {
      path: '/duty',
      authority: 'duty:read',
      load: () => import('./duty-page.tsx').then((m) => m.DutyPage),
    },
    {
      path: '/duty/roster',
      authority: 'duty:read',
      search: rosterSearch,
      load: () => import('./roster/roster-page.tsx').then((m) => m.RosterPage),
    },
    {
      path: '/duty/handovers',
      authority: 'duty:read',
      load: () => import('./handover/handovers-page.tsx').then((m) => m.HandoversPage),
    },
    {
      path: '/duty/handovers/$handover',
      authority: 'duty:read',
      accepts: ({ handover }) => /^[1-9]\d{0,8}$/.test(handover),
      load: () => import('./handover/handover-page.tsx').then((m) => m.HandoverPage),
    },
    {
      path: '/duty/bulletins',
      authority: 'duty:read',
      load: () => import('./bulletins/bulletins-page.tsx').then((m) => m.BulletinsPage),
    },
  ],
  desk: [
    {
      key: 'on-duty',
      label: { zh: '当前值班', en: 'On duty now' },
      authority: 'duty:read',
      roles: ['duty-officer'],
      replay: 'apart',
      load: () => import('./board-card.tsx').then((m) => m.BoardCard),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
