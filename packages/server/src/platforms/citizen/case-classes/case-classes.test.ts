import { setTimeout as sleep } from 'node:timers/promises';
import type { ClassRules } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { act, START_MS, take, taken } from '../cases/test-cases.ts';
import type { FromLearning, ToLearning } from './protocol.ts';
import {
  addClosed,
  demoCases,
  openClasses,
  SMALL_RULES,
  smallCases,
  startCaseClasses,
  statusOf,
  suggestionsFor,
  type TestClasses,
} from './test-case-classes.ts';
import type { LearningThread } from './training.ts';

let on: TestClasses;
beforeEach(async () => {
  on = await startCaseClasses({ rules: [SMALL_RULES] });
}, 120_000);
afterEach(async () => {
  await on.classes.close();
  await on.identity.stop();
});

const TRAININGS = '/api/v1/case-classes/trainings';
/** As a person asks for it, to its end. */
async function trainNow() {
  const { status } = await on.supervisor.ask('POST', TRAININGS);
  await on.classes.settled();
  return status;
}

/** A thread that takes what it is given and never has done. */
function endless(): LearningThread & { readonly taken: number[]; isOver(): boolean } {
  let hear: (reply: FromLearning) => void = () => undefined;
  const ids: number[] = [];
  let isOver = false;
  return {
    taken: ids,
    /** Whether it was given all. */
    isOver: () => isOver,
    postMessage(message: ToLearning) {
      if (!('examples' in message)) {
        isOver = true;
        return;
      }
      ids.push(...message.examples.map(({ received_ms }) => received_ms));
      queueMicrotask(() => hear({ taken: ids.length }));
    },
    onMessage: (next) => {
      hear = next;
    },
    onError: () => undefined,
    terminate: async () => undefined,
  };
}

describe('a model that is trained on closed cases', () => {
  test('of the demo city takes the place of the words, which it beats on cases that it has not seen', async () => {
    await addClosed(on.db, demoCases(3));
    expect(await trainNow()).toBe(202);
    const { in_use, trainings } = await statusOf(on.agent);
    const [{ id, by, state, cases, closed, held_out, known }] = trainings;
    expect({ by, state, in_use }).toMatchObject({
      ...{ by: 'supervisor', state: 'used', in_use: { training: id, since_ms: on.clock.now_ms } },
    });
    expect(cases).toBe(closed);
    expect(known.length).toBeGreaterThan(8);
    expect(held_out!.cases).toBeGreaterThan(100);
    expect(held_out!.category.model.right).toBeGreaterThan(held_out!.category.words.right);
    expect(held_out!.category_shown.model.right).toBeGreaterThanOrEqual(held_out!.category.model.right);
    const text = '我的手机落在出租车后备箱了，能帮忙联系司机吗';
    const [first] = await suggestionsFor(on.agent, text);
    expect(first).toMatchObject({ category: 'lost_property', by: 'model', model: id });
    expect(first.reasons.length).toBeGreaterThan(0);
    for (const reason of first.reasons) expect(text).toContain(reason);
  }, 120_000);

  test('is trained by who may revise the taxonomy, one at a time', async () => {
    await addClosed(on.db, smallCases(30));
    expect((await on.agent.ask('POST', TRAININGS)).status).toBe(403);
    const [a, b] = await Promise.all([1, 2].map(() => on.supervisor.ask('POST', TRAININGS)));
    expect([a.status, b.status].sort()).toEqual([202, 409]);
    expect((await statusOf(on.agent)).trainings[0]).toMatchObject({ state: 'running', by: 'supervisor' });
    await on.classes.settled();
  });

  test('leaves the words where there are too few cases, and says which categories had how many', async () => {
    await addClosed(on.db, smallCases(4));
    await trainNow();
    const { in_use, trainings } = await statusOf(on.agent);
    expect(in_use).toBeNull();
    expect(trainings[0]).toMatchObject({ state: 'too_few', cases: 12, known: [], held_out: null });
    expect(trainings[0].unknown).toContainEqual({ category: 'metro', cases: 4 });
    expect((await suggestionsFor(on.agent, '地铁闸机'))[0]).toMatchObject({ by: 'words', model: null });
  });

  test('that is worse than the words on the newest cases is refused, with both figures, and ends one in use', async () => {
    await addClosed(on.db, smallCases(40));
    await trainNow();
    expect((await statusOf(on.agent)).in_use).not.toBeNull();
    // From now on agents file what they filed otherwise before.
    await sql`UPDATE cases_case SET category = CASE category WHEN 'metro' THEN 'toll' WHEN 'toll' THEN 'bus_line'
      ELSE 'metro' END WHERE closed_ms < ${START_MS - 24 * 60_000}`.execute(on.db);
    await trainNow();
    const { in_use, trainings } = await statusOf(on.agent);
    expect(in_use).toBeNull();
    const { state, held_out } = trainings[0];
    expect(state).toBe('refused');
    expect(held_out!.category.model.right).toBeLessThan(held_out!.category.words.right);
    expect((await suggestionsFor(on.agent, '地铁闸机'))[0]).toMatchObject({ by: 'words', model: null });
  });

  test('suggests a merged category under the one that has its place, and learns it there', async () => {
    await addClosed(on.db, smallCases(30));
    await trainNow();
    await on.supervisor.ask('POST', '/api/v1/case-categories', {
      ...{ replaced: ['metro', 'bus_line'], valid_from: '2026-10-12', reason: '合并' },
      categories: [{ code: 'transit', field: 'urban_passenger', name: { zh: '公共交通', en: 'Transit' } }],
    });
    expect((await suggestionsFor(on.agent, '地铁闸机坏了'))[0]).toMatchObject({
      ...{ category: 'transit', by: 'model' },
    });
    await trainNow();
    const [{ known }] = (await statusOf(on.agent)).trainings;
    expect(known).toEqual([
      { category: 'transit', cases: 60 },
      { category: 'toll', cases: 30 },
    ]);
  });

  test('leaves a category that it does not know to its words', async () => {
    await addClosed(on.db, smallCases(30));
    await trainNow();
    const [first] = await suggestionsFor(on.agent, '有人落水，请求水上搜救');
    expect(first).toMatchObject({ category: 'water_rescue', by: 'words' });
    expect(first.model).toBe((await statusOf(on.agent)).in_use?.training);
  });

  test('names the unit that had such cases in the end, by district where that tells them apart', async () => {
    const cases = smallCases(60).map((one, i) => ({
      ...one,
      district: i % 2 === 0 ? '440304' : '440305',
      unit: one.category === 'toll' ? (i % 2 === 0 ? 'bus-group' : 'pengcheng-taxi') : null,
    }));
    await addClosed(on.db, cases);
    await trainNow();
    expect((await statusOf(on.agent)).trainings[0].says.unit).toBe(true);
    const unitAt = async (lon: number) =>
      (await suggestionsFor(on.agent, '高速收费站的发票', { place: { lon, lat: 22.5 } }))[0].unit;
    expect(await unitAt(114.05)).toBe('bus-group');
    expect(await unitAt(114.15)).toBe('pengcheng-taxi');
  });
});

