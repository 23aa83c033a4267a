import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { Firms, PastTripRow, PlaceRow, TripRow } from './model.ts';
import type { Tables } from './tables.ts';

/** Trips of one truck, driver, firm or place, or of all. */
export interface TripQuery {
  readonly by: 'truck' | 'driver' | 'firm' | 'place' | null;
  readonly code: string;
  readonly firms: Firms;
}

const PAST = [
  ...(['trip', 'plate', 'truck', 'driver', 'firm', 'class', 'direction', 'stage'] as const),
  ...(['began_ms', 'over_ms'] as const),
] as const;

/** PostgreSQL takes 65,535 values in a statement. */
const ROWS = 1000;

export function tripsOf(of: Db) {
  const db = tables<Tables>(of);
  const past = ({ by, code, firms }: TripQuery) =>
    db
      .selectFrom('tracking_trip')
      .$if(by === 'place', (query) =>
        query.where(
          sql<boolean>`trip IN (SELECT trip FROM tracking_place WHERE place = ${code}
            ORDER BY from_ms DESC LIMIT 500)`,
        ),
      )
      .$if(by !== null && by !== 'place', (query) => query.where(by as 'truck', '=', code))
      .$if(firms !== null, (query) => query.where('firm', 'in', [...(firms ?? []), '']));
  return {
    findTrip: (trip: string): Promise<TripRow | undefined> =>
      db.selectFrom('tracking_trip').selectAll().where('trip', '=', trip).executeTakeFirst(),
    /** Under way as it was last stored. */
    listOpenTrips: (): Promise<TripRow[]> =>
      db.selectFrom('tracking_trip').selectAll().where('over_ms', 'is', null).orderBy('trip').execute(),
    /** Of these trips those that are over. */
    async listOver(trips: readonly string[]): Promise<TripRow[]> {
      const found: TripRow[] = [];
      for (let from = 0; from < trips.length; from += ROWS)
        found.push(
          ...(await db
            .selectFrom('tracking_trip')
            .selectAll()
            .where('trip', 'in', trips.slice(from, from + ROWS))
            .where('over_ms', 'is not', null)
            .execute()),
        );
      return found;
    },
    /** All in one value: a statement with a value for each column of each row takes five times as long to put together. */
    async saveTrips(rows: readonly TripRow[]): Promise<void> {
      if (rows.length === 0) return;
      await sql`
        INSERT INTO tracking_trip
        SELECT * FROM jsonb_populate_recordset(NULL::tracking_trip, ${JSON.stringify(rows)}::jsonb)
        ON CONFLICT (trip) DO UPDATE SET stage = excluded.stage, driver = excluded.driver,
          over_ms = excluded.over_ms, state = excluded.state, taken_ms = excluded.taken_ms,
          ticked_ms = excluded.ticked_ms, stored_ms = excluded.stored_ms`.execute(db);
    },
    /** Where it is stored already, that stays. */
    async addTrip(row: TripRow): Promise<void> {
      await db
        .insertInto('tracking_trip')
        .values({ ...row, state: JSON.stringify(row.state) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async addPlaces(rows: readonly PlaceRow[]): Promise<void> {
      if (rows.length === 0) return;
      await db
        .insertInto('tracking_place')
        .values([...rows])
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    /** Up to when plates that were read are taken; null before the first time. */
    async heardUntil(): Promise<number | null> {
      const row = await db.selectFrom('tracking_heard').select('until_ms').executeTakeFirst();
      return row?.until_ms ?? null;
    },
    async saveHeard(until_ms: number): Promise<void> {
      await db
        .insertInto('tracking_heard')
        .values({ id: 1, until_ms })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ until_ms }))
        .execute();
    },
    listPast: (query: TripQuery, limit: number): Promise<PastTripRow[]> =>
      past(query).select(PAST).orderBy('began_ms', 'desc').orderBy('trip').limit(limit).execute(),
    /** Trips that began within [from_ms, to_ms), and how many of them are over. */
    async countTrips(
      query: TripQuery,
      from_ms: number,
      to_ms: number,
    ): Promise<{ trips: number; over: number }> {
      const { trips, over } = await past(query)
        .select(({ fn }) => [fn.countAll<number>().as('trips'), fn.count<number>('over_ms').as('over')])
        .where('began_ms', '>=', from_ms)
        .where('began_ms', '<', to_ms)
        .executeTakeFirstOrThrow();
      return { trips: Number(trips), over: Number(over) };
    },
    /** Trips of each truck and driver of a firm that began since. */
    async countMembers(
      firm: string,
      from_ms: number,
    ): Promise<readonly { readonly truck: string; readonly driver: string; readonly trips: number }[]> {
      const rows = await db
        .selectFrom('tracking_trip')
        .select(['truck', 'driver'])
        .select(({ fn }) => fn.countAll<number>().as('trips'))
        .where('firm', '=', firm)
        .where('began_ms', '>=', from_ms)
        .groupBy(['truck', 'driver'])
        .execute();
      return rows.map((row) => ({ ...row, trips: Number(row.trips) }));
    },
  };
}
