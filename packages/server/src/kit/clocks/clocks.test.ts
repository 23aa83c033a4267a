import type { ClockRule } from '@opentocc/contract/clocks';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { describe, expect, test } from 'vitest';
import { createWorkingCalendar } from '../calendar/index.ts';
import { act, type ClockEvent, type ClockEvents, readClock, ruleAt } from './index.ts';

const calendar = createWorkingCalendar();
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const said = (ms: number | null) =>
  ms === null ? null : new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ');

const base = {
  ...{ code: 'answer', version: 1, name: { zh: '答复', en: 'answer' }, valid_from: '2024-01-01' },
  ...{ source: { zh: '规定', en: 'a rule' }, assumed: false, soon: null, extension: null },
  ...{ pausable: true, on_reopen: 'continue' as const },
};
const minutes = (length: number, more: Partial<ClockRule> = {}): ClockRule => ({
  ...{ ...base, measure: { kind: 'time' }, length: length * MINUTE_MS },
  ...more,
});
const days = (length: number, more: Partial<ClockRule> = {}): ClockRule => ({
  ...{ ...base, measure: { kind: 'working_days', ends_min: 1440 }, length },
  ...more,
});
/** 09:00–12:00 and 14:00–18:00. */
const hours = (length: number, more: Partial<ClockRule> = {}): ClockRule => ({
  ...base,
  measure: {
    kind: 'working_time',
    hours: [
      { from_min: 540, to_min: 720 },
      { from_min: 840, to_min: 1080 },
    ],
  },
  length: length * HOUR_MS,
  ...more,
});

const start = (rule: ClockRule, when: string): ClockEvent => ({
  kind: 'started',
  at_ms: at(when),
  rule,
  why: '受理',
});
const pause = (when: string): ClockEvent => ({
  kind: 'paused',
  at_ms: at(when),
  reason: '等待材料',
  approved_by: '张',
});
const resume = (when: string): ClockEvent => ({ kind: 'resumed', at_ms: at(when), reason: '材料已到' });
const finish = (when: string): ClockEvent => ({ kind: 'finished', at_ms: at(when), by: '李' });
const reopen = (when: string): ClockEvent => ({ kind: 'reopened', at_ms: at(when), reason: '复发' });
const change = (rule: ClockRule, when: string): ClockEvent => ({
  kind: 'rule_changed',
  at_ms: at(when),
  rule,
  reason: '修订',
});
const extend = (length: number, when: string): ClockEvent => ({
  ...{ kind: 'extended', at_ms: at(when), length, reason: '复杂', approved_by: '张' },
});

const clock = (...events: ClockEvent[]): ClockEvents =>
  events.reduce<ClockEvents>((sofar, event) => act(sofar, event, calendar), []);
const read = (when: string, ...events: ClockEvent[]) => readClock(clock(...events), calendar, at(when));
const dueOf = (...events: ClockEvent[]) =>
  said(readClock(clock(...events), calendar, events.at(-1)!.at_ms).due_ms);

describe('when it is due', () => {
  test.each([
    ['in wall time, night or holiday', minutes(30), '2026-10-01 23:50', '2026-10-02 00:20'],
    ['in working days: that of the start does not count', days(2), '2026-11-26 08:00', '2026-11-30 24:00'],
    ['over a holiday, counting the Saturday that is worked', days(3), '2026-09-30 16:00', '2026-10-10 24:00'],
    ['on a holiday, it begins with the first working day', days(1), '2026-10-03 10:00', '2026-10-08 24:00'],
    ['in working hours, two blocks a day', hours(4), '2026-11-27 11:00', '2026-11-27 17:00'],
    ['in working hours, over the weekend', hours(4), '2026-11-27 17:00', '2026-11-30 12:00'],
    [
      'at the end of a block, not at the beginning of the next one',
      hours(7),
      '2026-11-27 09:00',
      '2026-11-27 18:00',
    ],
  ])('%s', (_, rule, from, due) => {
    const got = dueOf(start(rule, from));
    expect(got).toBe(due.endsWith('24:00') ? nextMidnight(due) : due);
  });

  test('in working days that end when the office closes', () => {
    const rule = days(1, { measure: { kind: 'working_days', ends_min: 1080 } });
    expect(dueOf(start(rule, '2026-11-27 09:00'))).toBe('2026-11-30 18:00');
  });

  test('is not said beyond the calendar, and the reading says why', () => {
    const reading = read('2026-12-30 10:00', start(days(5), '2026-12-28 10:00'));
    expect(reading).toMatchObject({ due_ms: null, beyond_year: 2027, state: 'running', remaining: 3 });
    expect(reading.ledger.at(-1)?.text.zh).toContain('2027');
    // The last day that can be said.
    expect(dueOf(start(days(3), '2026-12-28 10:00'))).toBe('2027-01-01 00:00');
  });
});