describe('what is learned from', () => {
  test('is no case that a suggestion filed and nobody corrected', async () => {
    const { category: _, ...unfiled } = taken('mail-1', { text: '地铁闸机坏了' });
    const guessed = await on.cases.take(unfiled);
    const filed = await on.cases.take(taken('mail-2'));
    const corrected = await on.cases.take({ ...unfiled, key: 'mail-3' });
    await act(on, on.agent, corrected.id, 'facts', { category: 'toll' });
    for (const { id } of [guessed, filed, corrected])
      await act(on, on.agent, id, 'answer', { text: '已答复', close: true });
    const ids = (await on.examples.list(null, 10, 100)).map(({ id }) => id).sort();
    expect(ids).toEqual([filed.id, corrected.id].sort());
  });

  test('of 100,000 cases are the newest as far as the rules say, and their beginnings', async () => {
    const given = async (rules: ClassRules): Promise<readonly number[]> => {
      const thread = endless();
      const { classes } = openClasses(on, { rules: [rules], startThread: () => thread });
      await classes.begin(null);
      while (!thread.isOver()) await sleep(20);
      await classes.close();
      return thread.taken;
    };
    await sql`
      INSERT INTO cases_case (version, number, state, type, field, category, channel, key, title, text, place, secret,
        answer_by, received_ms, closed_ms, at_once, supervision, card, round, dispatches, reworks, returns, requests)
      SELECT 1, 'M' || n, 'archived', 'consultation', 'urban_passenger', 'metro', 'phone', 'M' || n, '标题',
        repeat('长', 300), '', false, 'phone', n, n, true, 'none', 'none', 1, 0, 0, 0, 0
      FROM generate_series(1, 100000) n`.execute(on.db);
    const texts = await on.examples.list(null, 5, SMALL_RULES.most_letters);
    expect(texts.map(({ text }) => text.length)).toEqual(Array(5).fill(SMALL_RULES.most_letters));
    const newest = await given(SMALL_RULES);
    expect(newest).toHaveLength(SMALL_RULES.most_cases);
    expect(Math.min(...newest)).toBe(100_001 - SMALL_RULES.most_cases);
    expect(await given({ ...SMALL_RULES, most_letters_in_all: 300_100 })).toHaveLength(1_500);
  });
});

