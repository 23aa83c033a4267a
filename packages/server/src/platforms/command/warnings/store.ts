import type {
  Inhibition,
  RuleDraft,
  RuleVersion,
  Silence,
  Warning,
  WarningEntry,
  WarningNotice,
} from '@opentocc/contract';
import { sql } from 'kysely';
import type { Db } from '../../../kit/db.ts';
import type { RuleRow, StoredSlots } from './engine.ts';

export type NewEntry = Omit<WarningEntry, 'id'> & { readonly warning: number };

/** A message about some warnings, before the outbox has it. */
export interface NewMessage {
  readonly key: string;
  readonly at_ms: number;
  readonly why: WarningNotice['why'];
  readonly recipient: string;
  readonly recipient_name: string;
  readonly channel: WarningNotice['channel'];
  readonly warnings: readonly number[];
}

/** Somebody who was notified of a warning. */
export interface ToldRow {
  readonly warning: number;
  readonly recipient: string;
  readonly recipient_name: string;
  readonly channels: readonly WarningNotice['channel'][];
}

/** A silence as it is stored; what it hid is counted from its own rows. */
export type SilenceRow = Omit<Silence, 'state' | 'hid' | 'hides'>;

/** What holds back what, since a version. */
export interface InhibitionsRow {
  readonly version: number;
  readonly list: readonly Inhibition[];
  /** Nobody, and at no time, where it is what a new centre starts with. */
  readonly by: string | null;
  readonly at_ms: number | null;
}

/** What one turn changes, all or nothing. */
export interface Commit {
  readonly warnings: readonly Warning[];
  readonly entries: readonly NewEntry[];
  readonly messages: readonly NewMessage[];
  readonly silences: readonly SilenceRow[];
  /** At most one. */
  readonly inhibitions: readonly InhibitionsRow[];
  readonly hidden: readonly { readonly silence: string; readonly warning: number; readonly at_ms: number }[];
  readonly slots: readonly StoredSlots[];
  /** Puts the messages into the outbox and lines into the log of duty, in the same transaction. */
  readonly beside: (tx: Db) => Promise<void>;
}

export interface RuleChangeRow {
  readonly rule: RuleRow;
  readonly retired_ms: number | null;
}

type Row = Readonly<Record<string, unknown>>;
const json = (rows: readonly Row[]) => JSON.stringify(rows);
/** Rows of one statement: bounds its memory. */
const ROWS = 2_000;

