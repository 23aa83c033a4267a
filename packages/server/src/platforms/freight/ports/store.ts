import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type {
  ArrivalCount,
  CrossingRow,
  ForecastRow,
  LanesRow,
  PortLineKey,
  ScoreRow,
  VisitRow,
} from './model.ts';
import type { Tables } from './tables.ts';

/** Visits of trucks, crossings that lanes reported, lanes, and forecasts with their scores. */
export function createPortStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

const queriesOf = (of: Db) => ({ ...crossingsOf(of), ...visitsOf(of), ...forecastsOf(of) });

function crossingsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    /** @returns those that were not there yet, by their number */
    async addCrossings(rows: readonly CrossingRow[]): Promise<ReadonlySet<string>> {
      if (rows.length === 0) return new Set();
      const added = await db
        .insertInto('ports_crossing')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['reporter', 'ref']).doNothing())
        .returning('ref')
        .execute();
      return new Set(added.map(({ ref }) => ref));
    },
    async findCrossings(reporter: string, refs: readonly string[]): Promise<CrossingRow[]> {
      if (refs.length === 0) return [];
      return db
        .selectFrom('ports_crossing')
        .selectAll()
        .where('reporter', '=', reporter)
        .where('ref', 'in', refs)
        .execute();
    },
    listCrossings: (from_ms: number, to_ms: number): Promise<CrossingRow[]> =>
      db
        .selectFrom('ports_crossing')
        .selectAll()
        .where('at_ms', '>=', from_ms)
        .where('at_ms', '<', to_ms)
        .orderBy('at_ms')
        .execute(),
    /** Reported since an instant, in the order in which they came. */
    listReceived: (from_ms: number): Promise<CrossingRow[]> =>
      db
        .selectFrom('ports_crossing')
        .selectAll()
        .where('received_ms', '>=', from_ms)
        .orderBy('received_ms')
        .execute(),
    async forget(crossings_before_ms: number, visits_before_ms: number): Promise<void> {
      await db.deleteFrom('ports_crossing').where('at_ms', '<', crossings_before_ms).execute();
      await db
        .deleteFrom('ports_visit')
        .where('entered_ms', '<', visits_before_ms)
        .where('end', 'is not', null)
        .execute();
    },
  };
}

function visitsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async addVisits(rows: readonly Omit<VisitRow, 'id'>[]): Promise<void> {
      for (let from = 0; from < rows.length; from += 1000)
        await db
          .insertInto('ports_visit')
          .values(rows.slice(from, from + 1000))
          // Written already by a process that ended before it knew.
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    },
    /** What is known of the visit of a truck that is open. */
    async saveVisit(
      truck: string,
      entered_ms: number,
      part: Partial<Omit<VisitRow, 'id' | 'truck'>>,
    ): Promise<void> {
      await db
        .updateTable('ports_visit')
        .set(part)
        .where('truck', '=', truck)
        .where('entered_ms', '=', entered_ms)
        .where('end', 'is', null)
        .execute();
    },
    listOpenVisits: (): Promise<VisitRow[]> =>
      db.selectFrom('ports_visit').selectAll().where('end', 'is', null).execute(),
    /** Trucks that came, by line, class and hour (hours since 1970); those that only drove by are left out. */
    countArrivals: (from_ms: number, to_ms: number): Promise<ArrivalCount[]> =>
      db
        .selectFrom('ports_visit')
        .select(['port', 'direction', 'class'])
        .select(sql<number>`entered_ms / 3600000`.as('hour'))
        .select(({ fn }) => fn.countAll<number>().as('trucks'))
        .where('entered_ms', '>=', from_ms)
        .where('entered_ms', '<', to_ms)
        .where((where) => where.or([where('excluded', 'is', null), where('excluded', '<>', 'passed')]))
        .groupBy(['port', 'direction', 'class', 'hour'])
        .execute(),
    /** By when they came. */
    listVisits: (line: PortLineKey | null, from_ms: number, to_ms: number): Promise<VisitRow[]> =>
      db
        .selectFrom('ports_visit')
        .selectAll()
        .$if(line !== null, (query) =>
          query.where('port', '=', line?.port ?? '').where('direction', '=', line?.direction ?? 'in'),
        )
        .where('entered_ms', '>=', from_ms)
        .where('entered_ms', '<', to_ms)
        .orderBy('entered_ms')
        .execute(),
  };
}

function forecastsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    listLanes: (): Promise<LanesRow[]> => db.selectFrom('ports_lanes').selectAll().orderBy('id').execute(),
    async addLanes({ plan, source, ...row }: Omit<LanesRow, 'id'>): Promise<number> {
      const json = { plan: JSON.stringify(plan), source: JSON.stringify(source) };
      const { id } = await db
        .insertInto('ports_lanes')
        .values({ ...row, ...json })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    /** One that was made at that time already stays. */
    async addForecasts(rows: readonly Omit<ForecastRow, 'id'>[]): Promise<void> {
      if (rows.length === 0) return;
      await db
        .insertInto('ports_forecast')
        .values(
          rows.map(({ lanes, hours, ...row }) => ({
            ...row,
            lanes: JSON.stringify(lanes),
            hours: JSON.stringify(hours),
          })),
        )
        .onConflict((conflict) => conflict.columns(['made_ms', 'port', 'direction']).doNothing())
        .execute();
    },
    listForecasts: (from_ms: number, to_ms: number): Promise<ForecastRow[]> =>
      db
        .selectFrom('ports_forecast')
        .selectAll()
        .where('made_ms', '>=', from_ms)
        .where('made_ms', '<', to_ms)
        .orderBy('made_ms')
        .execute(),
    async addScores(rows: readonly ScoreRow[]): Promise<void> {
      for (let from = 0; from < rows.length; from += 1000)
        await db
          .insertInto('ports_score')
          .values(
            rows.slice(from, from + 1000).map(({ measured, ...row }) => ({
              ...row,
              measured: measured && JSON.stringify(measured),
            })),
          )
          .onConflict((conflict) => conflict.columns(['forecast', 'hour_ms']).doNothing())
          .execute();
    },
    /** Of hours within a time. */
    listScores: (from_ms: number, to_ms: number): Promise<ScoreRow[]> =>
      db
        .selectFrom('ports_score')
        .selectAll()
        .where('hour_ms', '>=', from_ms)
        .where('hour_ms', '<', to_ms)
        .orderBy('hour_ms')
        .execute(),
    async lastScored_ms(): Promise<number | null> {
      const { last } = await db
        .selectFrom('ports_score')
        .select(({ fn }) => fn.max<number | null>('hour_ms').as('last'))
        .executeTakeFirstOrThrow();
      return last;
    },
  };
}

export type PortStore = ReturnType<typeof createPortStore>;
