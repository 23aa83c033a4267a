import { type Kysely, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';

interface Schema {
  audit_record: {
    seq: number;
    /** The canonical text that is hashed; all else of the row is generated from it. */
    record: string;
    hash: string;
    at_ms: number;
    principal: string;
    actor: string;
    address: string | null;
    action: string;
    target: string | null;
    result: string;
  };
  audit_anchor: { seq: number; hash: string; at_ms: number; key_id: string; signature: string };
}

export type ChainRow = Pick<Schema['audit_record'], 'seq' | 'record' | 'hash'>;
export type Anchor = Schema['audit_anchor'];

/** What to look for; all that is given must hold. */
export interface AuditQuery {
  readonly from_ms?: number;
  readonly to_ms?: number;
  readonly principal?: string;
  readonly action?: string;
  readonly target?: string;
  readonly result?: string;
  readonly text?: string;
  /** Only records before this one, for the next page. */
  readonly before_seq?: number;
}

export function createAuditStore(db: Db) {
  const t = tables<Schema>(db);
  return {
    /** Adds records behind the last one, alone in the whole installation; `next` gets where the chain stands. */
    async append(next: (last: { seq: number; hash: string } | undefined) => ChainRow[]): Promise<void> {
      await t.transaction().execute(async (alone) => {
        await sql`select pg_advisory_xact_lock(hashtext('audit'))`.execute(alone);
        const rows = next(await lastOf(alone));
        await sql`insert into audit_record (seq, record, hash)
          select * from unnest(${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => row.record)}::text[],
            ${rows.map((row) => row.hash)}::text[])`.execute(alone);
      });
    },
    last: () => lastOf(t),
    search: (query: AuditQuery, limit: number): Promise<ChainRow[]> => search(t, query, limit),
    /** Records after `seq` in order, for export. */
    listAfter: (seq: number, to_seq: number, limit: number): Promise<ChainRow[]> =>
      t
        .selectFrom('audit_record')
        .select(['seq', 'record', 'hash'])
        .where('seq', '>', seq)
        .where('seq', '<=', to_seq)
        .orderBy('seq')
        .limit(limit)
        .execute(),
    /** How many records there are, and when the first was written. */
    async extent(): Promise<{ records: number; since_ms: number | null }> {
      const first = await t
        .selectFrom('audit_record')
        .select('at_ms')
        .orderBy('seq')
        .limit(1)
        .executeTakeFirst();
      return { records: (await lastOf(t))?.seq ?? 0, since_ms: first?.at_ms ?? null };
    },
    /** Sequence numbers of the first and last record of an interval. */
    async span(from_ms: number, to_ms: number): Promise<{ from: number; to: number } | undefined> {
      const row = await t
        .selectFrom('audit_record')
        .select((e) => [e.fn.min('seq').as('from'), e.fn.max('seq').as('to')])
        .where('at_ms', '>=', from_ms)
        .where('at_ms', '<', to_ms)
        .executeTakeFirst();
      return row?.from ? { from: Number(row.from), to: Number(row.to) } : undefined;
    },
    async addAnchor(anchor: Anchor): Promise<void> {
      await t.insertInto('audit_anchor').values(anchor).execute();
    },
    listAnchors: (from: number, to: number): Promise<Anchor[]> =>
      t
        .selectFrom('audit_anchor')
        .selectAll()
        .where('seq', '>=', from)
        .where('seq', '<=', to)
        .orderBy('seq')
        .orderBy('at_ms')
        .execute(),
    lastAnchor: () =>
      t.selectFrom('audit_anchor').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst(),
  };
}
export type AuditStore = ReturnType<typeof createAuditStore>;

function lastOf(t: Kysely<Schema>) {
  return t
    .selectFrom('audit_record')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The newest records that a query finds. */
function search(t: Kysely<Schema>, query: AuditQuery, limit: number): Promise<ChainRow[]> {
  let found = t.selectFrom('audit_record').select(['seq', 'record', 'hash']);
  if (query.from_ms !== undefined) found = found.where('at_ms', '>=', query.from_ms);
  if (query.to_ms !== undefined) found = found.where('at_ms', '<', query.to_ms);
  for (const name of ['principal', 'target', 'result'] as const) {
    const wanted = query[name];
    if (wanted !== undefined) found = found.where(name, '=', wanted);
  }
  if (query.action !== undefined) found = found.where('action', 'like', `${likeText(query.action)}%`);
  if (query.text !== undefined) found = found.where('record', 'like', `%${likeText(query.text)}%`);
  if (query.before_seq !== undefined) found = found.where('seq', '<', query.before_seq);
  return found.orderBy('seq', 'desc').limit(limit).execute();
}

/** A user's text means itself in LIKE. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
