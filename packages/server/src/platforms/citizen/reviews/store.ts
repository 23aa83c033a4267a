import type { CaseField, CaseType, ReviewState } from '@opentocc/contract';
import { type Generated, type JSONColumnType, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

export interface DrawRow {
  readonly id: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly per_agent: number;
  readonly seed: string;
  readonly list_hash: string;
  readonly eligible: number;
  readonly at_ms: number;
  readonly by: string;
}

export interface ReviewRow {
  readonly id: number;
  readonly version: number;
  readonly draw: number;
  readonly case: number;
  readonly number: string;
  readonly title: string;
  readonly type: CaseType;
  readonly field: CaseField;
  readonly unit: string | null;
  readonly district: string | null;
  readonly agent: string;
  readonly received_ms: number;
  readonly answered_ms: number;
  readonly state: ReviewState;
  readonly is_right: boolean | null;
  readonly judged_ms: number | null;
  readonly disputable_until_ms: number | null;
  readonly dispute_ms: number | null;
  readonly dispute: string | null;
}

/** A review as figures see it. */
export type JudgedReview = Pick<
  ReviewRow,
  'case' | 'type' | 'field' | 'unit' | 'district' | 'agent' | 'received_ms' | 'judged_ms' | 'is_right'
>;

export interface JudgementRow {
  readonly review: number;
  readonly at_ms: number;
  readonly principal: string;
  readonly actor: string;
  readonly marks: Readonly<Record<string, boolean>>;
  readonly is_right: boolean;
  readonly comment: string;
}

export interface ReviewQuery {
  /** Whose own they are; null for all. */
  readonly agent: string | null;
  readonly state: ReviewState | undefined;
}

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

type WithId<T> = Omit<T, 'id'> & { id: Generated<number> };
interface Tables {
  reviews_draw: WithId<DrawRow>;
  reviews_review: WithId<ReviewRow>;
  reviews_judgement: Omit<JudgementRow, 'marks'> & {
    id: Generated<number>;
    marks: JSONColumnType<Record<string, boolean>, string, string>;
  };
}

export function createReviewStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

function queriesOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('reviews_review').selectAll();
  return {
    find: (id: number): Promise<ReviewRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    hold: (id: number): Promise<ReviewRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    list: ({ agent, state }: ReviewQuery, { offset, limit }: Page): Promise<ReviewRow[]> =>
      all()
        .$if(agent !== null, (query) => query.where('agent', '=', agent ?? ''))
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
        .orderBy('id', 'desc')
        .offset(offset)
        .limit(limit)
        .execute(),
    async count({ agent, state }: ReviewQuery): Promise<number> {
      const { n } = await db
        .selectFrom('reviews_review')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$if(agent !== null, (query) => query.where('agent', '=', agent ?? ''))
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
        .executeTakeFirstOrThrow();
      return n;
    },
    listJudgedBetween: (from_ms: number, to_ms: number): Promise<JudgedReview[]> =>
      db
        .selectFrom('reviews_review')
        .select([
          'case',
          'type',
          'field',
          'unit',
          'district',
          'agent',
          'received_ms',
          'judged_ms',
          'is_right',
        ])
        .where('judged_ms', '>=', from_ms)
        .where('judged_ms', '<', to_ms)
        .execute(),
    /** Cases that were judged, of those given. */
    async judgedOf(cases: readonly number[]): Promise<ReadonlySet<number>> {
      const { rows } = await sql<{ case: number }>`
        SELECT "case" FROM reviews_review WHERE is_right IS NOT NULL AND "case" = ANY(${[...cases]})`.execute(
        db,
      );
      return new Set(rows.map((row) => row.case));
    },
    async findOverlapping(from_ms: number, to_ms: number): Promise<DrawRow | undefined> {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended('reviews:draw', 0))`.execute(db);
      return db
        .selectFrom('reviews_draw')
        .selectAll()
        .where('from_ms', '<', to_ms)
        .where('to_ms', '>', from_ms)
        .executeTakeFirst();
    },
    addDraw: (row: Omit<DrawRow, 'id'>): Promise<DrawRow> =>
      db.insertInto('reviews_draw').values(row).returningAll().executeTakeFirstOrThrow(),
    /** An answer is judged once, also where its case was answered again. @returns how many are new */
    async add(rows: readonly Omit<ReviewRow, 'id'>[]): Promise<number> {
      if (rows.length === 0) return 0;
      const added = await db
        .insertInto('reviews_review')
        .values([...rows])
        .onConflict((on) => on.column('case').doNothing())
        .returning('id')
        .execute();
      return added.length;
    },
    async save({ id, ...row }: ReviewRow): Promise<void> {
      await db
        .updateTable('reviews_review')
        .set({ ...row, version: row.version + 1 })
        .where('id', '=', id)
        .execute();
    },
    async addJudgement({ marks, ...row }: JudgementRow): Promise<void> {
      await db
        .insertInto('reviews_judgement')
        .values({ ...row, marks: JSON.stringify(marks) })
        .execute();
    },
    async judgementsOf(reviews: readonly number[]): Promise<JudgementRow[]> {
      if (reviews.length === 0) return [];
      return db
        .selectFrom('reviews_judgement')
        .selectAll()
        .where('review', 'in', reviews)
        .orderBy('id')
        .execute();
    },
  };
}

export type ReviewStore = ReturnType<typeof createReviewStore>;