describe('when a model is trained', () => {
  test('is once a night of the city, where there was none that day; by day only when cases have doubled', async () => {
    const threads: LearningThread[] = [];
    const startThread = () => {
      threads.push(endless());
      return threads[threads.length - 1];
    };
    const startsAt = async (time: string) => {
      on.clock.now_ms = Date.parse(`${time}:00+08:00`);
      const { classes } = openClasses(on, { rules: [SMALL_RULES], startThread });
      await classes.load();
      const before = threads.length;
      await classes.whenDue();
      await classes.close();
      return threads.length > before;
    };
    await addClosed(on.db, smallCases(6));
    expect(await startsAt('2026-10-12T10:00')).toBe(false);
    await addClosed(on.db, smallCases(10));
    expect(await startsAt('2026-10-12T10:01')).toBe(true);
    expect(await startsAt('2026-10-12T10:02')).toBe(false);
    for (const time of ['2026-10-12T23:59', '2026-10-13T00:01', '2026-10-13T01:59'])
      expect(await startsAt(time), time).toBe(false);
    expect(await startsAt('2026-10-13T02:00')).toBe(true);
    expect(await startsAt('2026-10-13T02:01')).toBe(false);
    expect(await startsAt('2026-10-13T05:00')).toBe(false);
    await addClosed(on.db, smallCases(20));
    expect(await startsAt('2026-10-13T05:01')).toBe(true);
  });
});

describe('a process that ends', () => {
  test('finds its model again', async () => {
    await addClosed(on.db, smallCases(30));
    await trainNow();
    const before = await suggestionsFor(on.agent, '地铁闸机坏了');
    const { in_use } = await statusOf(on.agent);
    on.use(null);
    const { classes } = openClasses(on);
    await classes.load();
    expect(classes.describe().in_use).toEqual(in_use);
    expect(await suggestionsFor(on.agent, '地铁闸机坏了')).toEqual(before);
  });

  test('whose stored model is damaged warns, suggests by words and trains again', async () => {
    await addClosed(on.db, smallCases(30));
    await trainNow();
    on.use(null);
    await sql`UPDATE case_classes_training SET model = substring(model FOR 100)`.execute(on.db);
    const { classes, said } = openClasses(on, { rules: [SMALL_RULES] });
    await classes.load();
    expect(said).toEqual([{ level: 'warn', text: expect.stringContaining('cannot be read') }]);
    expect(classes.describe()).toMatchObject({ in_use: null, trouble: { zh: expect.any(String) } });
    expect((await suggestionsFor(on.agent, '地铁闸机'))[0].by).toBe('words');
    await classes.whenDue();
    await classes.settled();
    expect(classes.describe()).toMatchObject({ in_use: { training: 2 }, trouble: null });
    await classes.close();
  });

  test('in the middle of a training leaves it interrupted, and what suggested before suggests', async () => {
    await addClosed(on.db, smallCases(30));
    await trainNow();
    const { in_use } = await statusOf(on.agent);
    const killed = openClasses(on, { rules: [SMALL_RULES], startThread: endless });
    await killed.classes.begin('supervisor');
    const { classes } = openClasses(on, { rules: [SMALL_RULES] });
    await classes.load();
    expect(classes.describe()).toMatchObject({ in_use, trainings: [{ state: 'interrupted' }, {}] });
    await killed.classes.close();
  });

  test('at once when the platform stops, though its thread is at work', async () => {
    await addClosed(on.db, demoCases(2));
    await on.classes.begin(null);
    await sleep(100);
    const began = performance.now();
    await on.classes.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(on.classes.describe().trainings[0]).toMatchObject({ state: 'interrupted', held_out: null });
    await expect(on.classes.begin(null)).rejects.toThrow('case_classes.training');
  });

  test('in its thread alone is a failed training, and the next one is begun', async () => {
    await addClosed(on.db, smallCases(30));
    const broken = { ...endless(), postMessage: () => undefined };
    const { classes, said } = openClasses(on, {
      rules: [SMALL_RULES],
      startThread: () => ({
        ...broken,
        onError: (hear) => queueMicrotask(() => hear(new Error('out of memory'))),
      }),
    });
    await classes.begin(null);
    await classes.settled();
    expect(classes.describe().trainings[0].state).toBe('failed');
    expect(said).toEqual([{ level: 'error', text: expect.stringContaining('could not be learned') }]);
    await classes.begin(null);
    await classes.settled();
    expect(classes.describe().trainings).toHaveLength(2);
  });
});

test('what was suggested is held against what people decided, apart for words and each model', async () => {
  const suggested = async () => await suggestionsFor(on.agent, '地铁闸机坏了');
  await take(on.agent, { category: 'metro', suggested: await suggested() });
  await addClosed(on.db, smallCases(30));
  await trainNow();
  const model = (await statusOf(on.agent)).in_use!.training;
  await take(on.agent, { category: 'metro', suggested: await suggested() });
  await take(on.agent, { category: 'toll', suggested: await suggested() });
  const { body } = await on.agent.ask('GET', '/api/v1/cases/suggestions/accuracy');
  expect(body).toMatchObject({
    ...{ cases: 3, category: { right: 2, of: 3 } },
    suggesters: [
      { model: null, cases: 1, category: { right: 1, of: 1 } },
      { model, cases: 2, category: { right: 1, of: 2 } },
    ],
  });
});
