import type { FreightAlarmKind, FreightAlarmState } from '@opentocc/contract';
import type { ClockEvent, Clocks } from '../../../kit/clocks/index.ts';
import { type Db, tables } from '../../../kit/db.ts';
import type { AlarmRow, EntryRow, Firms } from './model.ts';
import type { Tables } from './tables.ts';

export interface AlarmQuery {
  readonly state?: FreightAlarmState | undefined;
  readonly trip?: string | undefined;
  readonly truck?: string | undefined;
  readonly driver?: string | undefined;
  readonly firm?: string | undefined;
  readonly firms: Firms;
}

/** An alarm as figures and scores see it. */
export type CountedAlarm = Pick<
  AlarmRow,
  | ('kind' | 'state' | 'trip' | 'truck' | 'driver' | 'firm' | 'raised_ms' | 'taken_ms')
  | ('answered_ms' | 'closed_ms' | 'close_by_ms' | 'outcome' | 'cause')
>;

const COUNTED = [
  ...(['kind', 'state', 'trip', 'truck', 'driver', 'firm', 'raised_ms', 'taken_ms'] as const),
  ...(['answered_ms', 'closed_ms', 'close_by_ms', 'outcome', 'cause'] as const),
] as const;

const written = ({ words, facts, fixes, asked, ...row }: Omit<AlarmRow, 'id'>) => ({
  ...row,
  ...{ words: JSON.stringify(words), facts: JSON.stringify(facts), fixes: JSON.stringify(fixes) },
  asked: asked === null ? null : JSON.stringify(asked),
});

export function alarmsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('tracking_alarm').selectAll();
  const chosen = ({ state, trip, truck, driver, firm, firms }: AlarmQuery) =>
    db
      .selectFrom('tracking_alarm')
      .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'open'))
      .$if(trip !== undefined, (query) => query.where('trip', '=', trip ?? ''))
      .$if(truck !== undefined, (query) => query.where('truck', '=', truck ?? ''))
      .$if(driver !== undefined, (query) => query.where('driver', '=', driver ?? ''))
      .$if(firm !== undefined, (query) => query.where('firm', '=', firm ?? ''))
      .$if(firms !== null, (query) => query.where('firm', 'in', [...(firms ?? []), '']));
  return {
    findAlarm: (id: number): Promise<AlarmRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    holdAlarm: (id: number): Promise<AlarmRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** The one of a trip and kind that is not closed. */
    holdStanding: (trip: string, kind: FreightAlarmKind): Promise<AlarmRow | undefined> =>
      all()
        .where('trip', '=', trip)
        .where('kind', '=', kind)
        .where('state', '<>', 'closed')
        .forUpdate()
        .executeTakeFirst(),
    listStanding: (): Promise<AlarmRow[]> => all().where('state', '<>', 'closed').orderBy('id').execute(),
    listDue: (now_ms: number, limit: number): Promise<{ id: number }[]> =>
      db
        .selectFrom('tracking_alarm')
        .select('id')
        .where('look_ms', '<=', now_ms)
        .orderBy('look_ms')
        .limit(limit)
        .execute(),
    listAlarms: (query: AlarmQuery, offset: number, limit: number): Promise<AlarmRow[]> =>
      chosen(query)
        .selectAll()
        .orderBy('raised_ms', 'desc')
        .orderBy('id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    async countAlarms(query: AlarmQuery): Promise<number> {
      const { n } = await chosen(query)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return Number(n);
    },
    listCounted: (query: AlarmQuery, from_ms: number, to_ms: number): Promise<CountedAlarm[]> =>
      chosen(query)
        .select(COUNTED)
        .where('raised_ms', '>=', from_ms)
        .where('raised_ms', '<', to_ms)
        .orderBy('id')
        .execute(),
    listCountedOfTrips: (trips: readonly string[]): Promise<CountedAlarm[]> =>
      trips.length === 0
        ? Promise.resolve([])
        : db.selectFrom('tracking_alarm').select(COUNTED).where('trip', 'in', trips).execute(),
    addAlarm: (row: Omit<AlarmRow, 'id'>): Promise<AlarmRow> =>
      db.insertInto('tracking_alarm').values(written(row)).returningAll().executeTakeFirstOrThrow(),
    async saveAlarm({ id, ...row }: AlarmRow): Promise<void> {
      await db.updateTable('tracking_alarm').set(written(row)).where('id', '=', id).execute();
    },
    async addEntries(rows: readonly EntryRow[]): Promise<void> {
      if (rows.length === 0) return;
      await db
        .insertInto('tracking_alarm_entry')
        .values(rows.map(({ text, ...row }) => ({ ...row, text: JSON.stringify(text) })))
        .execute();
    },
    entriesOf: (alarm: number): Promise<EntryRow[]> =>
      db
        .selectFrom('tracking_alarm_entry')
        .select(['alarm', 'at_ms', 'principal', 'actor', 'kind', 'text'])
        .where('alarm', '=', alarm)
        .orderBy('id')
        .execute(),
    async addClockEvents(
      alarm: number,
      events: readonly { readonly code: string; readonly event: ClockEvent }[],
      known: Clocks,
    ): Promise<void> {
      const next = new Map([...known].map(([code, some]) => [code, some.length]));
      const rows = events.map(({ code, event }) => {
        const seq = next.get(code) ?? 0;
        next.set(code, seq + 1);
        return { alarm, code, seq, event: JSON.stringify(event) };
      });
      if (rows.length > 0) await db.insertInto('tracking_clock_event').values(rows).execute();
    },
    async clocksOf(alarm: number): Promise<Clocks> {
      const rows = await db
        .selectFrom('tracking_clock_event')
        .selectAll()
        .where('alarm', '=', alarm)
        .orderBy('code')
        .orderBy('seq')
        .execute();
      const clocks = new Map<string, ClockEvent[]>();
      for (const { code, event } of rows) clocks.set(code, [...(clocks.get(code) ?? []), event]);
      return clocks;
    },
  };
}
