import type { Permission } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import { type Authority, authorityOf, districtsOf, subtree, type Unit } from './model.ts';
import { BUILT_IN_ROLES, type Role } from './roles.ts';
import type { AccountQueries, AccountStore } from './store.ts';

/** Other processes change roles and units too; what is older than this is read again. */
const FRESH_MS = 5_000;

/** Somebody who holds a permission. */
export interface Holder {
  readonly principal: string;
  /** Of the account. */
  readonly name: string;
}

/** Somebody who holds a permission for some units or all, with what they are. */
export interface Actor extends Holder {
  /** Of the account. */
  readonly unit: string;
  readonly roles: readonly string[];
  /** Units that the permission reaches; null is all. */
  readonly units: readonly string[] | null;
}

/** Roles and the organisation, cached in memory because every request needs them. */
export class Directory {
  #roles = new Map<string, Role>();
  #units = new Map<string, Unit>();
  #read_ms = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: AccountStore,
    private readonly clock: Clock,
  ) {}

  async roles(): Promise<ReadonlyMap<string, Role>> {
    await this.#refresh();
    return this.#roles;
  }

  async units(): Promise<ReadonlyMap<string, Unit>> {
    await this.#refresh();
    return this.#units;
  }

  async authorityOf(account: number): Promise<Authority> {
    const grants = await this.store.listGrants(account);
    return authorityOf(grants, await this.roles(), await this.units());
  }

  /** Active accounts that hold a permission for every district, by name. */
  async holdersOf(permission: Permission): Promise<Holder[]> {
    const [roles, units] = [await this.roles(), await this.units()];
    const grants = await this.store.grantsByAccount();
    const active = (await this.store.listAccounts()).filter(({ state }) => state === 'active');
    return active
      .filter(({ id }) => {
        const { permissions, reach } = authorityOf(grants.get(id) ?? [], roles, units);
        return permissions.includes(permission) && (reach[permission]?.districts ?? null) === null;
      })
      .map(({ id, name }) => ({ principal: `account:${id}`, name }));
  }

  /** Active accounts that hold a permission, however far. */
  async actorsWith(permission: Permission): Promise<Actor[]> {
    const [roles, units] = [await this.roles(), await this.units()];
    const grants = await this.store.grantsByAccount();
    const active = (await this.store.listAccounts()).filter(({ state }) => state === 'active');
    return active.flatMap(({ id, name, unit }) => {
      const held = authorityOf(grants.get(id) ?? [], roles, units);
      if (!held.permissions.includes(permission)) return [];
      const reached = held.reach[permission]?.units ?? null;
      return [{ principal: `account:${id}`, name, unit, roles: held.roles, units: reached }];
    });
  }

  /** Every unit with the districts that it answers for, its own or its parent's. */
  async answeringUnits(): Promise<Unit[]> {
    const units = await this.units();
    return [...units.values()].map((unit) => ({ ...unit, districts: districtsOf(unit.code, units) }));
  }

  /** The unit of an account and those below it; null where the principal is no account. */
  async unitsOf(principal: string): Promise<{ own: string; below: string[] } | null> {
    const [, id] = /^account:(\d+)$/.exec(principal) ?? [];
    const row = id === undefined ? undefined : await this.store.findById(Number(id));
    if (!row) return null;
    const below = [...subtree(row.unit, await this.units())].filter((code) => code !== row.unit);
    return { own: row.unit, below };
  }

  /** A unit and those above it, from itself upwards; empty where there is no such unit. */
  async unitsAbove(code: string): Promise<string[]> {
    const units = await this.units();
    const above: string[] = [];
    for (let unit = units.get(code); unit && !above.includes(unit.code); unit = units.get(unit.parent ?? ''))
      above.push(unit.code);
    return above;
  }

  /** To be called after a change to roles or units. */
  forget(): void {
    this.#read_ms = Number.NEGATIVE_INFINITY;
  }

  async #refresh(): Promise<void> {
    const now_ms = this.clock.now();
    if (now_ms - this.#read_ms < FRESH_MS) return;
    [this.#roles, this.#units] = await Promise.all([rolesIn(this.store), unitsIn(this.store)]);
    this.#read_ms = now_ms;
  }
}

/** Roles as the database has them now: what decides on a change must not be some seconds old. */
export async function rolesIn(queries: AccountQueries): Promise<Map<string, Role>> {
  return new Map([...BUILT_IN_ROLES, ...(await queries.listRoles())].map((role) => [role.code, role]));
}

/** Units as the database has them now. */
export async function unitsIn(queries: AccountQueries): Promise<Map<string, Unit>> {
  return new Map((await queries.listUnits()).map((unit) => [unit.code, unit]));
}