describe('traps that other systems fell into', () => {
  test('a pause over a weekend counts it once (glpi#10594)', () => {
    expect(
      dueOf(start(days(2), '2026-11-26 09:00'), pause('2026-11-27 15:00'), resume('2026-11-30 10:00')),
    ).toBe('2026-12-02 00:00');
    expect(
      dueOf(start(hours(8), '2026-11-27 09:00'), pause('2026-11-27 17:00'), resume('2026-11-30 10:00')),
    ).toBe('2026-11-30 12:00');
  });

  test('a pause outlives a change of rule, and so does time spent (glpi#6902, #15605)', () => {
    const events = [
      start(minutes(60), '2026-11-27 10:00'),
      pause('2026-11-27 10:20'),
      resume('2026-11-27 11:20'),
    ];
    expect(dueOf(...events, change(minutes(40), '2026-11-27 11:25'))).toBe('2026-11-27 11:40');
    expect(dueOf(...events, change(hours(1), '2026-11-27 11:25'))).toBe('2026-11-27 12:00');
  });

  test('an hour before the end of a day is 23:00 of that day (glpi#22678)', () => {
    const rule = days(1, { soon: { kind: 'time', ms: HOUR_MS } });
    const reading = read('2026-11-30 22:59', start(rule, '2026-11-27 09:00'));
    expect(said(reading.soon_ms)).toBe('2026-11-30 23:00');
    expect(reading.state).toBe('running');
    expect(read('2026-11-30 23:00', start(rule, '2026-11-27 09:00')).state).toBe('due_soon');
  });

  test('one working hour before Monday 09:30 is Friday 17:30', () => {
    const rule = hours(2, { soon: { kind: 'own', length: HOUR_MS } });
    const reading = read('2026-11-27 17:00', start(rule, '2026-11-27 16:30'));
    expect([said(reading.due_ms), said(reading.soon_ms)]).toEqual(['2026-11-30 09:30', '2026-11-27 17:30']);
  });

  test('two blocks a day are two blocks on the day of a pause too (glpi#14009)', () => {
    expect(
      dueOf(start(hours(5), '2026-11-27 09:00'), pause('2026-11-27 11:00'), resume('2026-11-27 15:00')),
    ).toBe('2026-11-27 18:00');
  });

  test('one clock knows nothing of another: what ends the first leaves the second (zammad#5177)', () => {
    const first = clock(start(minutes(30), '2026-11-27 10:00'), finish('2026-11-27 10:10'));
    const second = clock(start(minutes(60), '2026-11-27 10:00'));
    expect(readClock(first, calendar, at('2026-11-27 12:00')).state).toBe('met');
    expect(readClock(second, calendar, at('2026-11-27 12:00')).state).toBe('overdue');
  });

  test('what is done runs on no more (chatwoot#10178)', () => {
    const events = [start(minutes(30), '2026-11-27 10:00'), finish('2026-11-27 10:29')];
    expect(read('2027-11-27 10:00', ...events)).toMatchObject({ state: 'met', remaining: null });
    expect(read('2026-11-27 11:00', events[0], finish('2026-11-27 10:31')).state).toBe('missed');
  });

  test('what was done can be opened again (fixmystreet#897): the time between does not count', () => {
    const events = [
      start(minutes(30), '2026-11-27 10:00'),
      finish('2026-11-27 10:20'),
      reopen('2026-11-28 09:00'),
    ];
    expect(dueOf(...events)).toBe('2026-11-28 09:10');
    const whole = [start(minutes(30, { on_reopen: 'restart' }), '2026-11-27 10:00'), ...events.slice(1)];
    expect(dueOf(...whole)).toBe('2026-11-28 09:30');
  });
});

