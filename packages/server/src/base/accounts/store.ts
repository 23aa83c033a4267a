import type { Bilingual, Language, Permission, PlatformName as Platform } from '@opentocc/contract';
import { type Generated, type Kysely, type RawBuilder, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { Grant, Unit, UnitKind } from './model.ts';
import type { Role } from './roles.ts';

interface AccountTable {
  id: Generated<number>;
  name: string;
  /** Sealed by the key service. */
  display_name: string;
  unit: string;
  language: Language;
  state: 'active' | 'disabled';
  password_hash: string | null;
  password_history: string[];
  password_changed_ms: number;
  must_change_password: boolean;
  /** Sealed by the key service; null without a second factor. */
  totp_sealed: string | null;
  /** Not in force before its first code was entered. */
  totp_confirmed: boolean;
  /** Last time step used, so that a code works once. */
  totp_step: number;
  recovery_hashes: string[];
  oidc_subject: string | null;
  phone_sealed: string | null;
  email_sealed: string | null;
  created_ms: number;
  last_sign_in_ms: number | null;
}

interface SessionTable {
  token_hash: Buffer;
  account: number;
  csrf_token: string;
  created_ms: number;
  seen_ms: number;
  expires_ms: number;
  address: string;
  agent: string;
  /** Until then it does not end for being idle; null without a watch. */
  watch_until_ms: number | null;
}

interface Schema {
  accounts_account: AccountTable;
  accounts_session: SessionTable;
  accounts_grant: { account: number; role: string; platform: Platform | null; unit: string | null };
  accounts_role: { code: string; name_zh: string; name_en: string; permissions: Permission[] };
  accounts_unit: {
    code: string;
    parent: string | null;
    kind: UnitKind;
    name_zh: string;
    name_en: string;
    districts: string[] | null;
    assumed: boolean;
  };
  /** When each failure was, oldest first. */
  accounts_failure: { key: string; failed_ms: number[] };
}

/** An account as it begins: without a second factor, never signed in. */
export type NewAccount = Pick<
  AccountRow,
  | 'name'
  | 'display_name'
  | 'unit'
  | 'language'
  | 'state'
  | 'password_hash'
  | 'password_changed_ms'
  | 'must_change_password'
  | 'created_ms'
> & { readonly oidc_subject?: string | null };
const AT_FIRST = { password_history: [], totp_confirmed: false, totp_step: 0, recovery_hashes: [] };

/** How many failures are free, and how the wait grows after them. */
export interface WaitRule {
  readonly failures: number;
  readonly first_wait_s: number;
  readonly longest_wait_s: number;
  readonly forget_after_s: number;
}

export type AccountRow = Omit<AccountTable, 'id'> & { id: number };
export type SessionRow = SessionTable;
type Tables = Kysely<Schema>;

/** All that the module stores. Names of accounts are in lower case here. */
export interface AccountStore extends AccountQueries {
  /** Runs work alone in the whole installation, in one transaction. */
  exclusively<T>(work: (alone: AccountQueries) => Promise<T>): Promise<T>;
}
export type AccountQueries = ReturnType<typeof queriesOf>;

export function createAccountStore(db: Db): AccountStore {
  const t = tables<Schema>(db);
  // One at a time in this process before the lock of the installation is asked for: waiting with a connection in hand, many
  // at once would leave none for the one who works.
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...queriesOf(t),
    exclusively(work) {
      const turn = last.then(() =>
        t.transaction().execute(async (transaction) => {
          await sql`select pg_advisory_xact_lock(hashtext('accounts'))`.execute(transaction);
          return work(queriesOf(transaction));
        }),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function queriesOf(t: Tables) {
  return { ...accountQueries(t), ...sessionQueries(t), ...authorityQueries(t), ...failureQueries(t) };
}

function accountQueries(t: Tables) {
  const all = () => t.selectFrom('accounts_account').selectAll();
  return {
    findByName: (name: string) => all().where('name', '=', name).executeTakeFirst(),
    findById: (id: number) => all().where('id', '=', id).executeTakeFirst(),
    findBySubject: (subject: string) => all().where('oidc_subject', '=', subject).executeTakeFirst(),
    listAccounts: () => all().orderBy('name').execute(),
    findNames: (ids: readonly number[]) =>
      t
        .selectFrom('accounts_account')
        .select(['id', 'name'])
        .where('id', 'in', [...ids, 0])
        .execute(),
    async countAccounts(): Promise<number> {
      const row = await t
        .selectFrom('accounts_account')
        .select(t.fn.countAll<number>().as('n'))
        .executeTakeFirst();
      return row?.n ?? 0;
    },
    async addAccount(row: NewAccount): Promise<AccountRow> {
      return t
        .insertInto('accounts_account')
        .values({ ...AT_FIRST, ...row })
        .returningAll()
        .executeTakeFirstOrThrow();
    },
    async updateAccount(id: number, change: Partial<Omit<AccountRow, 'id'>>): Promise<void> {
      if (Object.keys(change).length === 0) return; // SQL has no update of nothing
      await t.updateTable('accounts_account').set(change).where('id', '=', id).execute();
    },
    /** Uses a time step of the second factor; false when it, or a later one, was used before. */
    async useTotpStep(id: number, step: number): Promise<boolean> {
      const { numUpdatedRows } = await t
        .updateTable('accounts_account')
        .set({ totp_step: step })
        .where('id', '=', id)
        .where('totp_step', '<', step)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    /** Uses a recovery code up; false when it is not there (any more). */
    async useRecoveryHash(id: number, hash: string): Promise<boolean> {
      const { numUpdatedRows } = await t
        .updateTable('accounts_account')
        .set({ recovery_hashes: sql`array_remove(recovery_hashes, ${hash})` })
        .where('id', '=', id)
        .where(sql<boolean>`${hash} = any(recovery_hashes)`)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

function sessionQueries(t: Tables) {
  return {
    findSession: (token_hash: Buffer) =>
      t.selectFrom('accounts_session').selectAll().where('token_hash', '=', token_hash).executeTakeFirst(),
    listSessions: (account: number) =>
      t
        .selectFrom('accounts_session')
        .selectAll()
        .where('account', '=', account)
        .orderBy('created_ms')
        .execute(),
    async addSession(row: SessionRow): Promise<void> {
      await t.insertInto('accounts_session').values(row).execute();
    },
    async touchSession(token_hash: Buffer, seen_ms: number): Promise<void> {
      await t.updateTable('accounts_session').set({ seen_ms }).where('token_hash', '=', token_hash).execute();
    },
    async watchSession(token_hash: Buffer, watch_until_ms: number | null, seen_ms: number): Promise<void> {
      await t
        .updateTable('accounts_session')
        .set({ watch_until_ms, seen_ms })
        .where('token_hash', '=', token_hash)
        .execute();
    },
    async removeSessions(token_hashes: readonly Buffer[]): Promise<void> {
      if (token_hashes.length === 0) return;
      await t.deleteFrom('accounts_session').where('token_hash', 'in', token_hashes).execute();
    },
    async removeExpiredSessions(now_ms: number, seen_before_ms: number): Promise<void> {
      await t
        .deleteFrom('accounts_session')
        .where((e) =>
          e.or([
            e('expires_ms', '<=', now_ms),
            e(sql<number>`greatest(seen_ms, watch_until_ms)`, '<=', seen_before_ms),
          ]),
        )
        .execute();
    },
  };
}

function authorityQueries(t: Tables) {
  return {
    listGrants: async (account: number): Promise<Grant[]> =>
      t
        .selectFrom('accounts_grant')
        .select(['role', 'platform', 'unit'])
        .where('account', '=', account)
        .execute(),
    async grantsByAccount(): Promise<Map<number, Grant[]>> {
      const held = new Map<number, Grant[]>();
      for (const { account, ...grant } of await t.selectFrom('accounts_grant').selectAll().execute())
        held.set(account, [...(held.get(account) ?? []), grant]);
      return held;
    },
    listAllGrants: () => t.selectFrom('accounts_grant').selectAll().execute(),
    async setGrants(account: number, grants: readonly Grant[]): Promise<void> {
      await t.deleteFrom('accounts_grant').where('account', '=', account).execute();
      if (grants.length > 0)
        await t
          .insertInto('accounts_grant')
          .values(grants.map((grant) => ({ account, ...grant })))
          .execute();
    },
    async listRoles(): Promise<Role[]> {
      const rows = await t.selectFrom('accounts_role').selectAll().orderBy('code').execute();
      return rows.map((row) => ({
        code: row.code,
        name: nameOf(row),
        permissions: row.permissions,
        built_in: false,
      }));
    },
    async putRole(role: Role): Promise<void> {
      const row = { name_zh: role.name.zh, name_en: role.name.en, permissions: [...role.permissions] };
      await t
        .insertInto('accounts_role')
        .values({ code: role.code, ...row })
        .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
        .execute();
    },
    async removeRole(code: string): Promise<void> {
      await t.deleteFrom('accounts_role').where('code', '=', code).execute();
    },
    async listUnits(): Promise<Unit[]> {
      const rows = await t.selectFrom('accounts_unit').selectAll().orderBy('code').execute();
      return rows.map((row) => ({
        code: row.code,
        parent: row.parent,
        kind: row.kind,
        name: nameOf(row),
        districts: row.districts,
        assumed: row.assumed,
      }));
    },
    async putUnit({ code, parent, kind, name, districts, assumed }: Unit): Promise<void> {
      const row = {
        parent,
        kind,
        name_zh: name.zh,
        name_en: name.en,
        districts: districts && [...districts],
        assumed,
      };
      await t
        .insertInto('accounts_unit')
        .values({ code, ...row })
        .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
        .execute();
    },
    async removeUnit(code: string): Promise<void> {
      await t.deleteFrom('accounts_unit').where('code', '=', code).execute();
    },
  };
}

function failureQueries(t: Tables) {
  const removeWhere = (key: RawBuilder<boolean>) => t.deleteFrom('accounts_failure').where(key).execute();
  return {
    /**
     * Counts an attempt as a failure unless the key must wait; one statement, so that many at once cannot slip by.
     * Each failure is forgotten at its own age, and the wait counts from the last.
     * @returns ms to wait; 0 when the attempt was counted.
     */
    async chargeFailure(key: string, now_ms: number, rule: WaitRule): Promise<number> {
      const forgotten_ms = now_ms - 1000 * rule.forget_after_s;
      const recent = sql`array(select each from unnest(f.failed_ms) each where each >= ${forgotten_ms}::bigint)`;
      const over = sql`least(cardinality(${recent}) - ${rule.failures}::int, 30)`;
      const wait_ms = sql<number>`case when ${over} < 0 then 0
        else 1000 * least(${rule.first_wait_s}::int * power(2, ${over}), ${rule.longest_wait_s}::int) end::bigint`;
      const until_ms = sql<number>`coalesce(f.failed_ms[cardinality(f.failed_ms)], 0) + ${wait_ms}`;
      const charged = await sql`
        insert into accounts_failure as f (key, failed_ms) values (${key}, array[${now_ms}::bigint])
        on conflict (key) do update set failed_ms = ${recent} || ${now_ms}::bigint
        where ${until_ms} <= ${now_ms}::bigint
        returning key`.execute(t);
      if (charged.rows.length > 0) return 0;
      const { rows } = await sql<{ until_ms: number }>`
        select ${until_ms} as until_ms from accounts_failure f where key = ${key}`.execute(t);
      return Math.max((rows[0]?.until_ms ?? 0) - now_ms, 1);
    },
    async removeFailures(key: string): Promise<void> {
      await removeWhere(sql<boolean>`key = ${key}`);
    },
    /** All that a name waits for: wherever from, by its codes, and at the addresses where it failed. */
    async removeFailuresOf(name: string): Promise<void> {
      const from = `from:${name} `;
      await removeWhere(sql<boolean>`key in (
        select 'address:' || substr(key, length(${from}::text) + 1) from accounts_failure
        where starts_with(key, ${from}))`);
      await removeWhere(
        sql<boolean>`key in (${`account:${name}`}, ${`code:${name}`}) or starts_with(key, ${from})`,
      );
    },
    /** Takes back one failure that was counted at this time. */
    async returnFailure(key: string, at_ms: number): Promise<void> {
      const place = sql`array_position(failed_ms, ${at_ms}::bigint)`;
      await sql`update accounts_failure set failed_ms = failed_ms[:${place} - 1] || failed_ms[${place} + 1:]
        where key = ${key} and ${place} is not null`.execute(t);
    },
    async removeFailuresBefore(at_ms: number): Promise<void> {
      await removeWhere(sql<boolean>`coalesce(failed_ms[cardinality(failed_ms)], 0) < ${at_ms}::bigint`);
    },
  };
}

function nameOf(row: { name_zh: string; name_en: string }): Bilingual {
  return { zh: row.name_zh, en: row.name_en };
}
