import type { NoScoreReason, ScoreDetail, ScoreState } from '@opentocc/contract';
import type { ColumnType, JSONColumnType } from 'kysely';
import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { HorizonSums } from './score-study.ts';

type Defaulted<T> = ColumnType<T, T | undefined, T>;
type Nullable<T extends object> = JSONColumnType<T, string | undefined, string> | null;

interface ScoreTable {
  study: number;
  name: string;
  road: string;
  district: string | null;
  base_ms: number;
  confirmed_ms: number;
  /** Name of the account. */
  confirmed_by: string;
  state: Exclude<ScoreState, 'unconfirmed'>;
  reason: Defaulted<NoScoreReason | null>;
  note: Defaulted<string>;
  scored_ms: Defaulted<number | null>;
  /** Begun attempts to score it, and when the last began. */
  attempts: Defaulted<number>;
  tried_ms: Defaulted<number>;
  sums: Nullable<HorizonSums[]>;
  detail: Nullable<ScoreDetail>;
}

export interface ScoreRow {
  readonly study: number;
  readonly name: string;
  readonly road: string;
  readonly district: string | null;
  readonly base_ms: number;
  readonly confirmed_ms: number;
  readonly confirmed_by: string;
  readonly state: ScoreTable['state'];
  readonly reason: NoScoreReason | null;
  readonly note: string;
  readonly scored_ms: number | null;
  readonly attempts: number;
  readonly sums: readonly HorizonSums[] | null;
}
export type NewScoreRow = Pick<
  ScoreRow,
  'study' | 'name' | 'road' | 'district' | 'base_ms' | 'confirmed_ms' | 'confirmed_by'
>;

/** What becomes of one that is awaited. */
export interface ScoreEnd {
  readonly state: 'scored' | 'withdrawn' | 'no_data' | 'not_scorable';
  readonly reason: NoScoreReason | null;
  readonly note?: string;
  readonly scored_ms: number;
  readonly sums?: readonly HorizonSums[];
  readonly detail?: ScoreDetail;
}

const COLUMNS = [
  ...(['study', 'name', 'road', 'district', 'base_ms', 'confirmed_ms', 'confirmed_by', 'state'] as const),
  ...(['reason', 'note', 'scored_ms', 'attempts', 'sums'] as const),
] as const;

/** The only SQL of the module. */
export function createScoreStore(root: Db) {
  const db = tables<{ scores_score: ScoreTable }>(root);
  return {
    /** The newest of some districts first, or of all when null. */
    list: (most: number, districts: readonly string[] | null): Promise<ScoreRow[]> =>
      db
        .selectFrom('scores_score')
        .select(COLUMNS)
        .$if(districts !== null, (query) => query.where('district', 'in', [...(districts ?? []), '']))
        .orderBy('base_ms', 'desc')
        .orderBy('study', 'desc')
        .limit(most)
        .execute(),
    find: (study: number): Promise<ScoreRow | undefined> =>
      db.selectFrom('scores_score').select(COLUMNS).where('study', '=', study).executeTakeFirst(),
    async findDetail(study: number): Promise<ScoreDetail | null> {
      const found = await db
        .selectFrom('scores_score')
        .select('detail')
        .where('study', '=', study)
        .executeTakeFirst();
      return found?.detail ?? null;
    },
    /** @returns undefined when it was there already */
    add: (row: NewScoreRow): Promise<ScoreRow | undefined> =>
      db
        .insertInto('scores_score')
        .values({ ...row, state: 'awaiting' })
        .onConflict((on) => on.column('study').doNothing())
        .returning(COLUMNS)
        .executeTakeFirst(),
    /** Takes a confirmation away that is not on record. */
    async remove(study: number): Promise<void> {
      await db.deleteFrom('scores_score').where('study', '=', study).execute();
    },
    /** Those whose hour is over and that were not tried lately, those tried longest ago first. */
    listDue: (base_before_ms: number, tried_before_ms: number, most: number): Promise<ScoreRow[]> =>
      db
        .selectFrom('scores_score')
        .select(COLUMNS)
        .where('state', '=', 'awaiting')
        .where('base_ms', '<=', base_before_ms)
        .where('tried_ms', '<=', tried_before_ms)
        .orderBy('tried_ms')
        .orderBy('base_ms')
        .limit(most)
        .execute(),
    /** Counts an attempt before it is made, so that one that ends the process is counted too. */
    async countAttempt(study: number, tried_ms: number): Promise<void> {
      await db
        .updateTable('scores_score')
        .set({ attempts: sql<number>`attempts + 1`, tried_ms })
        .where('study', '=', study)
        .execute();
    },
    /** Ends one that is awaited. @returns undefined when it was not */
    end: (study: number, { sums, detail, note, ...end }: ScoreEnd): Promise<ScoreRow | undefined> =>
      db
        .updateTable('scores_score')
        .set({
          ...end,
          ...(note === undefined ? {} : { note }),
          ...(sums && detail ? { sums: JSON.stringify(sums), detail: JSON.stringify(detail) } : {}),
        })
        .where('study', '=', study)
        .where('state', '=', 'awaiting')
        .returning(COLUMNS)
        .executeTakeFirst(),
    async forget(base_before_ms: number): Promise<void> {
      await db.deleteFrom('scores_score').where('base_ms', '<', base_before_ms).execute();
    },
  };
}

export type ScoreStore = ReturnType<typeof createScoreStore>;
