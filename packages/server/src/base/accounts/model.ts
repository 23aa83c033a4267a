import type { Bilingual, Permission, PlatformName as Platform, Reach, Session } from '@opentocc/contract';
import { platformOf } from './permissions.ts';
import type { Role } from './roles.ts';

export type UnitKind = 'city_centre' | 'sub_centre' | 'department' | 'firm';

/** A place in the organisation: one city centre, sub-centres by district, departments, firms. */
export interface Unit {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: UnitKind;
  readonly name: Bilingual;
  /** Codes of the districts that it answers for; null is as its parent, and at the top the whole city. */
  readonly districts: readonly string[] | null;
  /** True until an administrator has confirmed what an installation starts with. */
  readonly assumed: boolean;
}

/** A role given to an account, all of it or limited to one platform, everywhere or below one unit. */
export interface Grant {
  readonly role: string;
  readonly platform: Platform | null;
  readonly unit: string | null;
}

/** What an account may do, and how far. */
export interface Authority {
  readonly roles: readonly string[];
  readonly permissions: readonly Permission[];
  /** Only the permissions that do not reach everything. */
  readonly reach: Readonly<Record<string, Reach>>;
}

/** Adds up grants: a permission held twice reaches as far as both together, and one held at the top everything. */
export function authorityOf(
  grants: readonly Grant[],
  roles: ReadonlyMap<string, Role>,
  units: ReadonlyMap<string, Unit>,
): Authority {
  const roots = new Map<Permission, (string | null)[]>();
  for (const grant of grants) {
    const root = isTop(grant.unit, units) ? null : grant.unit;
    for (const permission of permissionsOf(grant, roles))
      roots.set(permission, [...(roots.get(permission) ?? []), root]);
  }
  const reach: Record<string, Reach> = {};
  for (const [permission, held] of roots)
    if (!held.includes(null)) reach[permission] = reachOf(held as string[], units);
  return {
    roles: [...new Set(grants.map((grant) => grant.role))].sort(),
    permissions: [...roots.keys()].sort(),
    reach,
  };
}

/** What a grant gives: of its role's permissions those of its platform. */
function permissionsOf({ role, platform }: Grant, roles: ReadonlyMap<string, Role>): Permission[] {
  const all = roles.get(role)?.permissions ?? [];
  return all.filter((permission) => platform === null || platform === platformOf(permission));
}

function isTop(unit: string | null, units: ReadonlyMap<string, Unit>): boolean {
  return unit !== null && units.get(unit)?.parent === null;
}

/** The units below the roots, and the districts of the roots; nothing for a root that is gone. */
function reachOf(roots: readonly string[], units: ReadonlyMap<string, Unit>): Reach {
  const districts = roots.map((root) => districtsOf(root, units));
  return {
    units: [...new Set(roots.flatMap((root) => [...subtree(root, units)]))].sort(),
    districts: districts.includes(null) ? null : [...new Set(districts.flatMap((list) => list ?? []))].sort(),
  };
}

/** The unit and all below it; empty when there is no such unit. */
export function subtree(root: string, units: ReadonlyMap<string, Unit>): Set<string> {
  const found = new Set<string>(units.has(root) ? [root] : []);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const unit of units.values())
      if (unit.parent !== null && found.has(unit.parent)) found.add(unit.code);
  }
  return found;
}

/** Districts that a unit answers for, its own or its parent's; null is the whole city. */
export function districtsOf(code: string, units: ReadonlyMap<string, Unit>): readonly string[] | null {
  const unit = units.get(code);
  if (!unit) return [];
  if (unit.districts !== null || unit.parent === null) return unit.districts;
  return districtsOf(unit.parent, units);
}

type Held = Pick<Session, 'permissions' | 'reach'>;

/** True when the permission is held and reaches the unit. */
export function reachesUnit(held: Held, permission: Permission, unit: string): boolean {
  if (!held.permissions.includes(permission)) return false;
  return held.reach[permission]?.units?.includes(unit) ?? true;
}
