import {
  type Bilingual,
  BUILT_IN_ROLE_NAMES,
  type BuiltInRole,
  PERMISSIONS,
  type Permission,
} from '@opentocc/contract';

/** A named bundle of permissions. Those built in cannot be changed; others are data. */
export interface Role {
  readonly code: string;
  readonly name: Bilingual;
  readonly permissions: readonly Permission[];
  readonly built_in: boolean;
}

/**
 * The roles that every centre starts with, made of what modules declare. The system administrator runs the system and so
 * sees that it works; what the security and the audit administrators may do is closed to it, and theirs to each other.
 */
export const BUILT_IN_ROLES: readonly Role[] = (Object.keys(BUILT_IN_ROLE_NAMES) as BuiltInRole[]).map(
  (code) => ({
    code,
    name: BUILT_IN_ROLE_NAMES[code],
    permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((name) =>
      PERMISSIONS[name].roles.includes(code),
    ),
    built_in: true,
  }),
);
