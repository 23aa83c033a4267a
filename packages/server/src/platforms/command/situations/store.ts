import { sql } from 'kysely';
import type { ClockEvent, Clocks } from '../../../kit/clocks/index.ts';
import { type Db, tables } from '../../../kit/db.ts';
import type { NewEntry, SituationRow } from './model.ts';
import { OPEN_STATES } from './model.ts';
import type { Tables } from './tables.ts';

/** 2 km of longitude at the latitude of the city. */
const NEAR_DEG = 0.02;

/** Who writes a row. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export interface EntryRow extends Author {
  readonly id: number;
  readonly situation: number;
  readonly kind: NewEntry['kind'];
  readonly text: { readonly zh: string; readonly en: string };
  readonly detail: Record<string, unknown>;
}

export interface ReportRow {
  readonly id: number;
  readonly key: string;
  readonly situation: number;
  readonly first_situation: number;
  readonly origin: Tables['situations_report']['origin'];
  readonly kind: Tables['situations_report']['kind'];
  readonly at_ms: number;
  readonly received_ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly road: string;
  readonly text: string;
  readonly author: string;
  readonly attributes: Record<string, unknown>;
  readonly ended_ms: number | null;
}

/** Situations, their reports, timeline and clocks. Whoever changes a situation holds its row first. */
export function createSituationStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
    /** The newest first. @param districts null for all */
    list(which: { open: boolean; before_id?: number; limit: number; districts: readonly string[] | null }) {
      return db
        .selectFrom('situations_situation')
        .selectAll()
        .$if(which.open, (query) => query.where('state', 'in', OPEN_STATES).where('merged_into', 'is', null))
        .$if(which.before_id !== undefined, (query) => query.where('id', '<', which.before_id ?? 0))
        .$if(which.districts !== null, (query) =>
          query.where('district', 'in', [...(which.districts ?? []), '']),
        )
        .orderBy('id', 'desc')
        .limit(which.limit)
        .execute();
    },
    /**
     * Real situations that came in within [from_ms, to_ms), those that were merged into another not counted, and those that
     * were closed in it (reviewed or dismissed) and not opened again.
     */
    async countBetween(from_ms: number, to_ms: number): Promise<{ received: number; closed: number }> {
      const real = () =>
        db
          .selectFrom('situations_situation as s')
          .select(({ fn }) => fn.count<number>('s.id').distinct().as('n'))
          .where('s.header', '=', 'real')
          .where('s.merged_into', 'is', null);
      const received = await real()
        .where('s.received_ms', '>=', from_ms)
        .where('s.received_ms', '<', to_ms)
        .executeTakeFirstOrThrow();
      const closed = await real()
        .innerJoin('situations_entry as e', 'e.situation', 's.id')
        .where('s.state', 'in', ['reviewed', 'dismissed'])
        .where('e.kind', '=', 'state')
        .where(sql<boolean>`e.detail ->> 'to' = s.state`)
        .where('e.at_ms', '>=', from_ms)
        .where('e.at_ms', '<', to_ms)
        .executeTakeFirstOrThrow();
      return { received: Number(received.n), closed: Number(closed.n) };
    },
    async count(districts: readonly string[] | null): Promise<number> {
      const { n } = await db
        .selectFrom('situations_situation')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$if(districts !== null, (query) => query.where('district', 'in', [...(districts ?? []), '']))
        .executeTakeFirstOrThrow();
      return n;
    },
  };
}

