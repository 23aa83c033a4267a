import type {
  Course,
  CourseBrief,
  QuizOutcome,
  QuizQuestion,
  Session,
  TrainingRecord,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { CourseRow, CourseStore, ResultRow } from './course-store.ts';
import { knowledgeErrors } from './errors.ts';
import { draftQuiz } from './quiz.ts';
import type { ArticleRow } from './store.ts';

/** 话务知识库培训: how many courses a month the indicator asks for. Assumed, 2026-11-28: the scoring of the hotlines of 2021, not seen. */
const REQUIRED_A_MONTH = 1;
const SOURCE = {
  zh: '交办运〔2021〕60号 12328 热线考核指标“话务知识库培训”，次数未核原文',
  en: 'Scoring of the 12328 hotlines of 2021, indicator “training of agents in the knowledge base”; number not checked in its text',
};

export interface TrainingDeps {
  readonly courses: CourseStore;
  readonly clock: Clock;
  readonly article: (id: number) => ArticleRow | undefined;
  /** Who should take part. */
  readonly learners: () => Promise<readonly { readonly principal: string; readonly name: string }[]>;
}

/** Monthly training of agents: a course of articles, a quiz that a person edits, results, and who is missing. */
export function createTraining({ courses, clock, article, learners }: TrainingDeps) {
  async function require(id: number): Promise<CourseRow> {
    const row = await courses.find(id);
    if (!row) throw knowledgeErrors.unknown_course({ id });
    return row;
  }

  async function save(row: CourseRow): Promise<CourseRow> {
    const saved = await courses.save(row);
    if (!saved) throw knowledgeErrors.course_changed();
    return saved;
  }

  /** A course in the version that was seen. */
  async function seen(id: number, version: number): Promise<CourseRow> {
    const row = await require(id);
    if (row.version !== version) throw knowledgeErrors.course_changed();
    return row;
  }

  return {
    async list(session: Session): Promise<CourseBrief[]> {
      const [rows, best] = await Promise.all([courses.list(), courses.bestOf(session.principal)]);
      return rows.filter((row) => mayRead(row, session)).map((row) => briefOf(row, best.get(row.id)));
    },
    async get(session: Session, id: number): Promise<Course> {
      const row = await require(id);
      if (!mayRead(row, session)) throw knowledgeErrors.unknown_course({ id });
      return shownTo(session, row, (await courses.bestOf(session.principal)).get(id));
    },
    async make(
      acting: Acting,
      { key, month, title, articles: ids }: { key: string; month: string; title: string; articles: number[] },
    ): Promise<Course> {
      const chosen = [...new Set(ids)];
      const rows = chosen
        .map((id) => article(id))
        .filter((row) => row?.state === 'published') as ArticleRow[];
      const lacking = chosen.filter((id) => !rows.some((row) => row.id === id));
      if (lacking.length > 0) throw knowledgeErrors.course_articles({ ids: lacking.join(', ') });
      const row =
        (await courses.add({
          ...{ key, version: 1, month, title, state: 'draft', articles: chosen, opened_ms: null },
          ...{ quiz: draftQuiz(rows, seedOf(month)), made_by: acting.session.account },
        })) ?? (await courses.findByKey(key));
      if (!row) throw knowledgeErrors.unknown_course({ id: key });
      return shownTo(acting.session, row, undefined);
    },
    async editQuiz(acting: Acting, id: number, version: number, quiz: QuizQuestion[]): Promise<Course> {
      const row = await seen(id, version);
      if (row.state !== 'draft') throw knowledgeErrors.course_state({ state: row.state });
      const stray = quiz.findIndex((question) => !row.articles.includes(question.article));
      if (stray >= 0) throw knowledgeErrors.quiz_article({ number: stray + 1, article: quiz[stray].article });
      return shownTo(acting.session, await save({ ...row, quiz }), undefined);
    },
    async move(acting: Acting, id: number, version: number, to: 'open' | 'closed'): Promise<Course> {
      const row = await seen(id, version);
      if (row.state !== (to === 'open' ? 'draft' : 'open'))
        throw knowledgeErrors.course_state({ state: row.state });
      if (row.quiz.length === 0) throw knowledgeErrors.no_questions();
      const opened_ms = to === 'open' ? clock.now() : row.opened_ms;
      return shownTo(acting.session, await save({ ...row, state: to, opened_ms }), undefined);
    },
    async answer(
      { session }: Acting,
      id: number,
      key: string,
      answers: readonly number[],
    ): Promise<QuizOutcome> {
      const row = await require(id);
      if (row.state !== 'open') throw knowledgeErrors.course_state({ state: row.state });
      if (answers.length !== row.quiz.length)
        throw knowledgeErrors.answers({ of: row.quiz.length, got: answers.length });
      const questions = row.quiz.map(({ right }, i) => ({ given: answers[i], right }));
      const right = questions.filter((one) => one.given === one.right).length;
      const { principal, display_name: name } = session;
      await courses.addResult({
        ...{ key: `${principal}/${key}`, course: id, principal, name, answers, at_ms: clock.now() },
        ...{ correct: right, questions: questions.length },
      });
      return { right, of: questions.length, questions };
    },
    async record(month: string): Promise<TrainingRecord> {
      const held = (await courses.listOfMonth(month)).filter(({ state }) => state !== 'draft');
      const [results, people] = await Promise.all([
        courses.listResults(held.map(({ id }) => id)),
        learners(),
      ]);
      return {
        ...{ month, held: held.length, required: REQUIRED_A_MONTH, reached: held.length >= REQUIRED_A_MONTH },
        ...{ source: SOURCE, assumed: true, results: byPerson(results) },
        missing: people.flatMap(({ principal, name }) => {
          const done = new Set(results.filter((one) => one.principal === principal).map((one) => one.course));
          const lacks = held.filter(({ id }) => !done.has(id)).map(({ title }) => title);
          return lacks.length > 0 ? [{ principal, name, lacks }] : [];
        }),
      };
    },
    /** Open courses of which somebody has no result. */
    async lackedBy(principal: string): Promise<CourseRow[]> {
      const [rows, best] = await Promise.all([courses.list(), courses.bestOf(principal)]);
      return rows.filter(({ id, state }) => state === 'open' && !best.has(id));
    },
  };
}

export type Training = ReturnType<typeof createTraining>;

const mayTrain = ({ permissions }: Session): boolean => permissions.includes('knowledge:train');
const mayRead = (row: CourseRow, session: Session): boolean => row.state !== 'draft' || mayTrain(session);
const seedOf = (month: string): number => Number(month.replace('-', ''));

function briefOf(row: CourseRow, best: ResultRow | undefined): CourseBrief {
  const { id, version, month, title, state, articles, quiz, made_by, opened_ms } = row;
  const own = best ? { right: best.correct, of: best.questions, at_ms: best.at_ms } : null;
  return {
    ...{ id, version, month, title, state, articles: [...articles], questions: quiz.length },
    ...{ made_by, opened_ms, own },
  };
}

const shownTo = (session: Session, row: CourseRow, best: ResultRow | undefined): Course => ({
  ...briefOf(row, best),
  quiz: row.quiz.map(({ article, text, options }) => ({ article, text, options })),
  answers: mayTrain(session) ? row.quiz.map(({ right }) => right) : null,
});

/** The best result of each in each course, added up. */
function byPerson(results: readonly ResultRow[]): TrainingRecord['results'] {
  const people = [...new Set(results.map(({ principal }) => principal))];
  return people.map((principal) => {
    const own = results.filter((one) => one.principal === principal);
    const best = new Map<number, ResultRow>();
    for (const one of own) if (one.correct >= (best.get(one.course)?.correct ?? 0)) best.set(one.course, one);
    const counted = [...best.values()];
    return {
      ...{ principal, name: own[0].name, done: counted.length, tries: own.length },
      right: counted.reduce((sum, { correct }) => sum + correct, 0),
      of: counted.reduce((sum, { questions }) => sum + questions, 0),
      last_ms: Math.max(...own.map(({ at_ms }) => at_ms)),
    };
  });
}
