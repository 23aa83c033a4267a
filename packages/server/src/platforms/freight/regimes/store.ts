import type { Settlement } from '@opentocc/core/freight';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { draftsOf } from './draft-store.ts';
import type { EventRow, PortEndRow, PortRow, Snapshot, SwitchRow, VersionRow } from './model.ts';
import { snapshotOf } from './snapshot.ts';
import type { Tables } from './tables.ts';

/** The record of regimes and ports. Whoever adds to it holds it first, so that two do not plan the same time. */
export function createRegimeStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

const queriesOf = (of: Db) => ({ ...recordOf(of), ...switchesOf(of), ...draftsOf(of) });

function recordOf(of: Db) {
  const db = tables<Tables>(of);
  const events = () => db.selectFrom('regimes_event').selectAll().orderBy('id');
  return {
    hold: () => sql`SELECT pg_advisory_xact_lock(hashtextextended('regimes:record', 0))`.execute(db),
    async read(): Promise<Snapshot> {
      const versions = await db.selectFrom('regimes_version').selectAll().execute();
      const happened = await events().execute();
      const states = await db.selectFrom('regimes_port_state').selectAll().orderBy('id').execute();
      const ends = await db.selectFrom('regimes_port_end').selectAll().orderBy('id').execute();
      const switches = await db.selectFrom('regimes_switch').selectAll().orderBy('at_ms').execute();
      return snapshotOf(versions, happened as EventRow[], states, ends, switches);
    },
    async addVersion({ regime, ...row }: VersionRow): Promise<void> {
      await db
        .insertInto('regimes_version')
        .values({ ...row, regime: JSON.stringify(regime) })
        .execute();
    },
    /** @returns false where the same happened before; a cut is added however often */
    async addEvent({ detail, ...row }: Omit<EventRow, 'id'>): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('regimes_event')
        .values({ ...row, detail: JSON.stringify(detail) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    eventsOf: (code: string, version: number): Promise<EventRow[]> =>
      events().where('code', '=', code).where('version', '=', version).execute() as Promise<EventRow[]>,
    /** Announcements and takings-back of which firms were not informed yet. */
    listUninformed: (): Promise<EventRow[]> =>
      events()
        .where('kind', 'in', ['announced', 'taken_back'])
        .where(
          sql<boolean>`NOT EXISTS (SELECT 1 FROM regimes_event done WHERE done.kind = 'informed' AND done.code = regimes_event.code
            AND done.version = regimes_event.version AND done.detail->>'of' = regimes_event.id::text)`,
        )
        .execute() as Promise<EventRow[]>,
    async addPortState({ state, ...row }: Omit<PortRow, 'id'>): Promise<number> {
      const { id } = await db
        .insertInto('regimes_port_state')
        .values({ ...row, state: JSON.stringify(state) })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    addPortEnd: (row: PortEndRow) => db.insertInto('regimes_port_end').values(row).execute(),
  };
}

function switchesOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    /** @returns false where it was made before */
    async addSwitch(at_ms: number, made_ms: number): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('regimes_switch')
        .values({ at_ms, made_ms, settled_ms: null, counts: null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    listUnsettled: (): Promise<SwitchRow[]> =>
      db.selectFrom('regimes_switch').selectAll().where('settled_ms', 'is', null).orderBy('at_ms').execute(),
    async endSwitch(at_ms: number, settled_ms: number, counts: object): Promise<void> {
      await db
        .updateTable('regimes_switch')
        .set({ settled_ms, counts: JSON.stringify(counts) })
        .where('at_ms', '=', at_ms)
        .where('settled_ms', 'is', null)
        .execute();
    },
    async settledTrips(switch_ms: number): Promise<ReadonlySet<string>> {
      const rows = await db
        .selectFrom('regimes_settlement')
        .select('trip')
        .where('switch_ms', '=', switch_ms)
        .execute();
      return new Set(rows.map(({ trip }) => trip));
    },
    async addSettlements(switch_ms: number, settlements: readonly Settlement[]): Promise<void> {
      const rows = settlements.map((one) => ({
        ...{ switch_ms, trip: one.trip, how: one.how, settlement: JSON.stringify(one), handed_ms: null },
      }));
      await db
        .insertInto('regimes_settlement')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    listUnhanded: (switch_ms: number, limit: number) =>
      db
        .selectFrom('regimes_settlement')
        .selectAll()
        .where('switch_ms', '=', switch_ms)
        .where('handed_ms', 'is', null)
        .orderBy('trip')
        .limit(limit)
        .execute(),
    async handed(switch_ms: number, trips: readonly string[], handed_ms: number): Promise<void> {
      await db
        .updateTable('regimes_settlement')
        .set({ handed_ms })
        .where('switch_ms', '=', switch_ms)
        .where('trip', 'in', trips)
        .execute();
    },
    async countSettled(switch_ms: number): Promise<ReadonlyMap<string, number>> {
      const rows = await db
        .selectFrom('regimes_settlement')
        .select('how')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('switch_ms', '=', switch_ms)
        .groupBy('how')
        .execute();
      return new Map(rows.map(({ how, n }) => [how, n]));
    },
  };
}

export type RegimeStore = ReturnType<typeof createRegimeStore>;