/** What is asked and written, in a transaction or outside one. */
function queriesOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    find: (id: number): Promise<SituationRow | undefined> =>
      db.selectFrom('situations_situation').selectAll().where('id', '=', id).executeTakeFirst(),
    listByIds: (ids: readonly number[]): Promise<SituationRow[]> =>
      db.selectFrom('situations_situation').selectAll().where('id', 'in', ids).execute(),
    /** Holds the rows until the transaction ends; always in the same order, so that no two wait for each other. */
    hold: (ids: readonly number[]): Promise<SituationRow[]> =>
      db
        .selectFrom('situations_situation')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('id')
        .forUpdate()
        .execute(),
    /** Open ones within some 2 km of a place, but for one. */
    openNear: (lon: number, lat: number, but: number): Promise<SituationRow[]> =>
      db
        .selectFrom('situations_situation')
        .selectAll()
        .where('state', 'in', OPEN_STATES)
        .where('merged_into', 'is', null)
        .where('id', '!=', but)
        .where('lon', '>=', lon - NEAR_DEG)
        .where('lon', '<=', lon + NEAR_DEG)
        .where('lat', '>=', lat - NEAR_DEG)
        .where('lat', '<=', lat + NEAR_DEG)
        .orderBy('id')
        .execute(),
    async add({ validity, ...row }: Omit<SituationRow, 'id' | 'version'>): Promise<SituationRow> {
      return db
        .insertInto('situations_situation')
        .values({ ...row, version: 1, validity: JSON.stringify(validity) })
        .returningAll()
        .executeTakeFirstOrThrow();
    },
    async save({ id, validity, ...row }: SituationRow): Promise<void> {
      await db
        .updateTable('situations_situation')
        .set({ ...row, validity: JSON.stringify(validity) })
        .where('id', '=', id)
        .execute();
    },
    async addEntries(situation: number, by: Author, entries: readonly NewEntry[]): Promise<void> {
      if (entries.length === 0) return;
      const rows = entries.map(({ kind, zh, en, detail = {} }) => ({
        ...{ situation, ...by, kind, text: JSON.stringify({ zh, en }), detail: JSON.stringify(detail) },
      }));
      await db.insertInto('situations_entry').values(rows).execute();
    },
    listEntries: (situation: number): Promise<EntryRow[]> =>
      db
        .selectFrom('situations_entry')
        .selectAll()
        .where('situation', '=', situation)
        .orderBy('id')
        .execute(),
    /** Rows of all situations after one, the oldest first: for who must miss none. */
    entriesAfter: (id: number, most: number): Promise<EntryRow[]> =>
      db.selectFrom('situations_entry').selectAll().where('id', '>', id).orderBy('id').limit(most).execute(),
    mergedInto: async (situation: number): Promise<number[]> =>
      (
        await db
          .selectFrom('situations_situation')
          .select('id')
          .where('merged_into', '=', situation)
          .orderBy('id')
          .execute()
      ).map(({ id }) => id),
    clocksOf: (situations: readonly number[]) => clocksOf(of, situations),
    async addClockEvents(
      situation: number,
      events: readonly { readonly code: string; readonly event: ClockEvent }[],
      known: Clocks,
    ): Promise<void> {
      const next = new Map([...known].map(([code, all]) => [code, all.length]));
      const rows = events.map(({ code, event }) => {
        const seq = next.get(code) ?? 0;
        next.set(code, seq + 1);
        return { situation, clock: code, seq, event: JSON.stringify(event) };
      });
      if (rows.length > 0) await db.insertInto('situations_clock_event').values(rows).execute();
    },
    reports: reportsOf(of),
    proposals: proposalsOf(of),
    attachments: attachmentsOf(of),
  };
}

async function clocksOf(of: Db, situations: readonly number[]): Promise<ReadonlyMap<number, Clocks>> {
  const found = new Map<number, Map<string, ClockEvent[]>>(situations.map((id) => [id, new Map()]));
  if (situations.length === 0) return found;
  const rows = await tables<Tables>(of)
    .selectFrom('situations_clock_event')
    .selectAll()
    .where('situation', 'in', situations)
    .orderBy('situation')
    .orderBy('clock')
    .orderBy('seq')
    .execute();
  for (const { situation, clock, event } of rows) {
    const clocks = found.get(situation);
    clocks?.set(clock, [...(clocks.get(clock) ?? []), event]);
  }
  return found;
}

function reportsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    findByKey: (key: string): Promise<ReportRow | undefined> =>
      db.selectFrom('situations_report').selectAll().where('key', '=', key).executeTakeFirst(),
    /** Keys of signals and warnings that have not ended. */
    async listUnended(): Promise<string[]> {
      const rows = await db
        .selectFrom('situations_report')
        .select('key')
        .where('origin', 'in', ['signal', 'warning'])
        .where('ended_ms', 'is', null)
        .execute();
      return rows.map(({ key }) => key);
    },
    find: (id: number): Promise<ReportRow | undefined> =>
      db.selectFrom('situations_report').selectAll().where('id', '=', id).executeTakeFirst(),
    listOf: (situation: number): Promise<ReportRow[]> =>
      db
        .selectFrom('situations_report')
        .selectAll()
        .where('situation', '=', situation)
        .orderBy('id')
        .execute(),
    async countOf(situations: readonly number[]): Promise<ReadonlyMap<number, number>> {
      if (situations.length === 0) return new Map();
      const rows = await db
        .selectFrom('situations_report')
        .select(({ fn }) => ['situation', fn.countAll<number>().as('n')])
        .where('situation', 'in', situations)
        .groupBy('situation')
        .execute();
      return new Map(rows.map(({ situation, n }) => [situation, n]));
    },
    /** @returns undefined when the key is known already */
    async add({ attributes, ...row }: Omit<ReportRow, 'id'>): Promise<ReportRow | undefined> {
      return db
        .insertInto('situations_report')
        .values({ ...row, attributes: JSON.stringify(attributes) })
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst();
    },
    async update(
      id: number,
      { attributes, text, ended_ms }: Pick<ReportRow, 'attributes' | 'text' | 'ended_ms'>,
    ) {
      await db
        .updateTable('situations_report')
        .set({ attributes: JSON.stringify(attributes), text, ended_ms })
        .where('id', '=', id)
        .execute();
    },
    /** Gives reports to another situation. */
    async move(ids: readonly number[], situation: number): Promise<void> {
      if (ids.length > 0)
        await db.updateTable('situations_report').set({ situation }).where('id', 'in', ids).execute();
    },
    addCaller: (row: Tables['situations_caller']) => db.insertInto('situations_caller').values(row).execute(),
    findCaller: (report: number): Promise<Tables['situations_caller'] | undefined> =>
      db.selectFrom('situations_caller').selectAll().where('report', '=', report).executeTakeFirst(),
    async callersOf(reports: readonly number[]) {
      if (reports.length === 0) return new Map<number, { name: string; phone: string }>();
      const rows = await db
        .selectFrom('situations_caller')
        .select(['report', 'name', 'phone'])
        .where('report', 'in', reports)
        .execute();
      return new Map(rows.map(({ report, ...who }) => [report, who]));
    },
  };
}

