import type { PermissionInfo, Role, Unit } from '@opentocc/contract';
import { PERMISSIONS, type Permission } from '@opentocc/contract';
import type { Acting } from '../../kit/acting.ts';
import type { AuditSink, Json } from '../audit/index.ts';
import { refuseJoining } from './administration.ts';
import { type Directory, rolesIn, unitsIn } from './directory.ts';
import { accountErrors } from './errors.ts';
import { districtsOf, type Grant, type Unit as KnownUnit, reachesUnit, subtree } from './model.ts';
import { isPermission } from './permissions.ts';
import type { Role as KnownRole } from './roles.ts';
import type { Sessions } from './sessions.ts';
import type { AccountStore } from './store.ts';

interface Deps {
  readonly store: AccountStore;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly audit: AuditSink;
}

/** The organisation tree and the roles: what grants are made of. */
export class Organisation {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async listUnits(): Promise<Unit[]> {
    const units = await this.#deps.directory.units();
    return [...units.values()].map((unit) => ({ ...unit, districts: unit.districts && [...unit.districts] }));
  }

  /** Adds a unit or changes it, which confirms one that was assumed; the parent must be within the caller's area, and so must the unit when it exists. */
  async putUnit(acting: Acting, input: Omit<Unit, 'assumed'>): Promise<void> {
    const unit = { ...input, assumed: false };
    const { store, directory, sessions } = this.#deps;
    await store.exclusively(async (alone) => {
      const units = await unitsIn(alone);
      const before = units.get(unit.code);
      requirePlace(acting, unit, units);
      await alone.putUnit(unit);
      await this.#audit(acting, 'units.put', `unit:${unit.code}`, {
        before: before ? { ...before } : null,
        after: { ...unit },
      });
    });
    directory.forget();
    sessions.forget();
  }

  async removeUnit(acting: Acting, code: string): Promise<void> {
    const { store, directory } = this.#deps;
    await store.exclusively(async (alone) => {
      const units = await unitsIn(alone);
      const unit = units.get(code);
      if (!unit) throw accountErrors.unit_unknown({ unit: code });
      requireWithin(acting, code);
      const used =
        unit.parent === null ||
        subtree(code, units).size > 1 ||
        (await alone.listAccounts()).some((account) => account.unit === code) ||
        (await alone.listAllGrants()).some((grant) => grant.unit === code);
      if (used) throw accountErrors.unit_in_use({ unit: unit.name });
      await alone.removeUnit(code);
      await this.#audit(acting, 'units.remove', `unit:${code}`, { before: { ...unit } });
    });
    directory.forget();
  }

  async listRoles(): Promise<Role[]> {
    const roles = await this.#deps.directory.roles();
    return [...roles.values()].map((role) => ({ ...role, permissions: [...role.permissions] }));
  }

  listPermissions(): PermissionInfo[] {
    return Object.entries(PERMISSIONS).map(([code, entry]) => ({
      code,
      name: { zh: entry.zh, en: entry.en },
      platform: entry.platform,
      reserved_to: entry.reserved_to ?? null,
    }));
  }

  /** Adds or changes a role that is not built in. A change reaches everyone who holds it at once. */
  async putRole(acting: Acting, { code, name, permissions }: Omit<Role, 'built_in'>): Promise<void> {
    const { store, directory, sessions } = this.#deps;
    const known = permissions.map(asPermission);
    refuseJoining(known);
    await store.exclusively(async (alone) => {
      const roles = await rolesIn(alone);
      const before = roles.get(code);
      if (before?.built_in) throw accountErrors.role_built_in({ role: before.name });
      refuseJoiningHolders(code, known, roles, (await alone.grantsByAccount()).values());
      await alone.putRole({ code, name, permissions: known, built_in: false });
      await this.#audit(acting, 'roles.put', `role:${code}`, {
        before: before ? [...before.permissions] : null,
        after: permissions,
      });
    });
    directory.forget();
    sessions.forget();
  }

  async removeRole(acting: Acting, code: string): Promise<void> {
    const { store, directory } = this.#deps;
    await store.exclusively(async (alone) => {
      const role = (await rolesIn(alone)).get(code);
      if (!role) throw accountErrors.role_unknown({ role: code });
      if (role.built_in) throw accountErrors.role_built_in({ role: role.name });
      const holders = (await alone.listAllGrants()).filter((grant) => grant.role === code);
      if (holders.length > 0) throw accountErrors.role_in_use({ role: role.name, count: holders.length });
      await alone.removeRole(code);
      await this.#audit(acting, 'roles.remove', `role:${code}`, { before: [...role.permissions] });
    });
    directory.forget();
  }

  #audit({ session, address }: Acting, action: string, target: string, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

/** @throws AppError unless the unit may stand where it is put: within the caller's area, not below itself, no wider than above. */
function requirePlace(acting: Acting, unit: Unit, units: ReadonlyMap<string, KnownUnit>): void {
  const before = units.get(unit.code);
  if (before?.parent === null) throw accountErrors.out_of_area();
  const parent = unit.parent ?? '';
  for (const code of [parent, before?.code ?? parent]) requireWithin(acting, code);
  if (!units.has(parent)) throw accountErrors.unit_unknown({ unit: parent });
  if (subtree(unit.code, units).has(parent)) throw accountErrors.unit_circle({ unit: unit.name });
  const allowed = districtsOf(parent, units);
  if (allowed && unit.districts?.some((district) => !allowed.includes(district)))
    throw accountErrors.out_of_area();
}

/** A role that grows must not make a holder two of the three administrators. */
function refuseJoiningHolders(
  code: string,
  permissions: readonly Permission[],
  roles: ReadonlyMap<string, KnownRole>,
  held: Iterable<readonly Grant[]>,
): void {
  for (const grants of held)
    if (grants.some((grant) => grant.role === code))
      refuseJoining(
        grants.flatMap(({ role }) => (role === code ? permissions : (roles.get(role)?.permissions ?? []))),
      );
}

function requireWithin({ session }: Acting, unit: string): void {
  if (!reachesUnit(session, 'accounts:manage', unit) && session.reach['accounts:manage'])
    throw accountErrors.out_of_area();
}

function asPermission(name: string): Permission {
  if (!isPermission(name)) throw accountErrors.permission_unknown({ permission: name });
  return name;
}
