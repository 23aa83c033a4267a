import type { AgentFigures, Figure, FigureItem, Figures, VisitDraw } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { migrations as reviewMigrations } from '../reviews/migrations/index.ts';
import { createReviewStore } from '../reviews/store.ts';
import {
  ASKER,
  agent,
  closeCase,
  START_MS,
  startVisits,
  type TestVisits,
  type VisitsOnly,
} from '../visits/test-visits.ts';
import { FactTable } from './fact-table.ts';
import { FORM_12328 } from './form-12328.ts';
import { migrations } from './migrations/index.ts';
import { createProjection } from './projection.ts';
import { serveStatistics } from './routes.ts';
import { createStatistics } from './service.ts';
import { createStatisticsStore } from './store.ts';

let on: TestVisits;
let supervisor: Browser;
let worker: Browser;
let sweep: () => Promise<void>;

function beside({ identity, cases, store: visits, clock }: VisitsOnly): void {
  const { db, audit, http } = identity;
  const store = createStatisticsStore(db);
  const table = new FactTable();
  const projection = createProjection(store, table, cases.facts, cases.cases.entriesAfter);
  cases.cases.within(projection.note);
  sweep = projection.sweep;
  const reviews = createReviewStore(db);
  const calls = async () =>
    [8, 14, 40, 90, null].map((wait_s, i) => ({
      ...{ call: `c${i}`, begin_ms: clock.now_ms, answered: wait_s !== null, exempt: wait_s === 90 },
      wait_ms: wait_s === null ? null : wait_s * 1000,
    }));
  const deps = { store, table, clock, audit, facts: cases.facts, projection, visits, reviews, calls };
  serveStatistics(createStatistics(deps)).mount(http);
}

beforeAll(async () => {
  on = await startVisits(beside, { ...reviewMigrations, ...migrations });
  supervisor = await on.appoint('supervisor', 'city', 'hotline-supervisor');
  worker = await on.appoint('worker', 'city', 'hotline-agent');
});
afterAll(() => on.identity.stop());

