import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { DrawCaseRow, DrawRow, StratumCount } from './model.ts';
import type { Tables } from './tables.ts';

/** Draws that are listed. */
const MOST = 200;

export function drawsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('visits_draw').selectAll();
  return {
    /** The latest; older ones are found by their number. */
    listDraws: (most = MOST): Promise<DrawRow[]> => all().orderBy('from_ms', 'desc').limit(most).execute(),
    /** Those of whole spans within [from_ms, to_ms). */
    listDrawsWithin: (from_ms: number, to_ms: number): Promise<DrawRow[]> =>
      all().where('from_ms', '>=', from_ms).where('to_ms', '<=', to_ms).execute(),
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
      // Counted once, since the list is fixed: nobody counts all lists at every look.
      await sql`
        INSERT INTO visits_stratum (draw, type, unit, rule, cases)
        SELECT draw, type, unit, rule, count(*) FROM visits_draw_case WHERE draw = ${row.id} GROUP BY 1, 2, 3, 4`.execute(
        db,
      );
    },
    async revealDraw(
      id: number,
      what: Pick<DrawRow, 'seed' | 'witness' | 'revealed_ms' | 'revealed_by'>,
    ): Promise<void> {
      await db.updateTable('visits_draw').set(what).where('id', '=', id).execute();
    },
    casesOfDraw: (draw: number): Promise<DrawCaseRow[]> =>
      db.selectFrom('visits_draw_case').selectAll().where('draw', '=', draw).orderBy('number').execute(),
    /** For how many cases the samples of draws speak, and how many were left out by which rule. */
    async listStrata(draws: readonly number[]): Promise<StratumCount[]> {
      if (draws.length === 0) return [];
      return db
        .selectFrom('visits_stratum')
        .selectAll()
        .where('draw', 'in', draws)
        .orderBy('draw')
        .orderBy('type')
        .orderBy('unit')
        .execute();
    },
    async countVisits(
      draws: readonly number[],
    ): Promise<
      { draw: number; type: DrawCaseRow['type']; unit: string | null; drawn: number; over: number }[]
    > {
      if (draws.length === 0) return [];
      return db
        .selectFrom('visits_visit')
        .select(({ fn }) => [
          ...(['draw', 'type', 'unit'] as const),
          fn.countAll<number>().as('drawn'),
          sql<number>`count(*) FILTER (WHERE state <> 'waiting')`.as('over'),
        ])
        .where('draw', 'in', draws)
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
