import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { ClockSet } from '../../../kit/clocks/index.ts';
import { AppError } from '../../../kit/errors.ts';
import { OUR_CLOCKS } from './case-clocks.ts';
import { Draft, standing, startRound } from './changes.ts';
import { correct } from './facts.ts';
import type { CaseRow } from './model.ts';
import { outsideRule } from './outside.ts';
import { findRule } from './rule-book.ts';
import { CASE_RULES, type RuleText } from './rules.ts';
import { reopen } from './steps.ts';
import {
  act,
  at,
  clockOf,
  kindsOf,
  PATH,
  read,
  run,
  START_MS,
  startCases,
  type TestCases,
  take,
  taken,
} from './test-cases.ts';

let on: TestCases;
beforeAll(async () => {
  on = await startCases();
}, 120_000);
afterAll(() => on.identity.stop());

const BUS = { category: 'driver_training' } as const;

describe('the rule by which a clock begins', () => {
  const of = (type: CaseRow['type'], field: CaseRow['field'], channel: CaseRow['channel'] = 'phone') => ({
    type,
    field,
    channel,
  });
  const keyOf = (rule: object) => (rule as RuleText).key;

  test('is the most specific one that matches', () => {
    const find = (what: ReturnType<typeof of>) => keyOf(findRule(CASE_RULES, 'answer', what, START_MS));
    expect(find(of('complaint', 'urban_passenger'))).toBe('answer/complaint/urban_passenger');
    expect(find(of('complaint', 'highway'))).toBe('answer');
    expect(find(of('consultation', 'urban_passenger'))).toBe('answer/consultation');
  });

  test('is a new version from its day on, and clocks that run hold theirs', async () => {
    const before = await take(on.agent, BUS);
    const rule = {
      code: 'answer',
      match: {},
      seen: 1,
      valid_from: '2026-10-13',
      length: 5,
      soon: 1,
      extension: null,
    };
    const given = { ...rule, pausable: true, source: { zh: '新办法' }, assumed: false, reason: '新办法施行' };
    expect((await on.supervisor.ask('POST', '/api/v1/case-rules', given)).status).toBe(201);
    expect((await on.supervisor.ask('POST', '/api/v1/case-rules', given)).body.code).toBe(
      'cases.rule_changed',
    );
    expect(clockOf(await take(on.agent, BUS), 'answer')?.due_ms).toBe(at('2026-10-27 00:00'));
    on.clock.now_ms = at('2026-10-13 09:00');
    const after = await take(on.agent, BUS);
    expect(clockOf(after, 'answer')).toMatchObject({
      due_ms: at('2026-10-21 00:00'),
      rule: { version: 2, assumed: false },
    });
    expect(clockOf(await read(on.agent, before.id), 'answer')?.due_ms).toBe(at('2026-10-27 00:00'));
    on.clock.now_ms = START_MS;
  });

  test('for one channel alone takes its measure from the rule above it', async () => {
    const match = { type: 'suggestion', channel: 'letter' };
    const given = {
      code: 'answer',
      match,
      seen: 0,
      valid_from: '2026-10-12',
      length: 20,
      soon: 2,
      extension: 5,
    };
    const { status, body } = await on.supervisor.ask('POST', '/api/v1/case-rules', {
      ...{ ...given, pausable: true, source: { zh: '来信较慢' }, assumed: true, reason: '来信' },
    });
    expect({ status, key: body.key, measure: body.measure }).toMatchObject({
      status: 201,
      key: 'answer/suggestion/*/letter',
      measure: { kind: 'working_days' },
    });
    const letter = await take(on.agent, { ...BUS, type: 'suggestion', channel: 'letter' });
    expect(clockOf(letter, 'answer')?.rule.length).toBe(20);
  });
});