function proposalsOf(of: Db) {
  const db = tables<Tables>(of);
  const open = () => db.selectFrom('situations_proposal').selectAll().where('state', '=', 'open');
  return {
    find: (id: number) =>
      db.selectFrom('situations_proposal').selectAll().where('id', '=', id).executeTakeFirst(),
    async add(row: {
      earlier: number;
      later: number;
      score: number;
      reasons: readonly object[];
      made_ms: number;
    }) {
      const { reasons, ...rest } = row;
      await db
        .insertInto('situations_proposal')
        .values({ ...rest, reasons: JSON.stringify(reasons), state: 'open' })
        .onConflict((on) => on.doNothing())
        .execute();
    },
    /** Those that wait for a decision on one of these situations. */
    async openOf(situations: readonly number[]) {
      if (situations.length === 0) return [];
      return open()
        .where((where) => where.or([where('earlier', 'in', situations), where('later', 'in', situations)]))
        .orderBy('score', 'desc')
        .execute();
    },
    async decide(id: number, state: 'accepted' | 'refused' | 'gone'): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('situations_proposal')
        .set({ state })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    /** Situations that were ever proposed to be one of these, or one of these to be them. */
    async partnersOf(situations: readonly number[]): Promise<number[]> {
      if (situations.length === 0) return [];
      const rows = await db
        .selectFrom('situations_proposal')
        .select(['earlier', 'later'])
        .where((where) => where.or([where('earlier', 'in', situations), where('later', 'in', situations)]))
        .execute();
      return [...new Set(rows.flatMap(({ earlier, later }) => [earlier, later]))];
    },
    /** Decides on a pair whether or not it was proposed. */
    async decidePair(earlier: number, later: number, state: 'accepted' | 'refused', made_ms: number) {
      await db
        .insertInto('situations_proposal')
        .values({ earlier, later, score: 0, reasons: '[]', made_ms, state })
        .onConflict((on) => on.columns(['earlier', 'later']).doUpdateSet({ state }))
        .execute();
    },
    /** Of situations that are over or merged nothing is proposed any more. */
    async endOf(situation: number): Promise<void> {
      await db
        .updateTable('situations_proposal')
        .set({ state: 'gone' })
        .where((where) => where.or([where('earlier', '=', situation), where('later', '=', situation)]))
        .where('state', '=', 'open')
        .execute();
    },
  };
}

function attachmentsOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    add: (row: Omit<Tables['situations_attachment'], 'id'>) =>
      db.insertInto('situations_attachment').values(row).returning('id').executeTakeFirstOrThrow(),
    /** Of several situations: what was merged brings its own. */
    async listOf(situations: readonly number[]) {
      if (situations.length === 0) return [];
      return db
        .selectFrom('situations_attachment')
        .selectAll()
        .where('situation', 'in', situations)
        .orderBy('id')
        .execute();
    },
    find: (id: number) =>
      db.selectFrom('situations_attachment').selectAll().where('id', '=', id).executeTakeFirst(),
  };
}

export type SituationStore = ReturnType<typeof createSituationStore>;
export type SituationQueries = ReturnType<typeof queriesOf>;

/** Two writers of one key: the second one reads what the first wrote. */
export const lockKey = (tx: Db, key: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`situations:${key}`}, 0))`.execute(tx);
