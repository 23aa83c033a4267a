import type {
  Account,
  AccountChange,
  Bilingual,
  Grant,
  NewAccount,
  OneTimePassword,
  Permission,
} from '@opentocc/contract';
import type { z } from 'zod';
import type { Acting } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import type { AuditSink, Json } from '../audit/index.ts';
import { type Directory, rolesIn, unitsIn } from './directory.ts';
import { accountErrors } from './errors.ts';
import { authorityOf, reachesUnit } from './model.ts';
import { oneTimePassword, type PasswordHasher } from './password.ts';
import { ADMINISTRATORS, type Administrator, administratorsOf } from './permissions.ts';
import { masked, type Personal, type PersonalData } from './personal.ts';
import type { Sessions } from './sessions.ts';
import type { AccountQueries, AccountRow, AccountStore } from './store.ts';
import type { Throttle } from './throttle.ts';

interface Deps {
  readonly store: AccountStore;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly sessions: Sessions;
  readonly audit: AuditSink;
  readonly personal: Personal;
}

/**
 * What the system administrator does with accounts and the security administrator with grants, each within the area of
 * their own grant. Nobody changes their own authority, and no account may hold what two of the three separated
 * administrators hold: both are refused here, whatever the screen shows.
 */
export class Administration {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The accounts within the caller's area. */
  async list({ session }: Acting): Promise<Account[]> {
    const { store } = this.#deps;
    const grants = await store.grantsByAccount();
    const rows = (await store.listAccounts()).filter((row) =>
      reachesUnit(session, 'accounts:read', row.unit),
    );
    return Promise.all(rows.map((row) => this.#describe(row, grants.get(row.id) ?? [])));
  }

  async get(acting: Acting, id: number): Promise<Account> {
    const row = await this.#within(acting, 'accounts:read', id);
    return this.#describe(row, await this.#deps.store.listGrants(id));
  }

  /** @returns the account and its one-time password, which is not stored anywhere. */
  async add(acting: Acting, input: NewAccount): Promise<z.infer<typeof OneTimePassword>> {
    const { store, clock, random, hasher, personal } = this.#deps;
    await this.#requireUnit(acting, 'accounts:manage', input.unit);
    if (await store.findByName(input.name)) throw accountErrors.account_exists({ account: input.name });
    const one_time_password = input.oidc_subject === null ? oneTimePassword(random) : null;
    const row = await store.addAccount({
      name: input.name,
      display_name: await personal.sealName(input.name, input.display_name),
      unit: input.unit,
      language: input.language,
      state: 'active',
      password_hash: one_time_password === null ? null : await hasher.hash(one_time_password),
      password_changed_ms: clock.now(),
      must_change_password: one_time_password !== null,
      created_ms: clock.now(),
      oidc_subject: input.oidc_subject,
    });
    await store.updateAccount(row.id, await personal.sealContacts(row.id, input));
    await this.#audit(acting, 'accounts.add', row.id, { name: row.name, unit: row.unit });
    return { account: await this.get(acting, row.id), one_time_password };
  }

  async change(acting: Acting, id: number, change: AccountChange): Promise<Account> {
    const { store, sessions, personal } = this.#deps;
    const before = await this.#within(acting, 'accounts:manage', id);
    const data = await personal.open(before);
    if (change.unit !== undefined) await this.#requireUnit(acting, 'accounts:manage', change.unit);
    await store.exclusively(async (alone) => {
      if (change.state === 'disabled') await this.#refuseLosing(acting, alone, before);
      await alone.updateAccount(id, await this.#sealed(before, change));
    });
    if (change.state === 'disabled') await sessions.closeAll(id, 'disabled');
    else sessions.forget(id);
    await this.#audit(acting, 'accounts.change', id, {
      before: picked({ ...before, ...data }, change),
      after: picked({ ...before, ...data, ...change }, change),
    });
    return this.get(acting, id);
  }

  /** A new one-time password for who forgot theirs; a lost second factor is taken off too. Ends every session. */
  async reset(acting: Acting, id: number): Promise<z.infer<typeof OneTimePassword>> {
    const row = await this.#within(acting, 'accounts:manage', id);
    if (acting.session.principal === `account:${id}`) throw accountErrors.own_account();
    await this.#refuseTakingOver(id);
    const one_time_password = await this.resetPassword(row);
    await this.#audit(acting, 'accounts.reset', id, { second_factor_removed: row.totp_confirmed });
    return { account: await this.get(acting, id), one_time_password };
  }

  /** Who reads the one-time password of another of the three administrators could act as both. */
  async #refuseTakingOver(id: number): Promise<void> {
    const { permissions } = await this.#deps.directory.authorityOf(id);
    const held = administratorsOf(permissions);
    if (held.has('security') || held.has('audit')) throw accountErrors.reset_of_administrator();
  }

