import type { CourseState, QuizQuestion } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

export interface CourseRow {
  readonly id: number;
  readonly key: string;
  readonly version: number;
  readonly month: string;
  readonly title: string;
  readonly state: CourseState;
  readonly articles: readonly number[];
  readonly quiz: readonly QuizQuestion[];
  readonly made_by: string;
  readonly opened_ms: number | null;
}

export interface ResultRow {
  readonly key: string;
  readonly course: number;
  readonly principal: string;
  readonly name: string;
  readonly answers: readonly number[];
  readonly correct: number;
  readonly questions: number;
  readonly at_ms: number;
}

interface Tables {
  knowledge_course: Omit<CourseRow, 'id' | 'articles' | 'quiz'> & {
    id: Generated<number>;
    articles: JSONColumnType<number[], string, string>;
    quiz: JSONColumnType<QuizQuestion[], string, string>;
  };
  knowledge_result: Omit<ResultRow, 'answers'> & { answers: JSONColumnType<number[], string, string> };
}

const MOST_LISTED = 200;

/** Courses and what came of their quizzes. */
export function createCourseStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    list: (): Promise<CourseRow[]> =>
      db
        .selectFrom('knowledge_course')
        .selectAll()
        .orderBy('month', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_LISTED)
        .execute(),
    listOfMonth: (month: string): Promise<CourseRow[]> =>
      db.selectFrom('knowledge_course').selectAll().where('month', '=', month).orderBy('id').execute(),
    find: (id: number): Promise<CourseRow | undefined> =>
      db.selectFrom('knowledge_course').selectAll().where('id', '=', id).executeTakeFirst(),
    findByKey: (key: string): Promise<CourseRow | undefined> =>
      db.selectFrom('knowledge_course').selectAll().where('key', '=', key).executeTakeFirst(),
    /** @returns undefined when the key is known already */
    add: ({ articles, quiz, ...row }: Omit<CourseRow, 'id'>): Promise<CourseRow | undefined> =>
      db
        .insertInto('knowledge_course')
        .values({ ...row, articles: JSON.stringify(articles), quiz: JSON.stringify(quiz) })
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst(),
    /** @returns undefined when another version holds by now */
    save: ({ id, version, articles, quiz, ...row }: CourseRow): Promise<CourseRow | undefined> =>
      db
        .updateTable('knowledge_course')
        .set({
          ...{ ...row, version: version + 1 },
          articles: JSON.stringify(articles),
          quiz: JSON.stringify(quiz),
        })
        .where('id', '=', id)
        .where('version', '=', version)
        .returningAll()
        .executeTakeFirst(),
    /** The same key is one result. */
    addResult: ({ answers, ...row }: ResultRow) =>
      db
        .insertInto('knowledge_result')
        .values({ ...row, answers: JSON.stringify(answers) })
        .onConflict((on) => on.doNothing())
        .execute(),
    async listResults(courses: readonly number[]): Promise<ResultRow[]> {
      if (courses.length === 0) return [];
      return db
        .selectFrom('knowledge_result')
        .selectAll()
        .where('course', 'in', courses)
        .orderBy('at_ms')
        .execute();
    },
    /** The best of one person in each course. */
    async bestOf(principal: string): Promise<ReadonlyMap<number, ResultRow>> {
      const rows = await db
        .selectFrom('knowledge_result')
        .selectAll()
        .where('principal', '=', principal)
        .orderBy('correct')
        .execute();
      return new Map(rows.map((row) => [row.course, row]));
    },
  };
}

export type CourseStore = ReturnType<typeof createCourseStore>;
