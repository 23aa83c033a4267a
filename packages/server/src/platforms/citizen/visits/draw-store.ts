import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { DrawCaseRow, DrawRow } from './model.ts';
import type { Tables } from './tables.ts';

/** How a stratum of a draw stands: null for a case that a rule left out. */
export interface StratumCount {
  readonly draw: number;
  readonly type: DrawCaseRow['type'];
  readonly unit: string | null;
  readonly rule: string | null;
  readonly cases: number;
}

export function drawsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('visits_draw').selectAll();
  return {
    listDraws: (): Promise<DrawRow[]> => all().orderBy('from_ms', 'desc').execute(),
    findDraw: (id: number): Promise<DrawRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    holdDraw: (id: number): Promise<DrawRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** A draw whose days are among these, if there is one. Waits for whoever is about to add one. */
    async findOverlapping(from_ms: number, to_ms: number): Promise<DrawRow | undefined> {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended('visits:draw', 0))`.execute(db);
      return all().where('from_ms', '<', to_ms).where('to_ms', '>', from_ms).executeTakeFirst();
    },
    /** A number of its own, so that the seed can be sealed for this draw before the row is there. */
    async nextDraw(): Promise<number> {
      const { rows } = await sql<{ id: number }>`
        SELECT nextval(pg_get_serial_sequence('visits_draw', 'id'))::int AS id`.execute(db);
      return rows[0].id;
    },
    async addDraw(row: DrawRow, cases: readonly Omit<DrawCaseRow, 'draw'>[]): Promise<void> {
      await db.insertInto('visits_draw').values(row).execute();
      const rows = cases.map((one) => ({ ...one, draw: row.id }));
      for (let from = 0; from < rows.length; from += 5000)
        await db
          .insertInto('visits_draw_case')
          .values(rows.slice(from, from + 5000))
          .execute();
    },
    async revealDraw(
      id: number,
      what: Pick<DrawRow, 'seed' | 'witness' | 'revealed_ms' | 'revealed_by'>,
    ): Promise<void> {
      await db.updateTable('visits_draw').set(what).where('id', '=', id).execute();
    },
    casesOfDraw: (draw: number): Promise<DrawCaseRow[]> =>
      db.selectFrom('visits_draw_case').selectAll().where('draw', '=', draw).orderBy('number').execute(),
    /** Cases listed by draws of spans that touch [from_ms, to_ms), and not left out: for which samples speak. */
    countStrata: (): Promise<StratumCount[]> =>
      db
        .selectFrom('visits_draw_case')
        .select(({ fn }) => ['draw', 'type', 'unit', 'rule', fn.countAll<number>().as('cases')])
        .groupBy(['draw', 'type', 'unit', 'rule'])
        .orderBy('draw')
        .orderBy('type')
        .orderBy('unit')
        .execute(),
    async countVisits(): Promise<
      { draw: number; type: DrawCaseRow['type']; unit: string | null; drawn: number; over: number }[]
    > {
      return db
        .selectFrom('visits_visit')
        .select(({ fn }) => [
          ...(['draw', 'type', 'unit'] as const),
          fn.countAll<number>().as('drawn'),
          sql<number>`count(*) FILTER (WHERE state <> 'waiting')`.as('over'),
        ])
        .groupBy(['draw', 'type', 'unit'])
        .execute();
    },
    async drawnNumbers(draw: number): Promise<string[]> {
      const rows = await db
        .selectFrom('visits_visit')
        .select('number')
        .where('draw', '=', draw)
        .orderBy('number')
        .execute();
      return rows.map(({ number }) => number);
    },
  };
}