describe('what is not possible', () => {
  const begun = start(minutes(30, { extension: 30 * MINUTE_MS }), '2026-11-27 10:00');
  test.each([
    [
      'a pause of what is paused',
      'clocks.paused',
      [begun, pause('2026-11-27 10:10'), pause('2026-11-27 10:11')],
    ],
    ['a pause after it was due', 'clocks.overdue', [begun, pause('2026-11-27 10:31')]],
    [
      'a pause that the rule does not know',
      'clocks.not_pausable',
      [start(minutes(30, { pausable: false }), '2026-11-27 10:00'), pause('2026-11-27 10:01')],
    ],
    ['to go on with what is not paused', 'clocks.not_paused', [begun, resume('2026-11-27 10:10')]],
    [
      'a second extension',
      'clocks.extended',
      [begun, extend(MINUTE_MS, '2026-11-27 10:10'), extend(MINUTE_MS, '2026-11-27 10:11')],
    ],
    ['an extension after it was due', 'clocks.overdue', [begun, extend(MINUTE_MS, '2026-11-27 10:31')]],
    [
      'an extension that is too long',
      'clocks.extension_length',
      [begun, extend(31 * MINUTE_MS, '2026-11-27 10:10')],
    ],
    [
      'an extension that the rule does not know',
      'clocks.no_extension',
      [start(days(2), '2026-11-27 10:00'), extend(1, '2026-11-27 10:10')],
    ],
    [
      'anything after the end',
      'clocks.ended',
      [begun, finish('2026-11-27 10:10'), pause('2026-11-27 10:11')],
    ],
    ['to open again what runs', 'clocks.not_ended', [begun, reopen('2026-11-27 10:10')]],
    ['an event before the last one', 'clocks.earlier', [begun, finish('2026-11-27 09:59')]],
  ])('%s', (_, code, events) => {
    expect(() => clock(...events)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the ledger', () => {
  test('says line by line why it is due then', () => {
    const rule = days(5, { assumed: true, extension: 2 });
    const { ledger } = read(
      ...(['2026-10-12 09:00', start(rule, '2026-09-29 15:00'), pause('2026-09-30 10:00')] as const),
      ...([resume('2026-10-08 10:00'), extend(1, '2026-10-09 10:00')] as const),
    );
    expect(ledger.map(({ text }) => text.zh)).toEqual([
      '2026-09-29 15:00 起算：受理',
      '依据“答复”第 1 版（2024-01-01 起）：5 个工作日，起算当日不计；来源：规定（假定值）',
      '2026-09-30 10:00 暂停：等待材料（张 批准）',
      '2026-10-08 10:00 恢复：材料已到；暂停 1 个工作日，不计入',
      '2026-10-09 10:00 延期 1 个工作日：复杂（张 批准，仅此一次）',
      '2026-10-01 至 2026-10-07（国庆节）不计',
      '2026-10-10（调休上班）计入',
      '2026-10-11（周末）不计',
      '因此 2026-10-14 24:00 到期',
    ]);
  });

  test('says while it is paused that it will be known later', () => {
    const reading = read(
      '2026-11-27 12:00',
      start(minutes(30), '2026-11-27 10:00'),
      pause('2026-11-27 10:10'),
    );
    expect(reading).toMatchObject({ state: 'paused', due_ms: null, remaining: 20 * MINUTE_MS });
    expect(reading.ledger.at(-1)?.text.en).toBe('Paused; when it is due is known once it resumes');
  });
});

test('of the versions of a rule, that of the day is taken', () => {
  const rules = [minutes(30), minutes(20, { version: 2, valid_from: '2026-12-01' })];
  expect(ruleAt(rules, 'answer', at('2026-11-30 23:59')).version).toBe(1);
  expect(ruleAt(rules, 'answer', at('2026-12-01 00:00')).version).toBe(2);
});

function nextMidnight(day_end: string): string | null {
  return said(at(`${day_end.slice(0, 10)} 00:00`) + 24 * HOUR_MS);
}
