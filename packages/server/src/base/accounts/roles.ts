import type { Bilingual } from '@opentocc/contract';
import type { Permission } from './permissions.ts';

/** A named bundle of permissions. Those built in cannot be changed; others are data. */
export interface Role {
  readonly code: string;
  readonly name: Bilingual;
  readonly permissions: readonly Permission[];
  readonly built_in: boolean;
}

const WATCH: readonly Permission[] = [
  'map:read',
  'indices:read',
  'vehicles:read',
  'sources:read',
  'history:read',
];

/**
 * The roles that every centre starts with. The system administrator runs the system and so sees that it works; what the
 * security and the audit administrators may do is closed to it, and theirs to each other.
 */
export const BUILT_IN_ROLES: readonly Role[] = [
  builtIn('system-administrator', '系统管理员', 'System administrator', [
    ...WATCH,
    'indices:configure',
    'vehicles:trace',
    'sources:approve',
    'accounts:read',
    'accounts:manage',
    'personal:reveal',
    'system:operate',
    'metrics:read',
    'roles:read',
  ]),
  builtIn('security-administrator', '安全管理员', 'Security administrator', [
    'accounts:read',
    'roles:read',
    'roles:manage',
    'keys:manage',
    'sharing:read',
  ]),
  builtIn('audit-administrator', '审计管理员', 'Audit administrator', [
    'accounts:read',
    'roles:read',
    'audit:read',
    'audit:export',
  ]),
  builtIn('duty-officer', '值守员', 'Duty officer', [
    ...WATCH,
    'vehicles:trace',
    'vehicles:plate',
    'vehicles:command',
    'personal:reveal',
  ]),
  builtIn('analyst', '分析员', 'Analyst', [
    ...WATCH,
    'indices:configure',
    'history:export',
    'sharing:read',
    'sharing:apply',
  ]),
  builtIn('data-steward', '数据管理员', 'Data steward', [
    ...WATCH,
    'sources:approve',
    'sharing:read',
    'sharing:approve',
  ]),
  builtIn('department-user', '部门用户', 'Department user', [
    'map:read',
    'indices:read',
    'sharing:read',
    'sharing:apply',
  ]),
  builtIn('display', '大屏展示', 'Display', ['map:read', 'indices:read', 'vehicles:read', 'sources:read']),
];

function builtIn(code: string, zh: string, en: string, permissions: readonly Permission[]): Role {
  return { code, name: { zh, en }, permissions, built_in: true };
}
