import {
  type AdministratorName,
  type Bilingual,
  PERMISSIONS,
  type Permission,
  type PlatformName,
} from '@opentocc/contract';

/** The three separated administrators (三员分立): what is reserved to one may not meet what is reserved to another. */
export const ADMINISTRATORS: Readonly<Record<AdministratorName, Bilingual>> = {
  system: { zh: '系统管理员', en: 'system administrator' },
  security: { zh: '安全管理员', en: 'security administrator' },
  audit: { zh: '审计管理员', en: 'audit administrator' },
};
export type Administrator = AdministratorName;

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

export function platformOf(permission: Permission): PlatformName {
  return PERMISSIONS[permission].platform;
}

/** Which of the three administrators these permissions make; two or more break the separation. */
export function administratorsOf(permissions: Iterable<Permission>): Set<Administrator> {
  const found = new Set<Administrator>();
  for (const permission of permissions) {
    const { reserved_to } = PERMISSIONS[permission];
    if (reserved_to) found.add(reserved_to);
  }
  return found;
}
