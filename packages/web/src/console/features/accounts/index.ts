import type { Feature } from '../../feature.ts';
import { auditWords } from './audit-words.ts';

/** Accounts, units and roles of the administrators, and everybody's own profile. */
export const accounts = {
  name: 'accounts',
  texts: () => import('./texts.ts').then((m) => m.texts),
  pages: [{ path: '/profile', load: () => import('./profile-page.tsx').then((m) => m.ProfilePage) }],
  tabs: [
    {
      key: 'accounts',
      label: { zh: '账号', en: 'Accounts' },
      authority: 'accounts:read',
      load: () => import('./accounts-card.tsx').then((m) => m.AccountsCard),
    },
    {
      key: 'units',
      label: { zh: '组织机构', en: 'Organisation' },
      authority: 'accounts:read',
      load: () => import('./units-card.tsx').then((m) => m.UnitsCard),
    },
    {
      key: 'roles',
      label: { zh: '角色与权限', en: 'Roles' },
      authority: 'roles:read',
      load: () => import('./roles-card.tsx').then((m) => m.RolesCard),
    },
  ],
  audit: auditWords,
} as const satisfies Feature;
