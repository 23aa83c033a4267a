import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { CapacityRow, EventRow, LinkRow, PermitRow, TripRow, Written } from './model.ts';
import { searchOf } from './search-store.ts';
import type { Tables } from './tables.ts';
import { usesOf } from './use-store.ts';
import { writeBatch } from './write-store.ts';

/** The only SQL of trips. */
export function createTripStore(root: Db) {
  const db = tables<Tables>(root);
  const all = () => db.selectFrom('trips_trip').selectAll();
  return {
    /** Trips that are open, and those that ended since. */
    listRecent: (since_ms: number): Promise<TripRow[]> =>
      all()
        .where((where) => where.or([where('ended_ms', 'is', null), where('ended_ms', '>=', since_ms)]))
        .orderBy('line')
        .execute() as Promise<TripRow[]>,
    listPermits: (since_ms: number): Promise<PermitRow[]> =>
      db.selectFrom('trips_permit').selectAll().where('to_ms', '>=', since_ms).execute() as Promise<
        PermitRow[]
      >,
    /** The greatest number of each day from one on, and the last place in the line. */
    async counters(
      since: string,
    ): Promise<{ readonly days: ReadonlyMap<string, number>; readonly line: number }> {
      const { rows } = await sql<{ day: string; n: number }>`
        SELECT substr(id, 2, 8) AS day, max(substr(id, 11)::bigint) AS n
        FROM trips_trip WHERE id >= ${`T${since}`} GROUP BY 1`.execute(db);
      const last = await sql<{ line: number | null }>`SELECT max(line) AS line FROM trips_trip`.execute(db);
      return { days: new Map(rows.map(({ day, n }) => [day, n])), line: last.rows[0].line ?? 0 };
    },
    find: (id: string): Promise<TripRow | undefined> =>
      all().where('id', '=', id).executeTakeFirst() as Promise<TripRow | undefined>,
    async slipUsedBy(slip: string): Promise<TripRow | undefined> {
      const row = await all()
        .where('slip', '=', slip)
        .where('state', 'not in', ['refused', 'called_off', 'lapsed'])
        .executeTakeFirst();
      return row as TripRow | undefined;
    },
    ...searchOf(root),
    uses: usesOf(root),
    /** For what reads outside of a transaction. */
    root,
    /** Everything that a batch of decisions changed, or nothing of it. */
    write: (written: Written): Promise<void> => root.transaction().execute((tx) => writeBatch(tx, written)),
    ...capacitiesOf(root),
    async putLink({ trip, ...row }: LinkRow): Promise<void> {
      await db
        .insertInto('trips_link')
        .values({ trip, ...row })
        .onConflict((on) => on.column('trip').doUpdateSet(row))
        .execute();
    },
    findLink: (hash: string): Promise<LinkRow | undefined> =>
      db.selectFrom('trips_link').selectAll().where('hash', '=', hash).executeTakeFirst(),
    /** What the platform itself did to trips that their firms are to hear of, after an event. */
    async listToTell(
      after: number,
      since_ms: number,
    ): Promise<(EventRow & { readonly id: number; readonly firm: string })[]> {
      const { rows } = await sql<EventRow & { readonly id: number; readonly firm: string }>`
        SELECT e.id, e.trip, e.at_ms, e.by, e.kind, e.text, t.firm
        FROM trips_event e JOIN trips_trip t ON t.id = e.trip
        WHERE e.id > ${after} AND e.at_ms >= ${since_ms} AND e.by = 'system'
          AND e.kind IN ('promoted', 'lapsed', 'no_show', 'called_off', 'settled')
        ORDER BY e.id LIMIT 500`.execute(db);
      return rows;
    },
    /** Of trips whose slot lies within, by firm and state. */
    async countByFirm(from_ms: number, to_ms: number) {
      return db
        .selectFrom('trips_trip')
        .select(({ fn }) => ['firm', 'state', fn.countAll<number>().as('n')])
        .where('first_ms', '>=', from_ms)
        .where('first_ms', '<', to_ms)
        .groupBy(['firm', 'state'])
        .execute();
    },
  };
}

export type TripStore = ReturnType<typeof createTripStore>;

function capacitiesOf(root: Db) {
  const db = tables<Tables>(root);
  return {
    listCapacities: (): Promise<CapacityRow[]> =>
      db.selectFrom('trips_capacity').selectAll().orderBy('version').execute() as Promise<CapacityRow[]>,
    /** False where the version is taken. */
    async addCapacity({ per_hour, source, ...row }: CapacityRow): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('trips_capacity')
        .values({ ...row, per_hour: JSON.stringify(per_hour), source: JSON.stringify(source) })
        .onConflict((on) => on.columns(['port', 'direction', 'class', 'version']).doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
  };
}
