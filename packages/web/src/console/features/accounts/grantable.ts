import type { Account, PermissionInfo, Role } from '@opentocc/contract';

type Administrator = NonNullable<PermissionInfo['reserved_to']>;

/** Roles that the system administrator may give while nobody holds them: the first of each. */
const FIRST_APPOINTMENTS = ['security-administrator', 'audit-administrator'];

export interface Granting {
  readonly roles: readonly Role[];
  readonly permissions: readonly PermissionInfo[];
  readonly accounts: readonly Account[];
  /** Whether the grantor is the security administrator. */
  readonly mayManageRoles: boolean;
}

/**
 * Roles that may be given beside others without being refused: no account is two of the three separated administrators, and
 * who is not the security administrator appoints only the first security and the first audit administrator.
 * @param beside codes of the other roles that the account is to hold
 */
export function grantableRoles(granting: Granting, beside: readonly string[]): Role[] {
  const { roles, accounts, mayManageRoles } = granting;
  const held = new Set(
    roles.filter(({ code }) => beside.includes(code)).flatMap((role) => administratorsOf(role, granting)),
  );
  const isHeld = (code: string) => accounts.some(({ grants }) => grants.some(({ role }) => role === code));
  return roles.filter((role) => {
    if (!mayManageRoles)
      return FIRST_APPOINTMENTS.includes(role.code) && !isHeld(role.code) && beside.length === 0;
    return new Set([...held, ...administratorsOf(role, granting)]).size <= 1;
  });
}

function administratorsOf({ permissions }: Role, granting: Granting): Administrator[] {
  return granting.permissions.flatMap(({ code, reserved_to }) =>
    reserved_to !== null && permissions.includes(code) ? [reserved_to] : [],
  );
}
