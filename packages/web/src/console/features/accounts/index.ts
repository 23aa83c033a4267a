import { lazy } from 'react';
import type { Feature } from '../../feature.ts';

/** Accounts, units and roles of the administrators, and everybody's own profile. */
export const accounts = {
  name: 'accounts',
  pages: [{ path: '/profile', load: () => import('./profile-page.tsx').then((m) => m.ProfilePage) }],
  tabs: [
    {
      key: 'accounts',
      label: (t) => t('authority.tabs.accounts'),
      authority: 'accounts:read',
      Content: lazy(() => import('./accounts-card.tsx').then((m) => ({ default: m.AccountsCard }))),
    },
    {
      key: 'units',
      label: (t) => t('authority.tabs.units'),
      authority: 'accounts:read',
      Content: lazy(() => import('./units-card.tsx').then((m) => ({ default: m.UnitsCard }))),
    },
    {
      key: 'roles',
      label: (t) => t('authority.tabs.roles'),
      authority: 'roles:read',
      Content: lazy(() => import('./roles-card.tsx').then((m) => ({ default: m.RolesCard }))),
    },
  ],
} as const satisfies Feature;