/** Faults that other products had, each with what is right (standards/citizen.md, Traps). */
describe('traps', () => {
  test('glpi#10594: a pause over a weekend costs its working days once', async () => {
    const one = await take(on.agent, { ...BUS, type: 'suggestion' });
    expect(clockOf(one, 'answer')?.due_ms).toBe(at('2026-11-03 00:00'));
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'bus-group' }]]);
    const paused = { code: 'answer', act: { kind: 'paused', reason: '等鉴定' } };
    on.clock.now_ms = at('2026-10-16 17:00');
    await run(on, one.id, [[on.supervisor, 'clocks', paused]]);
    on.clock.now_ms = at('2026-10-19 09:00');
    // Friday to Monday: Monday alone is a working day that was lost.
    const done = await run(on, one.id, [[on.bus, 'resumption', { reason: '鉴定已到' }]]);
    expect(clockOf(done, 'answer')?.due_ms).toBe(at('2026-11-04 00:00'));
    on.clock.now_ms = START_MS;
  });

  test('glpi#6902: a pause is not lost when the rule changes', async () => {
    const one = await take(on.agent, { ...BUS, type: 'suggestion' });
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'bus-group' }]]);
    on.clock.now_ms = at('2026-10-13 09:00');
    await run(on, one.id, [
      [on.supervisor, 'clocks', { code: 'answer', act: { kind: 'paused', reason: '等鉴定' } }],
    ]);
    on.clock.now_ms = at('2026-10-15 09:00');
    await run(on, one.id, [[on.bus, 'resumption', { reason: '已到' }]]);
    const done = await run(on, one.id, [[on.agent, 'facts', { type: 'consultation' }]]);
    // Three working days from the 12th end with the 15th; two of them were paused.
    expect(clockOf(done, 'answer')).toMatchObject({ rule: { length: 3 }, due_ms: at('2026-10-20 00:00') });
    on.clock.now_ms = START_MS;
  });

  test('glpi#22678: what is due at the end of a day is due soon before it, and not at its beginning', async () => {
    const one = await take(on.agent, { ...BUS, type: 'consultation' });
    const answer = clockOf(one, 'answer');
    expect(answer?.due_ms).toBe(at('2026-10-16 00:00'));
    expect(answer?.ledger.at(-1)?.text.zh).toContain('2026-10-15 24:00');
    expect(answer?.soon_ms).toBe(at('2026-10-15 00:00'));
  });

  test('zammad#983: a reply to a case that was merged lands in the one in which it is handled', async () => {
    const [a, b, c] = [await take(on.agent), await take(on.agent), await take(on.agent)];
    await run(on, b.id, [[on.agent, 'merges', { other: c.id, other_version: 1, reason: '同一事' }]]);
    await run(on, a.id, [[on.agent, 'merges', { other: b.id, other_version: 2, reason: '同一事' }]]);
    await on.cases.remarks.remark(c.id, on.cases.asSystem('mail'), { text: '还有照片' });
    expect((await read(on.agent, a.id)).timeline.at(-1)).toMatchObject({
      kind: 'remark',
      detail: { of: c.id },
    });
  });

  test('zammad#5177: the clock of 12345 runs beside ours and overrides none', async () => {
    const due_ms = START_MS + 2 * DAY_MS;
    const { id } = await on.cases.take(
      taken('12345-1', {
        channel: '12345',
        ...BUS,
        type: 'complaint',
        outside: { system: '12345', number: 'SZ-778', due_ms },
      }),
    );
    const one = await read(on.agent, id);
    expect(clockOf(one, '12345')?.due_ms).toBe(due_ms);
    expect(clockOf(one, 'answer')?.due_ms).toBe(at('2026-10-27 00:00'));
    const act12345 = { code: '12345', act: { kind: 'extended', reason: '想延', length: HOUR_MS } };
    expect((await act(on, on.supervisor, id, 'clocks', act12345)).body.code).toBe('cases.outside_clock');
    on.clock.now_ms = due_ms + HOUR_MS;
    const late = await read(on.agent, id);
    expect([clockOf(late, '12345')?.state, clockOf(late, 'answer')?.state]).toEqual(['overdue', 'running']);
    on.clock.now_ms = START_MS;
  });

  test('chatwoot#10178: nothing of a closed case runs on, nor after a remark to it', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [[on.agent, 'answer', { text: '已处理', close: true }]]);
    await on.cases.remarks.remark(one.id, on.cases.asSystem('web'), { text: '谢谢' });
    on.clock.now_ms += 60 * DAY_MS;
    await on.cases.cards();
    const done = await read(on.agent, one.id);
    expect(done).toMatchObject({ state: 'closed', clock: null, card: 'none' });
    expect(done.clocks.map(({ reading }) => reading.state)).toEqual(['met', 'met', 'met']);
    on.clock.now_ms = START_MS;
  });

  test('glpi#14009: two blocks of working hours in a day are counted as they are', () => {
    const hours = [
      { from_min: 540, to_min: 720 },
      { from_min: 840, to_min: 1080 },
    ];
    const rule: RuleText = {
      ...CASE_RULES[0],
      measure: { kind: 'working_time', hours },
      length: 4 * HOUR_MS,
      soon: null,
    };
    const clocks = new ClockSet(new Map(), createWorkingCalendar());
    clocks.start('answer', at('2026-10-12 10:00'), rule, '');
    // Two hours until noon, two from 14:00.
    expect(clocks.read('answer', START_MS)?.due_ms).toBe(at('2026-10-12 16:00'));
  });

  test('a deadline beyond the calendar is not made up: it says which year is missing', async () => {
    on.clock.now_ms = at('2026-12-28 09:00');
    const agent = await on.appoint('later', 'city', 'hotline-agent');
    const one = await take(agent, { ...BUS, type: 'suggestion' });
    const answer = clockOf(one, 'answer');
    expect(answer).toMatchObject({ due_ms: null, beyond_year: 2027, state: 'running' });
    expect(answer?.ledger.at(-1)?.text.zh).toContain('2027');
    on.clock.now_ms = START_MS;
  });
});