/** The only SQL of the module. */
export function createWarningStore(db: Db, network_version: string) {
  return {
    commit: (commit: Commit): Promise<void> =>
      db.transaction().execute(async (tx) => {
        await saveWarnings(tx, commit.warnings);
        await insertEntries(tx, commit.entries);
        await saveSilences(tx, commit.silences);
        await insertInhibitions(tx, commit.inhibitions);
        await insertHidden(tx, commit.hidden);
        await insertMessages(tx, commit.messages);
        await saveSlots(tx, network_version, commit.slots);
        await commit.beside(tx);
      }),
    /** Open warnings, and those that ended since. */
    async listWarnings(since_ms: number): Promise<Warning[]> {
      const { rows } = await sql<{ body: Warning }>`SELECT body FROM warnings_warning
        WHERE ended_ms IS NULL OR ended_ms >= ${since_ms} ORDER BY id`.execute(db);
      return rows.map(({ body }) => body);
    },
    /** Of all warnings ever. */
    async findLast(): Promise<{ id: number; sequence: number }> {
      const { rows } = await sql<{ id: number; sequence: number }>`SELECT coalesce(max(id), 0) AS id,
        coalesce(max(sequence), 0) AS sequence FROM warnings_warning`.execute(db);
      return rows[0];
    },
    async findWarning(id: number): Promise<Warning | undefined> {
      const { rows } = await sql<{
        body: Warning;
      }>`SELECT body FROM warnings_warning WHERE id = ${id}`.execute(db);
      return rows[0]?.body;
    },
    /** The ones that ended last, the newest first. */
    async listEnded(limit: number): Promise<Warning[]> {
      const { rows } = await sql<{ body: Warning }>`SELECT body FROM warnings_warning
        WHERE ended_ms IS NOT NULL ORDER BY ended_ms DESC LIMIT ${limit}`.execute(db);
      return rows.map(({ body }) => body);
    },
    /** How many began within [from_ms, to_ms), by level as they stand now; a level without any is left out. */
    async countBetween(from_ms: number, to_ms: number): Promise<ReadonlyMap<Warning['level'], number>> {
      const { rows } = await sql<{ level: Warning['level']; n: number }>`SELECT body->>'level' AS level,
        count(*)::int AS n FROM warnings_warning WHERE (body->>'began_ms')::bigint >= ${from_ms}
        AND (body->>'began_ms')::bigint < ${to_ms} GROUP BY 1`.execute(db);
      return new Map(rows.map(({ level, n }) => [level, n]));
    },
    /** Those that began within a span, the first first. */
    async listBetween(from_ms: number, to_ms: number): Promise<Warning[]> {
      const { rows } = await sql<{ body: Warning }>`SELECT body FROM warnings_warning
        WHERE (body->>'began_ms')::bigint >= ${from_ms} AND (body->>'began_ms')::bigint < ${to_ms}
        ORDER BY (body->>'began_ms')::bigint, id LIMIT 10000`.execute(db);
      return rows.map(({ body }) => body);
    },
    async listEntries(warning: number): Promise<WarningEntry[]> {
      const { rows } = await sql<WarningEntry>`SELECT id, at_ms, kind, by, text FROM warnings_entry
        WHERE warning = ${warning} ORDER BY id LIMIT 1000`.execute(db);
      return rows;
    },
    async listNotices(warning: number): Promise<Omit<WarningNotice, 'maybe_twice'>[]> {
      const { rows } = await sql<Omit<WarningNotice, 'maybe_twice'>>`
        SELECT key, at_ms, why, recipient_name AS to, channel, state, state_ms
        FROM warnings_message JOIN warnings_told ON message = key WHERE warning = ${warning}
        ORDER BY at_ms, key LIMIT 500`.execute(db);
      return rows;
    },
    /** Keys of messages that may still become something else. */
    async listUnsettled(since_ms: number): Promise<string[]> {
      const { rows } = await sql<{ key: string }>`SELECT key FROM warnings_message
        WHERE at_ms >= ${since_ms} AND state NOT IN ('delivered', 'blocked') ORDER BY at_ms`.execute(db);
      return rows.map(({ key }) => key);
    },
    /** Who was notified of warnings, and by which channels, since they last heard that it was over. */
    async listTold(warnings: readonly number[]): Promise<ToldRow[]> {
      if (warnings.length === 0) return [];
      const { rows } = await sql<ToldRow>`
        SELECT warning, recipient, recipient_name, array_agg(DISTINCT channel) AS channels FROM (
          SELECT warning, recipient, recipient_name, channel FROM warnings_told JOIN warnings_message ON message = key
          WHERE warning = ANY(${warnings}) GROUP BY 1, 2, 3, 4
          HAVING max(number) FILTER (WHERE why <> 'ended')
            > coalesce(max(number) FILTER (WHERE why = 'ended'), 0)
        ) AS told GROUP BY 1, 2, 3 ORDER BY 1, 2`.execute(db);
      return rows;
    },
    /** What became of a message. */
    async setMessageState(key: string, state: WarningNotice['state'], at_ms: number): Promise<void> {
      await sql`UPDATE warnings_message SET state = ${state}, state_ms = ${at_ms} WHERE key = ${key}`.execute(
        db,
      );
    },
    async listRules(): Promise<RuleRow[]> {
      const { rows } = await sql<RuleRow>`SELECT id, version, draft, author, at_ms FROM warnings_rule
        JOIN warnings_rule_version USING (version) WHERE rule = id AND retired_ms IS NULL ORDER BY id`.execute(
        db,
      );
      return rows;
    },
    async findLastRule(): Promise<number> {
      const { rows } = await sql<{
        id: number;
      }>`SELECT coalesce(max(id), 0) AS id FROM warnings_rule`.execute(db);
      return rows[0].id;
    },
    /** @returns false when that version is there already: somebody was first */
    async saveRule({
      rule: { id, version, draft, author, at_ms },
      retired_ms,
    }: RuleChangeRow): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await sql`INSERT INTO warnings_rule (id, version, retired_ms) VALUES (${id}, ${version}, ${retired_ms})
          ON CONFLICT (id) DO UPDATE SET version = excluded.version, retired_ms = excluded.retired_ms`.execute(
          tx,
        );
        await sql`INSERT INTO warnings_rule_version (rule, version, draft, author, at_ms)
          VALUES (${id}, ${version}, ${JSON.stringify(draft)}::jsonb, ${author}, ${at_ms})
          ON CONFLICT DO NOTHING`.execute(tx);
      });
    },
    async listVersions(rule: number): Promise<RuleVersion[]> {
      const { rows } = await sql<RuleVersion>`SELECT version, draft, author, at_ms FROM warnings_rule_version
        WHERE rule = ${rule} ORDER BY version DESC LIMIT 200`.execute(db);
      return rows;
    },
    async findVersion(rule: number, version: number): Promise<RuleDraft | undefined> {
      const { rows } = await sql<{ draft: RuleDraft }>`SELECT draft FROM warnings_rule_version
        WHERE rule = ${rule} AND version = ${version}`.execute(db);
      return rows[0]?.draft;
    },
    async listSlots(): Promise<StoredSlots[]> {
      const { rows } = await sql<StoredSlots>`SELECT rule, version, slots FROM warnings_slots
        WHERE network_version = ${network_version}`.execute(db);
      return rows;
    },
    /** Silences that are not over, and those that ended since, each with how many warnings it hid. */
    async listSilences(since_ms: number): Promise<(SilenceRow & { hid: number })[]> {
      const { rows } = await sql<{ body: SilenceRow; hid: number }>`SELECT body,
        (SELECT count(*) FROM warnings_hidden WHERE silence = id) AS hid
        FROM warnings_silence WHERE ends_ms >= ${since_ms} ORDER BY ends_ms DESC LIMIT 1000`.execute(db);
      return rows.map(({ body, hid }) => ({ ...body, hid }));
    },
    async findInhibitions(): Promise<InhibitionsRow | undefined> {
      const { rows } = await sql<InhibitionsRow>`SELECT version, list, author AS by, at_ms
        FROM warnings_inhibitions ORDER BY version DESC LIMIT 1`.execute(db);
      return rows[0];
    },
    /** Forgets what ended long ago, with its timeline and messages. */
    async forget(before_ms: number): Promise<void> {
      await sql`DELETE FROM warnings_warning WHERE ended_ms < ${before_ms}`.execute(db);
      await sql`DELETE FROM warnings_silence WHERE ends_ms < ${before_ms}`.execute(db);
      await sql`DELETE FROM warnings_message WHERE at_ms < ${before_ms}
        AND NOT EXISTS (SELECT FROM warnings_told WHERE message = key)`.execute(db);
    },
  };
}

