import type { ColdState } from '@opentocc/contract';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import { booksOf } from './book-store.ts';
import { lotsOf } from './lot-store.ts';
import type { ConsignmentRow, EventRow, Tables } from './model.ts';
import type { Units } from './reach.ts';
import { supervisionOf } from './supervision-store.ts';
import { warningsOf } from './warning-store.ts';

/** Consignments, what is measured of them, lots and recalls. Whoever changes a consignment holds its row first. */
export function createColdStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

/** What is asked and written, in a transaction or outside one. */
const queriesOf = (of: Db) => ({
  ...consignmentsOf(of),
  ...bookingsOf(of),
  ...supervisionOf(of),
  ...warningsOf(of),
  ...lotsOf(of),
  ...booksOf(of),
});

export type ColdStore = ReturnType<typeof createColdStore>;
export type ColdQueries = ReturnType<typeof queriesOf>;

export interface ConsignmentQuery {
  readonly state?: ColdState | undefined;
  readonly warehouse?: string | undefined;
  readonly text?: string | undefined;
}

function consignmentsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('cold_chain_consignment').selectAll();
  const within = (units: Units, { state, warehouse, text }: ConsignmentQuery) =>
    db
      .selectFrom('cold_chain_consignment')
      .$if(units !== null, (query) =>
        query.where((where) =>
          where.or([
            where('firm', 'in', units ?? []),
            where(
              'warehouse',
              'in',
              db
                .selectFrom('cold_chain_warehouse')
                .select('code')
                .where('unit', 'in', units ?? []),
            ),
          ]),
        ),
      )
      .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'booked'))
      .$if(warehouse !== undefined, (query) => query.where('warehouse', '=', warehouse ?? ''))
      .$if(text !== undefined && text !== '', (query) =>
        query.where((where) =>
          where.or([
            ...(['id', 'truck', 'container', 'customs_form', 'goods'] as const).map((column) =>
              where(column, 'ilike', `%${(text ?? '').replace(/[%_\\]/g, '\\$&')}%`),
            ),
            sql<boolean>`lots::text ILIKE ${`%${(text ?? '').replace(/[%_\\]/g, '\\$&')}%`}`,
          ]),
        ),
      );
  return {
    find: (id: string): Promise<ConsignmentRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    hold: (id: string): Promise<ConsignmentRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** What is under way with a device or truck, its row held. */
    holdUnderWay: (
      device: 'sensor' | 'seal_device' | 'truck',
      value: string,
    ): Promise<ConsignmentRow | undefined> =>
      all().where('state', '=', 'under_way').where(device, '=', value).forUpdate().executeTakeFirst(),
    findByForm: (form: string): Promise<{ id: string } | undefined> =>
      db
        .selectFrom('cold_chain_consignment')
        .select('id')
        .where('customs_form', '=', form)
        .where('state', '<>', 'called_off')
        .executeTakeFirst(),
    listUnderWay: (): Promise<ConsignmentRow[]> => all().where('state', '=', 'under_way').execute(),
    list: (units: Units, query: ConsignmentQuery, offset: number, limit: number): Promise<ConsignmentRow[]> =>
      within(units, query)
        .selectAll()
        .orderBy('declared_ms', 'desc')
        .orderBy('id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    async count(units: Units, query: ConsignmentQuery): Promise<number> {
      const { n } = await within(units, query)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return n;
    },
    async add(row: ConsignmentRow): Promise<void> {
      await db.insertInto('cold_chain_consignment').values(json(row)).execute();
    },
    /** Writes what a person changed, which makes a new version. */
    async save({ id, ...row }: ConsignmentRow): Promise<void> {
      await db
        .updateTable('cold_chain_consignment')
        .set({ ...json(row), version: row.version + 1 })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** Lines of timelines, codes, and slots. */
function bookingsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async addEvent(row: EventRow): Promise<void> {
      await db
        .insertInto('cold_chain_event')
        .values(json(row) as never)
        .execute();
    },
    eventsOf: (consignment: string) =>
      db
        .selectFrom('cold_chain_event')
        .selectAll()
        .where('consignment', '=', consignment)
        .orderBy('id')
        .limit(1000)
        .execute(),
    /** The next code of a day: given once, also to two who ask at the same instant. */
    async nextCode(letter: string, day: string): Promise<string> {
      const { rows } = await sql<{ last: number }>`
        INSERT INTO cold_chain_number (letter, day, last) VALUES (${letter}, ${day}, 1)
        ON CONFLICT (letter, day) DO UPDATE SET last = cold_chain_number.last + 1
        RETURNING last`.execute(of);
      return `${letter}${day.replaceAll('-', '')}-${String(rows[0].last).padStart(4, '0')}`;
    },
    /** Consignments of slots of a warehouse, after whoever books there at the same time. */
    async bookedBySlot(warehouse: string, from_ms: number, to_ms: number): Promise<Map<number, number>> {
      const rows = await db
        .selectFrom('cold_chain_consignment')
        .select(({ fn }) => ['slot_from_ms', fn.countAll<number>().as('n')])
        .where('warehouse', '=', warehouse)
        .where('state', '<>', 'called_off')
        .where('slot_from_ms', '>=', from_ms)
        .where('slot_from_ms', '<', to_ms)
        .groupBy('slot_from_ms')
        .execute();
      return new Map(rows.map(({ slot_from_ms, n }) => [slot_from_ms, n]));
    },
    async lockSlots(warehouse: string): Promise<void> {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`cold_chain:slots:${warehouse}`}, 0))`.execute(
        of,
      );
    },
  };
}

const LISTS = ['lots'] as const;

/** Lists as JSON: the driver takes an array for one of PostgreSQL's own. */
function json<T extends object>(row: T): T {
  const written = { ...row } as Record<string, unknown>;
  for (const name of LISTS) if (Array.isArray(written[name])) written[name] = JSON.stringify(written[name]);
  return written as T;
}