describe('cards', () => {
  test('yellow a working day before, red once it is past, each a row once, and gone with an answer', async () => {
    const one = await take(on.agent, { ...BUS, type: 'consultation' });
    await run(on, one.id, [
      [on.agent, 'dispatch', { unit: 'bus-group' }],
      [on.bus, 'acceptance'],
    ]);
    const cardsAt = async (text: string) => {
      on.clock.now_ms = at(text);
      await on.cases.cards();
      await on.cases.cards();
      const { card, timeline } = await read(on.supervisor, one.id);
      return [card, timeline.filter(({ kind }) => kind === 'card').length];
    };
    expect(await cardsAt('2026-10-14 23:59')).toEqual(['none', 0]);
    expect(await cardsAt('2026-10-15 00:01')).toEqual(['yellow', 1]);
    expect(await cardsAt('2026-10-16 00:01')).toEqual(['red', 2]);
    const list = (await on.supervisor.ask('GET', `${PATH}?card=red`)).body as never as {
      cases: { id: number }[];
    };
    expect(list.cases.map(({ id }) => id)).toContain(one.id);
    const done = await run(on, one.id, [[on.bus, 'answer', { text: '答复如下' }]]);
    expect(done.card).toBe('none');
    expect(clockOf(done, 'answer')?.state).toBe('missed');
    expect(kindsOf(done).filter((kind) => kind === 'card')).toHaveLength(2);
    on.clock.now_ms = START_MS;
  });

  test('wait as one for who supervises, and each case for its unit', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    on.clock.now_ms = START_MS + DAY_MS + MINUTE_MS;
    await on.cases.cards();
    const sessionOf = async (by: typeof on.agent) => (await by.ask('GET', '/api/v1/session')).body as never;
    const ofUnit = await on.obligations(await sessionOf(on.taxi));
    expect(ofUnit.find(({ key }) => key === `cases/case/${one.id}`)?.why.zh).toContain('红牌');
    expect((await on.obligations(await sessionOf(on.bus))).map(({ key }) => key)).not.toContain(
      `cases/case/${one.id}`,
    );
    const ofHotline = await on.obligations(await sessionOf(on.supervisor));
    expect(ofHotline.find(({ key }) => key === 'cases/red')).toMatchObject({
      owner: { permission: 'cases:supervise' },
    });
    on.clock.now_ms = START_MS;
  });
});

/** A case in memory: its clocks and its row, as the changer holds them. */
function draftOf(at_ms: number, type: CaseRow['type'], outside_ms: number): Draft {
  const row = {
    type,
    field: 'highway',
    channel: '12345',
    state: 'received',
    round: 1,
    card: 'none',
    received_ms: at_ms,
  } as CaseRow;
  const clocks = new ClockSet(new Map(), createWorkingCalendar());
  const draft = new Draft(row, clocks, { principal: 'x', actor: 'x', at_ms });
  startRound(draft, rule, at_ms, '');
  clocks.start(
    '12345',
    at_ms,
    outsideRule({ system: '12345', number: '1', due_ms: at_ms + outside_ms }, at_ms),
    '',
  );
  return draft;
}
const rule = (code: string, of: Parameters<typeof findRule>[2], at_ms: number) =>
  findRule(CASE_RULES, code, of, at_ms);
