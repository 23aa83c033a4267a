import type { Course, QuizOutcome, QuizQuestion, TrainingRecord } from '@opentocc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftQuiz } from './quiz.ts';
import { PATH, publish, startKnowledge, type TestKnowledge, write } from './test-knowledge.ts';

let test: TestKnowledge;
let course: Course;
const MONTH = '2026-11';
beforeAll(async () => {
  test = await startKnowledge();
});
afterAll(() => test.identity.stop());

const record = async () =>
  (await test.supervisor.ask('GET', `${PATH}/training?month=${MONTH}`)).body as unknown as TrainingRecord;
const answers = (given: readonly number[], key: string) =>
  test.agent.ask('POST', `${PATH}/courses/${course.id}/answers`, { key, answers: given });

describe('a month of training', () => {
  it('begins without a course: the indicator is not reached', async () => {
    expect(await record()).toMatchObject({
      held: 0,
      required: 1,
      reached: false,
      assumed: true,
      missing: [],
    });
  });

  it('has a course of published articles, with a quiz that is edited before agents see it', async () => {
    const draft = await write(test.agent, '草稿', '还没有发布。');
    const fares = await publish(test.supervisor, '起步价', '起步价10元含2公里。超过25公里加收30%返空费。');
    const lost = await publish(test.supervisor, '失物保管', '拾获物品保留90天。');
    const make = (articles: readonly number[], key: string) =>
      test.supervisor.ask('POST', `${PATH}/courses`, { key, month: MONTH, title: '十一月培训', articles });
    expect((await make([draft.id], 'course-of-draft')).body.code).toBe('knowledge.course_articles');
    const made = await make([fares.id, lost.id], 'course-november');
    expect(made.status).toBe(201);
    course = made.body as unknown as Course;
    expect(course.quiz.length).toBeGreaterThan(1);
    expect((await test.agent.ask('GET', `${PATH}/courses/${course.id}`)).status).toBe(404);
    const question: QuizQuestion = {
      article: lost.id,
      text: '失物保留多久？',
      options: ['30天', '90天'],
      right: 1,
    };
    const quiz = [question, { ...question, text: '失物保留 90 天？', options: ['是', '否'], right: 0 }];
    const edit = (given: object, version = course.version) =>
      test.supervisor.ask('PUT', `${PATH}/courses/${course.id}/quiz`, { version, quiz: given });
    expect((await edit([{ ...question, article: draft.id }])).body.code).toBe('knowledge.quiz_article');
    expect((await edit([{ ...question, right: 2 }])).status).toBe(400);
    expect((await edit([{ ...question, options: ['30天', '30天'] }])).status).toBe(400);
    const edited = await edit(quiz);
    expect(edited.status).toBe(200);
    expect((await edit(quiz)).body.code).toBe('knowledge.course_changed');
    course = edited.body as unknown as Course;
  });

  it('is taken once it is open, without the right answers in sight', async () => {
    expect((await answers([1, 0], 'too-early')).body.code).toBe('knowledge.course_state');
    const opened = await test.supervisor.ask('POST', `${PATH}/courses/${course.id}/state`, {
      ...{ version: course.version, to: 'open' },
    });
    expect(opened.body).toMatchObject({ state: 'open' });
    const seen = (await test.agent.ask('GET', `${PATH}/courses/${course.id}`)).body as unknown as Course;
    expect(seen.answers).toBeNull();
    expect(JSON.stringify(seen.quiz)).not.toContain('right');
    const before = await record();
    expect(before).toMatchObject({ held: 1, reached: true });
    expect(before.missing.map(({ name }) => name)).toContain('agent');
  });

  it('counts the best try of each, and names who is missing', async () => {
    expect((await answers([1], 'too-few-answers')).body.code).toBe('knowledge.answers');
    const first = (await answers([1, 1], 'first-try')).body as unknown as QuizOutcome;
    expect(first).toMatchObject({ right: 1, of: 2 });
    expect(first.questions[1]).toEqual({ given: 1, right: 0 });
    await answers([1, 1], 'first-try');
    expect((await answers([1, 0], 'second-try')).body).toMatchObject({ right: 2, of: 2 });
    const after = await record();
    expect(after.results).toMatchObject([{ name: 'agent', done: 1, tries: 2, right: 2, of: 2 }]);
    expect(after.missing.map(({ name }) => name)).not.toContain('agent');
  });
});

describe('a quiz made of articles', () => {
  const articles = [
    { id: 1, title: '起步价', body: '起步价10元含2公里。夜间加收30%。' },
    { id: 2, title: '失物', body: '拾获物品保留90天。' },
    { id: 3, title: '保密', body: '诉求人要求保密的，承办单位看不到姓名。' },
  ];
  const quiz = draftQuiz(articles, 202611);

  it('asks of every article, with one right option that is said in it', () => {
    expect(new Set(quiz.map(({ article }) => article))).toEqual(new Set([1, 2, 3]));
    for (const { article, options, right } of quiz) {
      const { title, body } = articles[article - 1];
      expect(`${title}${body}`).toContain(options[right]);
      expect(new Set(options).size).toBe(options.length);
      expect(options.length).toBeGreaterThan(1);
    }
  });

  it('does not say the answer in the question', () => {
    const [fare] = quiz;
    expect(fare.text).toContain('____');
    expect(fare.text).not.toContain(fare.options[fare.right]);
  });

  it('is the same each time', () => {
    expect(draftQuiz(articles, 202611)).toEqual(quiz);
  });
});
