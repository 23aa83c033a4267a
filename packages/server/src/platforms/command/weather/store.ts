import type {
  Bilingual,
  ResponseDecision,
  ResponseLevel,
  SignalLevel,
  TrackPoint,
  WeatherArea,
  WeatherState,
  WeatherWarning,
} from '@opentocc/contract';
import { type Generated, type JSONColumnType, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface WarningTable {
  id: Generated<number>;
  sender: string;
  identifier: string;
  replaces: number | null;
  kind: string;
  level: SignalLevel | null;
  state: WeatherState;
  exercise: boolean;
  drill: number | null;
  title: string;
  text: string;
  area: JSONColumnType<WeatherArea, string, string>;
  issued_ms: number;
  expires_ms: number | null;
  ended_ms: number | null;
  findings: JSONColumnType<string[], string, string>;
  told: Generated<boolean>;
}

interface StormTable {
  code: string;
  name: JSONColumnType<Bilingual, string, string>;
  points: JSONColumnType<TrackPoint[], string, string>;
  changed_ms: number;
}

interface ResponseTable {
  id: Generated<number>;
  after: number;
  at_ms: number;
  level: ResponseLevel | null;
  signal: SignalLevel | null;
  proposed: ResponseLevel | null;
  by: string;
  reason: string;
  drill: number | null;
}

export type WarningRow = WeatherWarning & { readonly told: boolean };
export type NewWarning = Omit<WeatherWarning, 'id' | 'ended_ms'>;
export interface StormRow {
  readonly code: string;
  readonly name: Bilingual;
  readonly points: TrackPoint[];
  readonly changed_ms: number;
}

/** The only SQL of the module. */
export function createWeatherStore(root: Db) {
  const db = tables<{
    weather_warning: WarningTable;
    weather_storm: StormTable;
    weather_response: ResponseTable;
  }>(root);
  const all = () => db.selectFrom('weather_warning').selectAll();
  return {
    /** @returns undefined where this message is here already */
    add: ({ area, findings, ...row }: NewWarning): Promise<WarningRow | undefined> =>
      db
        .insertInto('weather_warning')
        .values({ ...row, area: JSON.stringify(area), findings: JSON.stringify(findings), ended_ms: null })
        .onConflict((conflict) => conflict.columns(['sender', 'identifier']).doNothing())
        .returningAll()
        .executeTakeFirst(),
    find: (id: number): Promise<WarningRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    /** What is in force of these, whoever sent it: references of the field name other senders. */
    findInForce: (identifiers: readonly string[]): Promise<WarningRow[]> =>
      all()
        .where('identifier', 'in', [...identifiers, ''])
        .where('state', '=', 'in_force')
        .orderBy('id')
        .execute(),
    async end(ids: readonly number[], state: WeatherState, ended_ms: number): Promise<void> {
      await db
        .updateTable('weather_warning')
        .set({ state, ended_ms, told: false })
        .where('id', 'in', [...ids, 0])
        .where('state', '=', 'in_force')
        .execute();
    },
    /** What is in force of a drill. */
    listOfDrillInForce: (drill: number): Promise<WarningRow[]> =>
      all().where('drill', '=', drill).where('state', '=', 'in_force').orderBy('id').execute(),
    /** All of a drill, the newest first. */
    listOfDrill: (drill: number): Promise<WarningRow[]> =>
      all().where('drill', '=', drill).orderBy('id', 'desc').execute(),
    async expire(now_ms: number): Promise<void> {
      await db
        .updateTable('weather_warning')
        .set({ state: 'expired', ended_ms: sql`expires_ms`, told: false })
        .where('state', '=', 'in_force')
        .where('expires_ms', '<=', now_ms)
        .execute();
    },
    listUntold: (): Promise<WarningRow[]> =>
      all().where('told', '=', false).orderBy('id').limit(200).execute(),
    async markTold({ id, state }: Pick<WarningRow, 'id' | 'state'>): Promise<void> {
      await db
        .updateTable('weather_warning')
        .set({ told: true })
        .where('id', '=', id)
        .where('state', '=', state)
        .execute();
    },
    list: (most: number): Promise<WarningRow[]> =>
      all().orderBy(sql`(state = 'in_force')`, 'desc').orderBy('issued_ms', 'desc').limit(most).execute(),
    /** Levels in force. @param drill those of a drill; null for what is no exercise */
    async signals(drill: number | null): Promise<(SignalLevel | null)[]> {
      const rows = await db
        .selectFrom('weather_warning')
        .select('level')
        .where('state', '=', 'in_force')
        .where((e) => (drill === null ? e('exercise', '=', false) : e('drill', '=', drill)))
        .execute();
      return rows.map(({ level }) => level);
    },
    async putStorm({ name, points, ...row }: StormRow): Promise<void> {
      const values = {
        name: JSON.stringify(name),
        points: JSON.stringify(points),
        changed_ms: row.changed_ms,
      };
      await db
        .insertInto('weather_storm')
        .values({ code: row.code, ...values })
        .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
        .execute();
    },
    listStorms: (most: number): Promise<StormRow[]> =>
      db.selectFrom('weather_storm').selectAll().orderBy('changed_ms', 'desc').limit(most).execute(),
    /** @returns undefined where another decision followed that one first */
    decide: (
      row: Omit<ResponseDecision, 'id'> & { readonly after: number; readonly drill: number | null },
    ): Promise<ResponseDecision | undefined> =>
      db
        .insertInto('weather_response')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning(['id', 'at_ms', 'level', 'signal', 'proposed', 'by', 'reason'])
        .executeTakeFirst(),
    /** The newest first. @param drill those of a drill; null for those of the city */
    listDecisions: (most: number, drill: number | null): Promise<ResponseDecision[]> =>
      db
        .selectFrom('weather_response')
        .select(['id', 'at_ms', 'level', 'signal', 'proposed', 'by', 'reason'])
        .where('drill', drill === null ? 'is' : '=', drill)
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
  };
}

export type WeatherStore = ReturnType<typeof createWeatherStore>;
