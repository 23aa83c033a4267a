import type { Bilingual } from '@opentocc/contract';

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
export type Platform = (typeof PLATFORMS)[number];

/** The three separated administrators (三员分立): what is reserved to one may not meet what is reserved to another. */
export const ADMINISTRATORS = {
  system: { zh: '系统管理员', en: 'system administrator' },
  security: { zh: '安全管理员', en: 'security administrator' },
  audit: { zh: '审计管理员', en: 'audit administrator' },
} as const satisfies Record<string, Bilingual>;
export type Administrator = keyof typeof ADMINISTRATORS;

interface PermissionEntry extends Bilingual {
  readonly platform: Platform;
  readonly reserved_to?: Administrator;
}

/** Every permission of the product, "module:action". A route may ask only for one that stands here. */
export const PERMISSIONS = {
  'map:read': {
    platform: 'brain',
    zh: '查看路网与路况地图',
    en: 'See the map of the network and its states',
  },
  'indices:read': { platform: 'brain', zh: '查看交通指数', en: 'See traffic indices' },
  'indices:configure': {
    platform: 'brain',
    zh: '设定今后的指数参数',
    en: 'Set the parameters of the indices for days to come',
  },
  'vehicles:read': { platform: 'command', zh: '查看车辆位置', en: 'See where vehicles are' },
  'vehicles:trace': { platform: 'command', zh: '查看车辆轨迹', en: 'See the traces of vehicles' },
  'vehicles:plate': {
    platform: 'command',
    zh: '查看完整车牌（须说明理由）',
    en: 'See plates in full, for a reason',
  },
  'vehicles:command': { platform: 'command', zh: '向车辆下发指令', en: 'Send commands to vehicles' },
  'sources:read': { platform: 'base', zh: '查看数据源与质量', en: 'See sources and their quality' },
  'sources:approve': { platform: 'base', zh: '审批接入终端', en: 'Approve terminals' },
  'history:read': { platform: 'base', zh: '查询历史数据', en: 'Query history' },
  'history:export': { platform: 'base', zh: '导出历史数据', en: 'Export history' },
  'personal:reveal': {
    platform: 'base',
    zh: '查看个人信息原文（须说明理由）',
    en: 'See personal data in full, for a reason',
  },
  'sharing:read': { platform: 'base', zh: '查看共享目录', en: 'See the sharing catalogue' },
  'sharing:apply': { platform: 'base', zh: '申请共享数据与密钥', en: 'Apply for shared data and keys' },
  'sharing:approve': { platform: 'base', zh: '审批共享申请', en: 'Approve sharing applications' },
  'accounts:read': { platform: 'base', zh: '查看账号与组织', en: 'See accounts and the organisation' },
  'accounts:manage': {
    platform: 'base',
    zh: '管理账号与组织',
    en: 'Manage accounts and the organisation',
    reserved_to: 'system',
  },
  'system:operate': { platform: 'base', zh: '运行维护系统', en: 'Operate the system', reserved_to: 'system' },
  'metrics:read': { platform: 'base', zh: '读取运行指标', en: 'Read the metrics of the system' },
  'roles:read': { platform: 'base', zh: '查看角色与授权', en: 'See roles and grants' },
  'roles:manage': {
    platform: 'base',
    zh: '管理角色与授权',
    en: 'Manage roles and grants',
    reserved_to: 'security',
  },
  'keys:manage': {
    platform: 'base',
    zh: '管理密钥与轮换',
    en: 'Manage and rotate keys',
    reserved_to: 'security',
  },
  'audit:read': { platform: 'base', zh: '查询审计记录', en: 'Search the audit', reserved_to: 'audit' },
  'audit:export': { platform: 'base', zh: '导出审计记录', en: 'Export the audit', reserved_to: 'audit' },
} as const satisfies Record<string, PermissionEntry>;

export type Permission = keyof typeof PERMISSIONS;

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

export function platformOf(permission: Permission): Platform {
  return PERMISSIONS[permission].platform;
}

/** Which of the three administrators these permissions make; two or more break the separation. */
export function administratorsOf(permissions: Iterable<Permission>): Set<Administrator> {
  const found = new Set<Administrator>();
  for (const permission of permissions) {
    const entry: PermissionEntry = PERMISSIONS[permission];
    if (entry.reserved_to) found.add(entry.reserved_to);
  }
  return found;
}
