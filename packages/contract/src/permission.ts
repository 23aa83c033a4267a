import type { Bilingual } from './common.ts';

/** Where a permission belongs in the product; a grant may be limited to one platform. */
export const PLATFORMS = [
  'base',
  'brain',
  'command',
  'decision',
  'infrastructure',
  'freight',
  'citizen',
  'assurance',
] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** The three separated administrators (三员分立): what is reserved to one may not meet what is reserved to another. */
export type AdministratorName = 'system' | 'security' | 'audit';

/** Roles that every centre starts with; others are data. */
export const BUILT_IN_ROLE_NAMES = {
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'audit-administrator': { zh: '审计管理员', en: 'Audit administrator' },
  'duty-officer': { zh: '值守员', en: 'Duty officer' },
  analyst: { zh: '分析员', en: 'Analyst' },
  'data-steward': { zh: '数据管理员', en: 'Data steward' },
  'department-user': { zh: '部门用户', en: 'Department user' },
  display: { zh: '大屏展示', en: 'Display' },
  'hotline-agent': { zh: '话务员', en: 'Hotline agent' },
  'hotline-supervisor': { zh: '热线督办', en: 'Hotline supervisor' },
  'case-handler': { zh: '承办人', en: 'Case handler' },
  'freight-officer': { zh: '货运监管员', en: 'Freight officer' },
  'freight-firm': { zh: '货运企业', en: 'Freight firm' },
  'gate-keeper': { zh: '道闸值守员', en: 'Gate keeper' },
  'warehouse-keeper': { zh: '监管仓管理员', en: 'Warehouse keeper' },
} as const satisfies Record<string, Bilingual>;
export type BuiltInRole = keyof typeof BUILT_IN_ROLE_NAMES;

/** A permission as its module declares it, "module:action" being its name. */
export interface PermissionEntry extends Bilingual {
  readonly platform: PlatformName;
  readonly reserved_to?: AdministratorName;
  /** Built-in roles that hold it. */
  readonly roles: readonly BuiltInRole[];
}

export type Permissions = Readonly<Record<`${string}:${string}`, PermissionEntry>>;

/** Those who watch the city, whatever else they do. */
export const WATCHERS = [
  'system-administrator',
  'duty-officer',
  'analyst',
  'data-steward',
] as const satisfies readonly BuiltInRole[];