export type WarningStore = ReturnType<typeof createWarningStore>;

async function saveWarnings(tx: Db, all: readonly Warning[]): Promise<void> {
  for (let i = 0; i < all.length; i += ROWS) {
    const rows = all
      .slice(i, i + ROWS)
      .map((body) => ({ ...pick(body, 'id', 'key', 'began_ms', 'ended_ms', 'sequence'), body }));
    await sql`INSERT INTO warnings_warning (id, key, began_ms, ended_ms, sequence, body)
      SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb)
        AS row (id integer, key text, began_ms bigint, ended_ms bigint, sequence bigint, body jsonb)
      ON CONFLICT (id) DO UPDATE SET ended_ms = excluded.ended_ms, sequence = excluded.sequence,
        body = excluded.body`.execute(tx);
  }
}

const pick = <T, K extends keyof T>(of: T, ...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, of[name]])) as Pick<T, K>;

async function insertEntries(tx: Db, all: readonly NewEntry[]): Promise<void> {
  for (let i = 0; i < all.length; i += ROWS)
    await sql`INSERT INTO warnings_entry (warning, at_ms, kind, by, text)
      SELECT warning, at_ms, kind, by, text FROM jsonb_to_recordset(${json(all.slice(i, i + ROWS))}::jsonb)
        AS row (warning integer, at_ms bigint, kind text, by text, text jsonb)`.execute(tx);
}

async function insertMessages(tx: Db, all: readonly NewMessage[]): Promise<void> {
  if (all.length === 0) return;
  await sql`INSERT INTO warnings_message (key, at_ms, why, recipient, recipient_name, channel, state, state_ms)
    SELECT key, at_ms, why, recipient, recipient_name, channel, 'queued', at_ms
    FROM jsonb_to_recordset(${json(all as never)}::jsonb)
      AS row (key text, at_ms bigint, why text, recipient text, recipient_name text, channel text)`.execute(
    tx,
  );
  const told = all.flatMap(({ key, warnings }) => warnings.map((warning) => ({ message: key, warning })));
  await sql`INSERT INTO warnings_told (message, warning) SELECT message, warning
    FROM jsonb_to_recordset(${json(told)}::jsonb) AS row (message text, warning integer)`.execute(tx);
}

async function saveSilences(tx: Db, all: readonly SilenceRow[]): Promise<void> {
  for (const body of all)
    await sql`INSERT INTO warnings_silence (id, ends_ms, body)
      VALUES (${body.id}, ${body.ends_ms}, ${JSON.stringify(body)}::jsonb)
      ON CONFLICT (id) DO UPDATE SET ends_ms = excluded.ends_ms, body = excluded.body`.execute(tx);
}

async function insertInhibitions(tx: Db, all: readonly InhibitionsRow[]): Promise<void> {
  for (const { version, list, by, at_ms } of all)
    await sql`INSERT INTO warnings_inhibitions (version, list, author, at_ms)
      VALUES (${version}, ${JSON.stringify(list)}::jsonb, ${by}, ${at_ms})`.execute(tx);
}

async function insertHidden(tx: Db, all: Commit['hidden']): Promise<void> {
  if (all.length === 0) return;
  await sql`INSERT INTO warnings_hidden (silence, warning, at_ms)
    SELECT silence, warning, at_ms FROM jsonb_to_recordset(${json(all)}::jsonb)
      AS row (silence uuid, warning integer, at_ms bigint) ON CONFLICT DO NOTHING`.execute(tx);
}

async function saveSlots(tx: Db, network_version: string, all: readonly StoredSlots[]): Promise<void> {
  if (all.length === 0) return;
  await sql`INSERT INTO warnings_slots (rule, version, network_version, slots)
    SELECT rule, version, ${network_version}, slots FROM jsonb_to_recordset(${json(all as never)}::jsonb)
      AS row (rule integer, version integer, slots jsonb)
    ON CONFLICT (rule) DO UPDATE SET version = excluded.version, network_version = excluded.network_version,
      slots = excluded.slots`.execute(tx);
}