  /** The same from the command line of the machine, where no session is. */
  async resetPassword(row: AccountRow): Promise<string> {
    const { store, clock, random, hasher, throttle, sessions } = this.#deps;
    const one_time_password = oneTimePassword(random);
    await store.updateAccount(row.id, {
      password_hash: await hasher.hash(one_time_password),
      password_changed_ms: clock.now(),
      must_change_password: true,
      totp_sealed: null,
      totp_confirmed: false,
      recovery_hashes: [],
    });
    await throttle.clear(row.name);
    await sessions.closeAll(row.id, 'reset');
    return one_time_password;
  }

  /**
   * Replaces the grants of an account. The security administrator's work; so that an empty installation gets one, the
   * system administrator may appoint the first security and the first audit administrator, and nothing else.
   */
  async setGrants(acting: Acting, id: number, grants: readonly Grant[]): Promise<Account> {
    const { store, sessions } = this.#deps;
    const row = await store.findById(id);
    if (!row || !reachesUnit(acting.session, 'accounts:read', row.unit))
      throw accountErrors.account_unknown();
    if (acting.session.principal === `account:${id}`) throw accountErrors.own_account();
    await store.exclusively(async (alone) => {
      const before = await alone.listGrants(id);
      const [roles, units] = [await rolesIn(alone), await unitsIn(alone)];
      await this.#requireGrantable(acting, alone, row, before, grants);
      const next = authorityOf(grants, roles, units).permissions;
      refuseJoining(next);
      for (const lost of difference(authorityOf(before, roles, units).permissions, next))
        await this.#refuseLast(alone, id, lost);
      await alone.setGrants(id, grants);
      await this.#audit(acting, 'accounts.grant', id, { before: json(before), after: json(grants) });
    });
    sessions.forget(id);
    return this.#describe(row, await store.listGrants(id));
  }

  /** Name, phone and e-mail address in full, for a reason that the audit records. */
  async reveal(acting: Acting, id: number, reason: string): Promise<PersonalData> {
    const row = await this.#within(acting, 'personal:reveal', id);
    await this.#audit(acting, 'accounts.reveal', id, { reason });
    return this.#deps.personal.open(row);
  }

