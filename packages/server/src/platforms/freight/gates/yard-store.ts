import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { EventRow, HourRow, StayRow } from './model.ts';
import type { Tables } from './tables.ts';

/** Trucks within sites, what happened at gates, and the minutes that count. */
export function yardOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    listInside: (): Promise<StayRow[]> =>
      db.selectFrom('gates_stay').selectAll().where('out_ms', 'is', null).execute(),
    listStaysSince: (since_ms: number): Promise<StayRow[]> =>
      db
        .selectFrom('gates_stay')
        .selectAll()
        .where((or) => or.or([or('out_ms', '>=', since_ms), or('out_ms', 'is', null)]))
        .execute(),
    async addStay(row: Omit<StayRow, 'id'>): Promise<void> {
      await db
        .insertInto('gates_stay')
        .values(row)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    /** @returns the stay that ended; undefined where none was open */
    endStay: (site: string, plate: string, out_ms: number): Promise<StayRow | undefined> =>
      db
        .updateTable('gates_stay')
        .set({ out_ms })
        .where('site', '=', site)
        .where('plate', '=', plate)
        .where('out_ms', 'is', null)
        .returningAll()
        .executeTakeFirst(),
    async addEvents(rows: readonly Omit<EventRow, 'id'>[]): Promise<void> {
      if (rows.length > 0)
        await db
          .insertInto('gates_event')
          .values(rows.map((row) => ({ ...row, text: JSON.stringify(row.text) })))
          .execute();
    },
    listEvents: (gate: string, limit: number): Promise<EventRow[]> =>
      db
        .selectFrom('gates_event')
        .selectAll()
        .where('gate', '=', gate)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    /** Counts a minute of gates, each once however often it is counted. */
    async countMinute(
      hour_ms: number,
      minute_ms: number,
      usable: ReadonlyMap<string, boolean>,
    ): Promise<void> {
      const rows = [...usable].map(([gate, is]) => ({
        ...{ gate, at_ms: hour_ms, minute_ms, denominator: 1, numerator: is ? 1 : 0 },
      }));
      if (rows.length === 0) return;
      await db
        .insertInto('gates_hour')
        .values(rows)
        .onConflict((on) =>
          on
            .columns(['gate', 'at_ms'])
            .doUpdateSet({
              minute_ms: sql`excluded.minute_ms`,
              denominator: sql`gates_hour.denominator + excluded.denominator`,
              numerator: sql`gates_hour.numerator + excluded.numerator`,
            })
            .whereRef('gates_hour.minute_ms', '<', sql`excluded.minute_ms`),
        )
        .execute();
    },
    listHours: (from_ms: number, to_ms: number, gate?: string): Promise<HourRow[]> =>
      db
        .selectFrom('gates_hour')
        .selectAll()
        .where('at_ms', '>=', from_ms)
        .where('at_ms', '<', to_ms)
        .$if(gate !== undefined, (query) => query.where('gate', '=', gate ?? ''))
        .orderBy('at_ms')
        .execute(),
  };
}
