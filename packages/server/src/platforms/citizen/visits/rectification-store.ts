import type { ClockEvent } from '../../../kit/clocks/index.ts';
import { type Db, tables } from '../../../kit/db.ts';
import type { BegunRectification, RectificationEntry, RectificationRow, VisitRow } from './model.ts';
import type { Tables } from './tables.ts';

/** Units that somebody reaches; null is all. */
export type Units = readonly string[] | null;

export function rectificationsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('visits_rectification').selectAll();
  return {
    findRectification: (id: number): Promise<RectificationRow | undefined> =>
      all().where('id', '=', id).executeTakeFirst(),
    holdRectification: (id: number): Promise<RectificationRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    listRectifications: (
      units: Units,
      states: readonly RectificationRow['state'][],
      { offset, limit }: { readonly offset: number; readonly limit: number },
    ): Promise<RectificationRow[]> =>
      all()
        .where('state', 'in', states)
        .$if(units !== null, (query) => query.where('unit', 'in', [...(units ?? []), '']))
        .orderBy('began_ms', 'desc')
        .orderBy('id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    async countRectifications(units: Units, states: readonly RectificationRow['state'][]): Promise<number> {
      const { n } = await db
        .selectFrom('visits_rectification')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('state', 'in', states)
        .$if(units !== null, (query) => query.where('unit', 'in', [...(units ?? []), '']))
        .executeTakeFirstOrThrow();
      return n;
    },
    listRectificationsBegan: (from_ms: number, to_ms: number): Promise<BegunRectification[]> =>
      db
        .selectFrom('visits_rectification')
        .select(['case', 'unit', 'began_ms', 'state'])
        .where('began_ms', '>=', from_ms)
        .where('began_ms', '<', to_ms)
        .execute(),
    async rectificationsOfVisits(visits: readonly number[]): Promise<ReadonlyMap<number, number>> {
      if (visits.length === 0) return new Map();
      const rows = await db
        .selectFrom('visits_rectification')
        .select(['id', 'visit'])
        .where('visit', 'in', visits)
        .execute();
      return new Map(rows.map(({ id, visit }) => [visit, id]));
    },
    async visitsOfRectifications(visits: readonly number[]): Promise<ReadonlyMap<number, VisitRow>> {
      if (visits.length === 0) return new Map();
      const rows = await db.selectFrom('visits_visit').selectAll().where('id', 'in', visits).execute();
      return new Map(rows.map((row) => [row.id, row]));
    },
    async addRectification(row: Omit<RectificationRow, 'id'>): Promise<RectificationRow> {
      return db.insertInto('visits_rectification').values(row).returningAll().executeTakeFirstOrThrow();
    },
    async saveRectification({ id, ...row }: RectificationRow): Promise<void> {
      await db
        .updateTable('visits_rectification')
        .set({ ...row, version: row.version + 1 })
        .where('id', '=', id)
        .execute();
    },
    async addRectificationEntry(row: RectificationEntry): Promise<void> {
      await db.insertInto('visits_rectification_entry').values(row).execute();
    },
    async entriesOf(rectifications: readonly number[]): Promise<RectificationEntry[]> {
      if (rectifications.length === 0) return [];
      return db
        .selectFrom('visits_rectification_entry')
        .selectAll()
        .where('rectification', 'in', rectifications)
        .orderBy('id')
        .execute();
    },
    async addClockEvent(rectification: number, seq: number, event: ClockEvent): Promise<void> {
      await db
        .insertInto('visits_clock_event')
        .values({ rectification, seq, event: JSON.stringify(event) })
        .execute();
    },
    async clockEventsOf(rectifications: readonly number[]): Promise<ReadonlyMap<number, ClockEvent[]>> {
      const found = new Map<number, ClockEvent[]>(rectifications.map((id) => [id, []]));
      if (rectifications.length === 0) return found;
      const rows = await db
        .selectFrom('visits_clock_event')
        .selectAll()
        .where('rectification', 'in', rectifications)
        .orderBy('rectification')
        .orderBy('seq')
        .execute();
      for (const { rectification, event } of rows) found.get(rectification)?.push(event);
      return found;
    },
  };
}
