import type { Drill, DrillResult } from '@opentocc/contract';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

type Counts = NonNullable<Drill['counts']>;

interface DrillTable {
  id: Generated<number>;
  day: string;
  state: Drill['state'];
  asked_by: string;
  asked_ms: number;
  note: string;
  inputs: string | null;
  digest: string | null;
  counts: JSONColumnType<Counts> | null;
  result: JSONColumnType<DrillResult> | null;
}
export type DrillRow = Readonly<Selectable<DrillTable>>;
export type DrillSummary = Omit<DrillRow, 'result'>;

const MOST_LISTED = 100;
const SUMMARY = [
  ...(['id', 'day', 'state', 'asked_by', 'asked_ms', 'note', 'inputs', 'digest', 'counts'] as const),
];

/** The only SQL of the module. */
export function createDrillStore(root: Db) {
  const db = tables<{ drills_drill: DrillTable }>(root);
  return {
    /** @returns undefined while another one runs */
    add: (row: Pick<DrillRow, 'day' | 'asked_by' | 'asked_ms' | 'note'>): Promise<DrillSummary | undefined> =>
      db
        .insertInto('drills_drill')
        .values({ ...row, state: 'running' })
        .onConflict((on) => on.doNothing())
        .returning(SUMMARY)
        .executeTakeFirst(),
    find: (id: number): Promise<DrillRow | undefined> =>
      db.selectFrom('drills_drill').selectAll().where('id', '=', id).executeTakeFirst(),
    /** The newest first. */
    list: (): Promise<DrillSummary[]> =>
      db.selectFrom('drills_drill').select(SUMMARY).orderBy('id', 'desc').limit(MOST_LISTED).execute(),
    /** Others that were run on the same inputs, the first first. */
    listSame: (id: number, inputs: string): Promise<Pick<DrillRow, 'id' | 'digest'>[]> =>
      db
        .selectFrom('drills_drill')
        .select(['id', 'digest'])
        .where('inputs', '=', inputs)
        .where('id', '<>', id)
        .orderBy('id')
        .execute(),
    async finish(
      id: number,
      {
        counts,
        result,
        ...row
      }: Pick<DrillRow, 'inputs' | 'digest'> & { counts: Counts; result: DrillResult },
    ): Promise<void> {
      const json = { counts: JSON.stringify(counts), result: JSON.stringify(result) };
      await db
        .updateTable('drills_drill')
        .set({ ...row, ...json, state: 'done' })
        .where('id', '=', id)
        .execute();
    },
    /** Those that run, or one of them: what a process that ended left behind will never end. */
    async fail(id?: number): Promise<void> {
      await db
        .updateTable('drills_drill')
        .set({ state: 'failed' })
        .where('state', '=', 'running')
        .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
        .execute();
    },
  };
}

export type DrillStore = ReturnType<typeof createDrillStore>;
