import { type Generated, type JSONColumnType, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface DrillTable {
  id: Generated<number>;
  script: string;
  speed: number | null;
  state: 'running' | 'ended';
  started_ms: number;
  started_by: string;
  fed_ms: JSONColumnType<number[], string | undefined, string>;
  ended_ms: number | null;
  ended_by: string | null;
  note: Generated<string>;
}

export interface DrillRow {
  readonly id: number;
  readonly script: string;
  readonly speed: number | null;
  readonly state: 'running' | 'ended';
  readonly started_ms: number;
  readonly started_by: string;
  /** When each step came, in their order. */
  readonly fed_ms: readonly number[];
  readonly ended_ms: number | null;
  readonly ended_by: string | null;
  readonly note: string;
}

/** The drills of the module, in its own tables. */
export function createDrillStore(root: Db) {
  const db = tables<{ weather_drill: DrillTable }>(root);
  const all = () => db.selectFrom('weather_drill').selectAll();
  return {
    /** @returns undefined while another one runs */
    add: (
      row: Pick<DrillRow, 'script' | 'speed' | 'started_ms' | 'started_by'>,
    ): Promise<DrillRow | undefined> =>
      db
        .insertInto('weather_drill')
        .values({ ...row, state: 'running', ended_ms: null, ended_by: null })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst(),
    find: (id: number): Promise<DrillRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    /** The drill, held until the transaction ends. */
    lock: (id: number): Promise<DrillRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    findRunning: (): Promise<DrillRow | undefined> => all().where('state', '=', 'running').executeTakeFirst(),
    /** The newest first. */
    list: (most: number): Promise<DrillRow[]> => all().orderBy('id', 'desc').limit(most).execute(),
    async fed(id: number, at_ms: number): Promise<void> {
      await db
        .updateTable('weather_drill')
        .set({ fed_ms: sql`fed_ms || ${at_ms}::bigint::text::jsonb` })
        .where('id', '=', id)
        .execute();
    },
    async end(id: number, { by, at_ms, note }: { by: string; at_ms: number; note: string }): Promise<void> {
      await db
        .updateTable('weather_drill')
        .set({ state: 'ended', ended_ms: at_ms, ended_by: by, note })
        .where('id', '=', id)
        .execute();
    },
  };
}
