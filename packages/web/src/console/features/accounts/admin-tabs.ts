/** Tabs of the administration page and the permission that each needs. */
const TABS = [
  ['accounts', 'accounts:read'],
  ['units', 'accounts:read'],
  ['roles', 'roles:read'],
  ['sharing', 'sharing:read'],
  ['keys', 'keys:manage'],
  ['audit', 'audit:read'],
] as const;

export type AdminTab = (typeof TABS)[number][0];

/** The tabs that these permissions open. */
export function tabsFor(permissions: readonly string[]): AdminTab[] {
  return TABS.filter(([, permission]) => permissions.includes(permission)).map(([tab]) => tab);
}
