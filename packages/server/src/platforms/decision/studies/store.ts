import type { Bilingual, StudyStatus } from '@opentocc/contract';
import { type Generated, type JSONColumnType, sql } from 'kysely';
import type { BaseState, Question } from '../../../brain/simulation/index.ts';
import { type Db, tables } from '../../../kit/db.ts';

interface StudyTable {
  id: Generated<number>;
  principal: string;
  /** Name of the account. */
  owner: string;
  name: string;
  status: StudyStatus;
  asked_ms: number;
  ended_ms: number | null;
  base_ms: number;
  network_version: string;
  road: string;
  district: string | null;
  question: JSONColumnType<Question>;
  base: JSONColumnType<BaseState>;
  /** For the log; what is said of it to who asked, null where asking again is all that there is to say. */
  failure: string | null;
  failure_says: JSONColumnType<Bilingual> | null;
  result: Buffer | null;
  /** Study that it runs again. */
  replay_of: number | null;
  /** Whether a replay came to the same bytes; null before, and where those are gone. */
  same_bytes: boolean | null;
}

/** A study without what it runs from and came to. */
export type StudyRow = Omit<StudyTable, 'id' | 'question' | 'base' | 'result' | 'failure_says'> & {
  readonly id: number;
  readonly question: Question;
  readonly failure_says: Bilingual | null;
};
export type NewStudyRow = Omit<StudyRow, 'id' | 'ended_ms' | 'failure' | 'failure_says' | 'same_bytes'> & {
  readonly base: BaseState;
};

export interface StudyEnd {
  readonly status: 'done' | 'failed' | 'cancelled';
  readonly ended_ms: number;
  readonly failure?: string;
  readonly failure_says?: Bilingual | null;
  readonly result?: Buffer;
  readonly same_bytes?: boolean | null;
}

const SUMMARY = [
  ...(['id', 'principal', 'owner', 'name', 'status', 'asked_ms', 'ended_ms', 'base_ms'] as const),
  ...(['network_version', 'road', 'district', 'question', 'failure', 'replay_of'] as const),
  ...(['failure_says', 'same_bytes'] as const),
] as const;

/** The only SQL of the module. */
export function createStudyStore(root: Db) {
  const db = tables<{ studies_study: StudyTable }>(root);
  return {
    /** The newest of some districts first, or of all when null. */
    list: (most: number, districts: readonly string[] | null): Promise<StudyRow[]> =>
      db
        .selectFrom('studies_study')
        .select(SUMMARY)
        .$if(districts !== null, (query) => query.where('district', 'in', [...(districts ?? []), '']))
        .orderBy('asked_ms', 'desc')
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    find: (id: number): Promise<StudyRow | undefined> =>
      db.selectFrom('studies_study').select(SUMMARY).where('id', '=', id).executeTakeFirst(),
    async findResult(id: number): Promise<Buffer | null> {
      const found = await db
        .selectFrom('studies_study')
        .select('result')
        .where('id', '=', id)
        .executeTakeFirst();
      return found?.result ?? null;
    },
    async findBase(id: number): Promise<BaseState | undefined> {
      const found = await db
        .selectFrom('studies_study')
        .select('base')
        .where('id', '=', id)
        .executeTakeFirst();
      return found?.base;
    },
    /** Those that were asked before an instant and have not ended, with what they run from, the oldest first; without some. */
    listOpen: (before_ms: number, without: readonly number[]): Promise<(StudyRow & { base: BaseState })[]> =>
      db
        .selectFrom('studies_study')
        .select([...SUMMARY, 'base'])
        .where('status', 'in', ['waiting', 'running'])
        .where('asked_ms', '<', before_ms)
        .where(({ not, eb }) => not(eb('id', 'in', [0, ...without])))
        .orderBy('id')
        .execute(),
    /** Whatever was running waits again. */
    async requeue(): Promise<void> {
      await db
        .updateTable('studies_study')
        .set({ status: 'waiting' })
        .where('status', '=', 'running')
        .execute();
    },
    async add({ question, base, ...row }: NewStudyRow): Promise<StudyRow> {
      return db
        .insertInto('studies_study')
        .values({ ...row, question: JSON.stringify(question), base: JSON.stringify(base) })
        .returning(SUMMARY)
        .executeTakeFirstOrThrow();
    },
    async start(id: number): Promise<void> {
      await db
        .updateTable('studies_study')
        .set({ status: 'running' })
        .where('id', '=', id)
        .where('status', '=', 'waiting')
        .execute();
    },
    /** Ends a study that has not ended. @returns undefined when it had */
    end: (id: number, { failure, failure_says, result, same_bytes = null, ...end }: StudyEnd) =>
      db
        .updateTable('studies_study')
        .set({
          ...{ ...end, same_bytes, failure: failure ?? null, result: result ?? null },
          failure_says: failure_says ? JSON.stringify(failure_says) : null,
        })
        .where('id', '=', id)
        .where('status', 'in', ['waiting', 'running'])
        .returning(SUMMARY)
        .executeTakeFirst(),
    async forget(before_ms: number): Promise<void> {
      await sql`DELETE FROM studies_study WHERE asked_ms < ${before_ms}`.execute(root);
    },
  };
}

export type StudyStore = ReturnType<typeof createStudyStore>;
