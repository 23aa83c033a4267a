import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { answeredVisitsOf } from './answered-store.ts';
import { drawsOf } from './draw-store.ts';
import type { AttemptRow, SaidVisit, TokenRow, VisitRow } from './model.ts';
import { rectificationsOf } from './rectification-store.ts';
import type { Tables } from './tables.ts';

/** Draws, visits and rectifications. Whoever changes one holds its row first. */
export function createVisitStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

/** What is asked and written, in a transaction or outside one. */
const queriesOf = (of: Db) => ({
  ...visitsOf(of),
  ...answeredVisitsOf(of),
  ...drawsOf(of),
  ...rectificationsOf(of),
  ...tokensOf(of),
});

export interface VisitQuery {
  readonly state?: VisitRow['state'] | undefined;
  readonly draw?: number | undefined;
  readonly unit?: string | undefined;
}

function visitsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('visits_visit').selectAll();
  return {
    find: (id: number): Promise<VisitRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    hold: (id: number): Promise<VisitRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    list: ({ state, draw, unit }: VisitQuery, offset: number, limit: number): Promise<VisitRow[]> =>
      all()
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
        .$if(draw !== undefined, (query) => query.where('draw', '=', draw ?? 0))
        .$if(unit !== undefined, (query) => query.where('unit', '=', unit ?? ''))
        .orderBy('id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    async count({ state, draw, unit }: VisitQuery): Promise<number> {
      const { n } = await db
        .selectFrom('visits_visit')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
        .$if(draw !== undefined, (query) => query.where('draw', '=', draw ?? 0))
        .$if(unit !== undefined, (query) => query.where('unit', '=', unit ?? ''))
        .executeTakeFirstOrThrow();
      return n;
    },
    /** What visits of draws say. */
    async listOfDraws(draws: readonly number[]): Promise<SaidVisit[]> {
      if (draws.length === 0) return [];
      return db
        .selectFrom('visits_visit')
        .select(['type', 'unit', 'state', 'answered', 'handled'])
        .select(['asks_satisfaction', 'satisfied', 'satisfied_from'])
        .where('draw', 'in', draws)
        .execute();
    },
    async add(rows: readonly Omit<VisitRow, 'id'>[]): Promise<void> {
      // PostgreSQL takes 65,535 values in a statement.
      for (let from = 0; from < rows.length; from += 1000)
        await db
          .insertInto('visits_visit')
          .values(rows.slice(from, from + 1000))
          .execute();
    },
    async save({ id, ...row }: VisitRow): Promise<void> {
      await db
        .updateTable('visits_visit')
        .set({ ...row, version: row.version + 1 })
        .where('id', '=', id)
        .execute();
    },
    claimedBy: (principal: string, now_ms: number): Promise<VisitRow | undefined> =>
      all()
        .where('claimed_by', '=', principal)
        .where('claimed_until_ms', '>', now_ms)
        .where('state', '=', 'waiting')
        .executeTakeFirst(),
    /** Claims that ran out end, so that what an agent left lying is called by another one. */
    async endClaims(now_ms: number): Promise<void> {
      await db
        .updateTable('visits_visit')
        .set({ claimed_by: null, claimed_until_ms: null, version: sql`version + 1` })
        .where('claimed_by', 'is not', null)
        .where('claimed_until_ms', '<=', now_ms)
        .execute();
    },
    /**
     * The one that has waited longest and that nobody else holds, nor another visit of the same person: two agents never
     * call one person. Callers go one after the other, since a person may be in two rows.
     */
    async holdNext(now_ms: number): Promise<VisitRow | undefined> {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended('visits:claim', 0))`.execute(db);
      return all()
        .where('state', '=', 'waiting')
        .where('claimed_by', 'is', null)
        .where((where) => where.or([where('next_ms', 'is', null), where('next_ms', '<=', now_ms)]))
        .where(
          sql<boolean>`NOT EXISTS (SELECT 1 FROM visits_visit other WHERE other.person = visits_visit.person
            AND other.claimed_by IS NOT NULL AND other.id <> visits_visit.id)`,
        )
        .orderBy('attempts')
        .orderBy('closed_ms')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .executeTakeFirst();
    },
    async addAttempt(row: AttemptRow): Promise<void> {
      await db.insertInto('visits_attempt').values(row).execute();
    },
    async attemptsOf(visits: readonly number[]): Promise<AttemptRow[]> {
      if (visits.length === 0) return [];
      return db.selectFrom('visits_attempt').selectAll().where('visit', 'in', visits).orderBy('id').execute();
    },
    listReopeningsDue: (): Promise<VisitRow[]> =>
      all().where('reopening', '=', 'due').orderBy('id').limit(100).execute(),
    async reopened(id: number): Promise<void> {
      await db.updateTable('visits_visit').set({ reopening: 'done' }).where('id', '=', id).execute();
    },
  };
}

function tokensOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    addToken: (row: TokenRow) => db.insertInto('visits_token').values(row).execute(),
    findToken: (hash: string): Promise<TokenRow | undefined> =>
      db.selectFrom('visits_token').selectAll().where('hash', '=', hash).executeTakeFirst(),
    async useToken(hash: string, used_ms: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('visits_token')
        .set({ used_ms })
        .where('hash', '=', hash)
        .where('used_ms', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    /** The newest one of each. */
    async tokensOf(visits: readonly number[]): Promise<ReadonlyMap<number, TokenRow>> {
      if (visits.length === 0) return new Map();
      const rows = await db
        .selectFrom('visits_token')
        .selectAll()
        .where('visit', 'in', visits)
        .orderBy('sent_ms')
        .execute();
      return new Map(rows.map((row) => [row.visit, row]));
    },
  };
}

export type VisitStore = ReturnType<typeof createVisitStore>;
export type VisitQueries = ReturnType<typeof queriesOf>;