const get = async <T>(by: Browser, path: string) => {
  const { status, body } = await by.ask('GET', `/api/v1/statistics/${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as T;
};
const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const figure = async (key: string, query = NOVEMBER): Promise<Figure> => {
  const { figures } = await get<Figures>(supervisor, `figures?${query}`);
  return figures.find((one) => one.key === key)!;
};
const shareOf = async (key: string, query?: string) => {
  const { proportion } = await figure(key, query);
  return [proportion.numerator, proportion.denominator];
};
const take = (more: object) =>
  on.cases.cases.take({
    ...{ channel: 'phone', key: `open-${Math.random()}`, text: '咨询', asker: ASKER, type: 'consultation' },
    ...{ category: 'bus_line', ...more },
  });

describe('figures', () => {
  test('of nothing are neither 0 nor 100 %', async () => {
    const { proportion } = await figure('consultations_at_once');
    expect(proportion).toEqual({ numerator: 0, denominator: 0, value: null, low: null, high: null });
  });

  test('count what was answered at once of what was asked, as soon as it changes', async () => {
    for (let i = 0; i < 3; i++) await closeCase(on);
    await closeCase(on, { type: 'complaint', category: 'taxi_service' });
    await take({});
    expect(await shareOf('consultations_at_once')).toEqual([3, 4]);
    expect(await shareOf('complaints_closed_in_time')).toEqual([1, 1]);
  });

  test('of time limits count what is past due as missed on the day it was due, and stay so when it is done later', async () => {
    const late = await take({ text: '咨询一条线路' });
    expect(await shareOf('answered_in_time')).toEqual([4, 4]);
    on.clock.now_ms += 5 * DAY_MS;
    const missed = await figure('answered_in_time');
    expect(missed.proportion).toMatchObject({ numerator: 4, denominator: 6 });
    const days = await get<{ day: string; denominator: number }[]>(
      supervisor,
      `figures/answered_in_time/days?${NOVEMBER}`,
    );
    await on.cases.cases.desk.answer(agent, late.id, { version: 1, text: '已查明，线路照常', close: true });
    expect(await get(supervisor, `figures/answered_in_time/days?${NOVEMBER}`)).toEqual(days);
    expect(days.filter(({ denominator }) => denominator > 0).map(({ day }) => day)).toEqual([
      '2026-11-23',
      '2026-11-26',
    ]);
  });

  test('leave out what was withdrawn, and count an answer at once also after its case was opened again', async () => {
    const gone = await take({});
    expect(await shareOf('consultations_at_once')).toEqual([4, 6]);
    await on.cases.cases.desk.withdraw(agent, gone.id, { version: 1, reason: '诉求人撤回' });
    expect(await shareOf('consultations_at_once')).toEqual([4, 5]);
    const made = await closeCase(on);
    const row = await on.cases.cases.find(made.id);
    await on.cases.cases.desk.reopen(agent, made.id, { version: row!.version, reason: '又来电' });
    expect(await shareOf('consultations_at_once')).toEqual([5, 6]);
  });

  test('of calls count who gave up as not connected, and how long the others waited', async () => {
    expect(await shareOf('calls_connected')).toEqual([4, 5]);
    expect(await shareOf('connected_10s')).toEqual([1, 4]);
    expect(await shareOf('connected_15s')).toEqual([2, 4]);
    expect(await shareOf('connected_15s_net')).toEqual([2, 3]);
  });

  test('are the sum of their days, of their units, fields and types, and open to just their cases', async () => {
    const { figures } = await get<Figures>(supervisor, `figures?${NOVEMBER}`);
    let counted = 0;
    for (const { key, proportion } of figures) {
      const { numerator, denominator } = proportion;
      const sum = (parts: readonly { numerator: number; denominator: number }[]) => [
        parts.reduce((all, one) => all + one.numerator, 0),
        parts.reduce((all, one) => all + one.denominator, 0),
      ];
      const days = await get<Figure['proportion'][]>(supervisor, `figures/${key}/days?${NOVEMBER}`);
      expect(sum(days), `${key} by day`).toEqual([numerator, denominator]);
      for (const by of ['unit', 'field', 'type']) {
        const groups = await get<{ proportion: Figure['proportion'] }[]>(
          supervisor,
          `figures/${key}/groups?${NOVEMBER}&by=${by}`,
        );
        expect(sum(groups.map((one) => one.proportion)), `${key} by ${by}`).toEqual([numerator, denominator]);
      }
      const items = await get<{ items: FigureItem[]; total: number }>(
        supervisor,
        `figures/${key}/items?${NOVEMBER}&limit=500`,
      );
      expect(items.items.filter((one) => one.counts)).toHaveLength(numerator);
      expect(items.total).toBe(denominator);
      const rest = await get<{ total: number }>(supervisor, `figures/${key}/items?${NOVEMBER}&part=rest`);
      expect(rest.total).toBe(denominator - numerator);
      counted += denominator;
    }
    expect(counted).toBeGreaterThan(20);
  });

  test('count cases of a past that was written by others on its own clock', async () => {
    const before = await shareOf('consultations_at_once');
    const past = on.cases.at({ now: () => START_MS - DAY_MS });
    const by = { principal: 'system', actor: 'importer', at_ms: START_MS - DAY_MS };
    const taken = { channel: 'letter', key: 'past-letter', text: '来信', asker: ASKER } as const;
    await past.take({ ...taken, type: 'consultation', category: 'fare' }, by);
    expect(await shareOf('consultations_at_once')).toEqual(before);
    await sweep();
    expect(await shareOf('consultations_at_once')).toEqual([before[0], before[1] + 1]);
    await sweep();
    expect(await shareOf('consultations_at_once')).toEqual([before[0], before[1] + 1]);
  });

  test('say clearly that a span is not one', async () => {
    const { status, body } = await supervisor.ask(
      'GET',
      '/api/v1/statistics/figures?from=2026-11-30&to=2026-11-01',
    );
    expect([status, body.code]).toEqual([422, 'statistics.span']);
  });
});

test('visits: who was not reached is not visited, and satisfaction is of those who said', async () => {
  for (let i = 0; i < 3; i++)
    await closeCase(on, { type: 'complaint', category: 'taxi_service', text: '绕路' });
  const day = new Date(on.clock.now_ms + 28_800_000).toISOString().slice(0, 10);
  on.clock.now_ms += DAY_MS;
  const draw = await supervisor.ask('POST', '/api/v1/visit-draws', { from: day, to: day });
  const { id } = draw.body as unknown as VisitDraw;
  await supervisor.ask('POST', `/api/v1/visit-draws/${id}/reveal`, {});
  const next = async () =>
    (await worker.ask('POST', '/api/v1/visits/next', {})).body.visit as {
      id: number;
      version: number;
      type: string;
    };
  let visit = await next();
  while (visit.type !== 'complaint') {
    await worker.ask('POST', `/api/v1/visits/${visit.id}/attempts`, {
      version: visit.version,
      outcome: 'wrong_number',
    });
    visit = await next();
  }
  expect(await shareOf('complaints_satisfied')).toEqual([0, 0]);
  const answers = { version: visit.version, answered: true, handled: 'no', satisfied: 1 };
  await worker.ask('POST', `/api/v1/visits/${visit.id}/answers`, answers);
  expect(await shareOf('complaints_satisfied')).toEqual([0, 1]);
  expect(await shareOf('bad_answers_rectified')).toEqual([0, 1]);
  expect((await shareOf('complaints_reviewed'))[0]).toBe(1);
});

describe('a month', () => {
  test('is published once it is over, and says what was restated since', async () => {
    const early = await supervisor.ask('POST', '/api/v1/statistics/publications', { month: '2026-11' });
    expect([early.status, early.body.code]).toEqual([409, 'statistics.month_goes_on']);
    on.clock.now_ms = Date.parse('2026-12-01T08:00:00+08:00');
    const made = await supervisor.ask('POST', '/api/v1/statistics/publications', { month: '2026-11' });
    expect(made.status).toBe(201);
    const before = await figure('consultations_at_once');
    expect(before.published).toMatchObject({ numerator: before.proportion.numerator });
    const [one] = (
      await get<{ items: FigureItem[] }>(
        supervisor,
        `figures/consultations_at_once/items?${NOVEMBER}&part=rest`,
      )
    ).items;
    const row = await on.cases.cases.find(one.case!);
    await on.cases.cases.desk.withdraw(agent, one.case!, { version: row!.version, reason: '诉求人撤回' });
    const after = await figure('consultations_at_once');
    expect(after.proportion.denominator).toBe(before.proportion.denominator - 1);
    expect(after.published).toEqual(before.published);
    await expect(sql`UPDATE statistics_publication SET note = 'x'`.execute(on.identity.db)).rejects.toThrow(
      /published/,
    );
  });

  const download = async (what: string) => {
    const answer = await on.identity.http.inject({
      ...{ method: 'GET', url: `/api/v1/statistics/months/2026-11/${what}` },
      headers: { cookie: supervisor.cookie, 'x-csrf-token': supervisor.csrf },
    });
    expect(answer.statusCode).toBe(200);
    return answer.rawPayload;
  };

  test('as a workbook ties out: rows add up to those above them, and figures are what the screen shows', async () => {
    const file = await download('workbook');
    const rows = await readSheet(file, 1);
    const cells = rows.slice(-FORM_12328.rows.length).map((row) => row.slice(1).map(Number));
    const add = (many: number[][]) => cells[0].map((_, i) => many.reduce((sum, row) => sum + row[i], 0));
    expect(cells[0][0]).toBeGreaterThan(5);
    const types = cells.filter((_, i) => FORM_12328.rows[i].level === 1);
    expect(add(types)).toEqual(cells[0]);
    for (const [i, { type, level }] of FORM_12328.rows.entries()) {
      if (level !== 1) continue;
      const fields = cells.filter(
        (_, j) => FORM_12328.rows[j].level === 2 && FORM_12328.rows[j].type === type,
      );
      expect(add(fields)).toEqual(cells[i]);
    }
    const figures = (await readSheet(file, 2)).slice(4);
    const shown = (await get<Figures>(supervisor, `figures?${NOVEMBER}`)).figures;
    expect(figures.map((row) => [row[1], row[2]])).toEqual(
      shown.map(({ proportion }) => [proportion.numerator, proportion.denominator]),
    );
    const consultations = cells[FORM_12328.rows.findIndex(({ type }) => type === 'consultation')];
    expect([consultations[1], consultations[0]]).toEqual(await shareOf('consultations_at_once'));
  });

  test('as a document holds the same numbers, and what was restated', async () => {
    const parts = unzipSync(new Uint8Array(await download('document')));
    const text = strFromU8(parts['word/document.xml']).replace(/<[^>]+>/g, '|');
    const { proportion, published } = await figure('consultations_at_once');
    const { numerator, denominator } = proportion;
    expect(text).toContain(`${published!.numerator}/${published!.denominator} → ${numerator}/${denominator}`);
  });
});

test('an agent sees their own figures alone, a supervisor all', async () => {
  const all = await get<AgentFigures>(supervisor, `agents?${NOVEMBER}`);
  const names = all.agents.map((one) => one.agent);
  expect(names).toContain('agent');
  // What a machine brought was taken by no agent.
  expect(names).not.toContain('phone');
  const own = await get<AgentFigures>(worker, `agents?${NOVEMBER}`);
  expect(own).toMatchObject({ own_only: true, agents: [] });
});