  async #requireGrantable(
    acting: Acting,
    alone: AccountQueries,
    row: AccountRow,
    before: readonly Grant[],
    after: readonly Grant[],
  ): Promise<void> {
    const roles = await rolesIn(alone);
    for (const { role } of after) if (!roles.has(role)) throw accountErrors.role_unknown({ role });
    if (!acting.session.permissions.includes('roles:manage'))
      return this.#requireFirstAppointment(alone, before, after);
    await this.#requireUnit(acting, 'roles:manage', row.unit);
    for (const { unit } of changedGrants(before, after))
      await this.#requireUnit(acting, 'roles:manage', unit);
  }

  /** @throws AppError unless it appoints the first security or audit administrator and nothing else. */
  async #requireFirstAppointment(
    alone: AccountQueries,
    before: readonly Grant[],
    after: readonly Grant[],
  ): Promise<void> {
    const [grant, ...more] = after;
    const first: Record<string, Administrator> = {
      'security-administrator': 'security',
      'audit-administrator': 'audit',
    };
    const administrator = grant && first[grant.role];
    const plain = before.length === 0 && more.length === 0 && grant?.platform === null && grant.unit === null;
    if (!plain || !administrator || (await this.#countHolders(alone, administrator)) > 0)
      throw accountErrors.security_administrator_grants();
  }

  async #refuseLosing(acting: Acting, alone: AccountQueries, row: AccountRow): Promise<void> {
    if (acting.session.principal === `account:${row.id}`) throw accountErrors.own_account();
    const { permissions } = await this.#deps.directory.authorityOf(row.id);
    for (const administrator of administratorsOf(permissions))
      await this.#refuseLast(alone, row.id, administrator);
  }

  /** @throws AppError when nobody else is this administrator any more. */
  async #refuseLast(store: AccountQueries, id: number, administrator: Administrator): Promise<void> {
    if ((await this.#countHolders(store, administrator, id)) === 0)
      throw accountErrors.last_administrator({ administrator: ADMINISTRATORS[administrator] });
  }

  async #countHolders(store: AccountQueries, administrator: Administrator, except?: number): Promise<number> {
    const [roles, units] = [await rolesIn(store), await unitsIn(store)];
    const grants = await store.grantsByAccount();
    const active = (await store.listAccounts()).filter((row) => row.state === 'active' && row.id !== except);
    return active.filter((row) =>
      administratorsOf(authorityOf(grants.get(row.id) ?? [], roles, units).permissions).has(administrator),
    ).length;
  }

  /** An account outside the caller's area is as if it were not there. */
  async #within({ session }: Acting, permission: Permission, id: number): Promise<AccountRow> {
    const row = await this.#deps.store.findById(id);
    if (!row || !reachesUnit(session, permission, row.unit)) throw accountErrors.account_unknown();
    return row;
  }

  async #requireUnit({ session }: Acting, permission: Permission, unit: string | null): Promise<void> {
    if (unit === null) {
      if (session.reach[permission]) throw accountErrors.out_of_area();
      return;
    }
    if (!(await this.#deps.directory.units()).has(unit)) throw accountErrors.unit_unknown({ unit });
    if (!reachesUnit(session, permission, unit)) throw accountErrors.out_of_area();
  }

  async #describe(row: AccountRow, grants: readonly Grant[]): Promise<Account> {
    return {
      id: row.id,
      name: row.name,
      ...masked(await this.#deps.personal.open(row)),
      unit: row.unit,
      language: row.language,
      state: row.state,
      must_change_password: row.must_change_password,
      second_factor: row.totp_confirmed,
      outside: row.oidc_subject !== null,
      created_ms: row.created_ms,
      last_sign_in_ms: row.last_sign_in_ms,
      grants: grants.map(({ role, platform, unit }) => ({ role, platform, unit })),
    };
  }

  async #sealed(
    row: AccountRow,
    { display_name, phone, email, ...plain }: AccountChange,
  ): Promise<Partial<AccountRow>> {
    const { personal } = this.#deps;
    return {
      ...plain,
      ...(display_name === undefined
        ? {}
        : { display_name: await personal.sealName(row.name, display_name) }),
      ...(await personal.sealContacts(row.id, { phone, email })),
    };
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({
      principal,
      actor,
      address,
      action,
      target: `account:${id}`,
      result: 'done',
      detail,
    });
  }
}

/** @throws AppError when these permissions make one account two of the three administrators. */
export function refuseJoining(permissions: readonly Permission[]): void {
  const administrators = administratorsOf(permissions);
  if (administrators.size > 1)
    throw accountErrors.separation({ administrators: namesOf([...administrators]) });
}

function namesOf(administrators: readonly Administrator[]): Bilingual {
  const named = administrators.map((each) => ADMINISTRATORS[each]);
  return { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(' and ') };
}

/** Grants that one of the lists has and the other has not. */
function changedGrants(before: readonly Grant[], after: readonly Grant[]): Grant[] {
  const key = ({ role, platform, unit }: Grant) => `${role} ${platform} ${unit}`;
  const [had, has] = [new Set(before.map(key)), new Set(after.map(key))];
  return [...before, ...after].filter((grant) => !had.has(key(grant)) || !has.has(key(grant)));
}

function difference(before: readonly Permission[], after: readonly Permission[]): Administrator[] {
  const remaining = administratorsOf(after);
  return [...administratorsOf(before)].filter((administrator) => !remaining.has(administrator));
}

/** What a change touches, as it stands in the row; personal data masked, because the audit retains it for good. */
function picked(
  row: Required<Omit<AccountChange, keyof PersonalData>> & PersonalData,
  change: AccountChange,
): { [key: string]: Json } {
  const shown = { ...row, ...masked(row) };
  return Object.fromEntries(Object.keys(change).map((name) => [name, shown[name as keyof AccountChange]]));
}

function json(grants: readonly Grant[]): Json {
  return grants.map(({ role, platform, unit }) => ({ role, platform, unit }));
}
