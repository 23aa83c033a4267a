import type { Account, PermissionInfo, Role } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { grantableRoles } from './grantable.ts';

const role = (code: string, ...permissions: string[]): Role => ({
  ...{ code, permissions, built_in: true },
  name: { zh: code, en: code },
});
const permission = (code: string, reserved_to: PermissionInfo['reserved_to']): PermissionInfo => ({
  ...{ code, reserved_to, platform: 'base' },
  name: { zh: code, en: code },
});
const GRANTING = {
  roles: [
    role('system-administrator', 'accounts:manage'),
    role('security-administrator', 'roles:manage'),
    role('audit-administrator', 'audit:read'),
    role('analyst', 'indices:read'),
  ],
  permissions: [
    permission('accounts:manage', 'system'),
    permission('roles:manage', 'security'),
    permission('audit:read', 'audit'),
    permission('indices:read', null),
  ],
  accounts: [] as Account[],
  mayManageRoles: true,
};
const codes = (roles: Role[]) => roles.map(({ code }) => code);

it('offers every role beside none, and beside an administrator no other of the three', () => {
  expect(codes(grantableRoles(GRANTING, []))).toHaveLength(4);
  expect(codes(grantableRoles(GRANTING, ['system-administrator']))).toEqual([
    'system-administrator',
    'analyst',
  ]);
  expect(codes(grantableRoles(GRANTING, ['analyst']))).toHaveLength(4);
});

it('offers the system administrator only the appointments that nobody holds yet', () => {
  const appointed = { grants: [{ role: 'security-administrator', platform: null, unit: null }] } as Account;
  const system = { ...GRANTING, mayManageRoles: false };
  expect(codes(grantableRoles(system, []))).toEqual(['security-administrator', 'audit-administrator']);
  expect(codes(grantableRoles({ ...system, accounts: [appointed] }, []))).toEqual(['audit-administrator']);
  expect(grantableRoles(system, ['audit-administrator'])).toEqual([]);
});