const facts = { rule, taxonomy: {}, askers: {}, districtAt: () => null } as never;

const TRIES = ['paused', 'resumed', 'extended', 'typed', 'answered', 'rework', 'closed', 'reopened'] as const;

async function attempt(was: Draft, kind: (typeof TRIES)[number], at_ms: number): Promise<Draft> {
  const draft = new Draft(was.row, new ClockSet(was.clocks.all, createWorkingCalendar()), {
    ...was.by,
    at_ms,
  });
  const code = draft.code('answer');
  const { clocks } = draft;
  try {
    if (kind === 'paused') clocks.add(code, { kind, at_ms, reason: '', approved_by: '' });
    if (kind === 'resumed') clocks.add(code, { kind, at_ms, reason: '' });
    if (kind === 'extended') clocks.add(code, { kind, at_ms, length: 1, reason: '', approved_by: '' });
    if (kind === 'typed')
      await correct(facts, draft, {} as never, { type: at_ms % 2 === 0 ? 'consultation' : 'suggestion' });
    if (kind === 'answered') clocks.finish([code], at_ms, '');
    if (kind === 'rework') clocks.reopen(code, at_ms, '');
    if (kind === 'closed') clocks.finish(clocks.runningCodes(), at_ms, '');
    if (kind === 'reopened' && clocks.runningCodes().length === 0)
      reopen(draft, { rule }, '', { zh: '', en: '' });
    return draft;
  } catch (error) {
    if (error instanceof AppError) return was;
    throw error;
  }
}

describe('whatever is done with a case: pause × holiday × rule change × rework × reopening', () => {
  const from = fc
    .integer({ min: 0, max: 200 * 24 * 60 })
    .map((min) => at('2026-01-01 00:00') + min * MINUTE_MS);
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 * 24 * 60 }), fc.constantFrom(...TRIES)), {
    maxLength: 14,
  });

  test('its clocks stand for themselves, no round changes one before it, and that of 12345 is moved by nothing', async () => {
    await fc.assert(
      fc.asyncProperty(from, steps, fc.integer({ min: 1, max: 240 }), async (from_ms, all, hours) => {
        let draft = draftOf(from_ms, 'complaint', hours * HOUR_MS);
        let now_ms = from_ms;
        const judged = new Map<string, string>();
        for (const [minutes, kind] of all) {
          now_ms += minutes * MINUTE_MS;
          const rounds = draft.row.round;
          draft = await attempt(draft, kind, now_ms);
          expect(draft.clocks.read('12345', now_ms)?.due_ms).toBe(from_ms + hours * HOUR_MS);
          if (draft.row.round > rounds)
            for (const name of OUR_CLOCKS) {
              const code = rounds === 1 ? name : `${name}:${rounds}`;
              judged.set(code, JSON.stringify(draft.clocks.read(code, now_ms)?.state));
            }
          for (const [code, state] of judged)
            expect(JSON.stringify(draft.clocks.read(code, now_ms)?.state)).toBe(state);
          const row = standing(draft.row, draft.clocks, createWorkingCalendar(), now_ms);
          expect({ clock: row.clock, due_ms: row.due_ms }).toEqual(earliest(draft, now_ms));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('what was paused or ended costs nothing: what is left is what was left', async () => {
    await fc.assert(
      fc.asyncProperty(from, steps, async (from_ms, all) => {
        let draft = draftOf(from_ms, 'complaint', HOUR_MS);
        let now_ms = from_ms;
        for (const [minutes, kind] of all) {
          const before = draft.clocks.read(draft.code('answer'), now_ms);
          const held = before?.state === 'paused';
          now_ms += minutes * MINUTE_MS;
          if (held) expect(draft.clocks.read(draft.code('answer'), now_ms)?.remaining).toBe(before.remaining);
          draft = await attempt(draft, kind, now_ms);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** By hand: of clocks that are not ended the first that can be said; a pause hides what is not past before it. */
function earliest({ clocks }: Draft, now_ms: number) {
  const waiting = [...clocks.all.keys()].filter(clocks.isRunning);
  const due = waiting.map((code) => clocks.read(code, now_ms)?.due_ms ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...due);
  if (!Number.isFinite(first)) return { clock: null, due_ms: null };
  return { clock: waiting[due.indexOf(first)], due_ms: first };
}
