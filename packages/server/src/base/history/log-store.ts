import { HOUR_MS } from '@opentocc/core/time';
import { type Kysely, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { DatasetCode } from './dataset.ts';

/** One block of the durable log. */
export interface LogBlock {
  /** Place in the log; grows, with gaps where a write failed. */
  readonly seq: number;
  /** When it was written, UTC ms. */
  readonly logged_ms: number;
  /** Least and greatest time of its rows, UTC ms, as far as they are believed (see `believedSpan`). */
  readonly min_ms: number;
  readonly max_ms: number;
  readonly rows: number;
  readonly payload: Buffer;
}

export type NewBlock = Omit<LogBlock, 'seq' | 'payload'> & { readonly payload: Uint8Array };

type LogTables = Record<`history_${DatasetCode}_log`, LogBlock>;

/** What blocks of the log come to. */
interface LogSum {
  readonly rows: number;
  readonly bytes: number;
  readonly from_ms: number | null;
  readonly to_ms: number | null;
}

/** The durable log of one dataset: the only SQL over it. */
export interface LogStore {
  /** One statement, one commit: durable when it resolves. */
  insert(blocks: readonly NewBlock[]): Promise<void>;
  /** The greatest place below which nothing can appear any more; 0 when empty. */
  settledSeq(): Promise<number>;
  /** Blocks after `seq` in order, up to a place, a page of them. */
  listAfter(seq: number, upto: number, limit: number): Promise<LogBlock[]>;
  /** Blocks that may hold rows of [from_ms, to_ms), in order, a page of them after `seq`. */
  listOverlapping(from_ms: number, to_ms: number, seq: number, limit: number): Promise<LogBlock[]>;
  /** Rows after `seq` and their span. */
  sumAfter(seq: number): Promise<LogSum>;
  /** Makes the partitions of this hour and the next two. */
  ensurePartitions(now_ms: number): Promise<void>;
  /** Drops hours that ended before `before_ms` and hold nothing after `seq`. @returns how many. */
  dropPartitions(seq: number, before_ms: number): Promise<number>;
  /** Makes sure that new blocks come after `seq`, when a database is new and the files are not. */
  raiseSeq(seq: number): Promise<void>;
}

export function createLogStore(db: Db, dataset: DatasetCode): LogStore {
  const name = `history_${dataset}_log` as const;
  const log = sql.table(name);
  const view = tables<LogTables>(db) as Kysely<LogTables>;
  return {
    async insert(blocks) {
      const rows = blocks.map(
        ({ logged_ms, min_ms, max_ms, rows, payload }) =>
          sql`(${logged_ms}, ${min_ms}, ${max_ms}, ${rows}, ${asBuffer(payload)})`,
      );
      await sql`INSERT INTO ${log} (logged_ms, min_ms, max_ms, rows, payload) VALUES ${sql.join(rows)}`.execute(
        db,
      );
    },

    settledSeq: () => settledSeq(view, name),

    listAfter: (seq, upto, limit) =>
      view
        .selectFrom(name)
        .selectAll()
        .where('seq', '>', seq)
        .where('seq', '<=', upto)
        .orderBy('seq')
        .limit(limit)
        .execute(),

    listOverlapping: (from_ms, to_ms, seq, limit) =>
      view
        .selectFrom(name)
        .selectAll()
        .where('seq', '>', seq)
        .where('max_ms', '>=', from_ms)
        .where('min_ms', '<', to_ms)
        .orderBy('seq')
        .limit(limit)
        .execute(),

    sumAfter: (seq) => sumAfter(db, name, seq),

    async ensurePartitions(now_ms) {
      const hour_ms = Math.floor(now_ms / HOUR_MS) * HOUR_MS;
      for (const from_ms of [hour_ms, hour_ms + HOUR_MS, hour_ms + 2 * HOUR_MS])
        await makePartition(db, name, from_ms);
    },

    dropPartitions: (seq, before_ms) => dropPartitions(db, name, { seq, before_ms }),

    async raiseSeq(seq) {
      if (seq === 0) return;
      const sequence = `history_${dataset}_seq`;
      await sql`SELECT setval(${sequence}, greatest(${seq}, last_value)) FROM ${sql.table(sequence)}`.execute(
        db,
      );
    },
  };
}

type LogName = keyof LogTables;

/**
 * The last block that nothing below is still to come for. A sequence gives places before commits do: 7 may become visible
 * after 8. SHARE waits for the inserts under way and holds new ones off for the millisecond of the question.
 */
function settledSeq(view: Kysely<LogTables>, name: LogName): Promise<number> {
  return view.transaction().execute(async (transaction) => {
    await sql`LOCK TABLE ${sql.table(name)} IN SHARE MODE`.execute(transaction);
    const { seq } = await transaction
      .selectFrom(name)
      .select(({ fn }) => fn.max('seq').as('seq'))
      .executeTakeFirstOrThrow();
    return Number(seq ?? 0);
  });
}

async function sumAfter(db: Db, name: LogName, seq: number): Promise<LogSum> {
  const sum = await sql<LogSum>`
    SELECT coalesce(sum(rows), 0)::bigint AS rows, coalesce(sum(octet_length(payload)), 0)::bigint AS bytes,
      min(min_ms) AS from_ms, max(max_ms) AS to_ms FROM ${sql.table(name)} WHERE seq > ${seq}`.execute(db);
  return sum.rows[0];
}

async function dropPartitions(
  db: Db,
  name: LogName,
  { seq, before_ms }: { seq: number; before_ms: number },
): Promise<number> {
  let dropped = 0;
  for (const partition of await listPartitions(db, name)) {
    if (partition.to_ms > before_ms || (await holdsAfter(db, partition.name, seq))) continue;
    await sql`DROP TABLE ${sql.table(partition.name)}`.execute(db);
    dropped++;
  }
  await sql`DELETE FROM ${sql.table(`${name}_rest`)} WHERE seq <= ${seq} AND logged_ms < ${before_ms}`.execute(
    db,
  );
  return dropped;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const DEFAULT_HOLDS_ROWS = '23514';
const ALREADY_THERE = '42P07';

async function makePartition(db: Db, log: string, from_ms: number): Promise<void> {
  const partition = sql.table(`${log}_${from_ms / HOUR_MS}`);
  try {
    await sql`CREATE TABLE IF NOT EXISTS ${partition} PARTITION OF ${sql.table(log)}
      FOR VALUES FROM (${sql.lit(from_ms)}) TO (${sql.lit(from_ms + HOUR_MS)})`.execute(db);
  } catch (error) {
    const { code } = error as { code?: string };
    // Either the default partition holds rows of that hour already and keeps it, or another process was first.
    if (code !== DEFAULT_HOLDS_ROWS && code !== ALREADY_THERE) throw error;
  }
}

async function listPartitions(db: Db, log: string): Promise<{ name: string; to_ms: number }[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = ${log}::regclass AND c.relname ~ '_[0-9]+$'`.execute(db);
  return rows.map(({ name }) => ({ name, to_ms: (Number(name.slice(log.length + 1)) + 1) * HOUR_MS }));
}

async function holdsAfter(db: Db, partition: string, seq: number): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM ${sql.table(partition)} WHERE seq > ${seq} LIMIT 1`.execute(db);
  return rows.length > 0;
}
