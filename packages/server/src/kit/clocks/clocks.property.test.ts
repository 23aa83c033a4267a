import type { ClockMeasure, ClockRule } from '@opentocc/contract/clocks';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkingCalendar } from '../calendar/index.ts';
import { AppError } from '../errors.ts';
import { act, type ClockEvent, type ClockEvents, readClock } from './index.ts';
import { rulerOf } from './measure.ts';

const calendar = createWorkingCalendar();
/** Days around every holiday of two years, with a year of room behind. */
const FROM_MS = Date.parse('2024-01-01T00:00:00+08:00');
const instant = fc.integer({ min: 0, max: 600 * 24 * 60 }).map((min) => FROM_MS + min * MINUTE_MS);

const measure = fc.constantFrom<ClockMeasure>(
  { kind: 'time' },
  { kind: 'working_days', ends_min: 1440 },
  { kind: 'working_days', ends_min: 1080 },
  {
    kind: 'working_time',
    hours: [
      { from_min: 540, to_min: 720 },
      { from_min: 840, to_min: 1080 },
    ],
  },
);
const rule = measure.chain((of) =>
  fc.integer({ min: 1, max: 15 }).map(
    (n): ClockRule => ({
      ...{
        code: 'x',
        version: 1,
        name: { zh: '', en: '' },
        valid_from: '2020-01-01',
        source: { zh: '', en: '' },
      },
      ...{ assumed: false, measure: of, length: of.kind === 'working_days' ? n : n * HOUR_MS, soon: null },
      ...{ extension: of.kind === 'working_days' ? 5 : 5 * HOUR_MS, pausable: true, on_reopen: 'continue' },
    }),
  ),
);

/** What people try, at growing times; what is not possible then is refused and leaves the clock as it was. */
const tries = fc.array(
  fc.record({
    after_ms: fc.integer({ min: 1, max: 4 * 24 * 60 }).map((min) => min * MINUTE_MS),
    kind: fc.constantFrom('paused', 'resumed', 'extended', 'rule_changed', 'finished', 'reopened'),
    rule,
  }),
  { maxLength: 12 },
);

function eventOf(kind: string, at_ms: number, changed: ClockRule): ClockEvent {
  const all: Record<string, ClockEvent> = {
    paused: { kind: 'paused', at_ms, reason: '', approved_by: '' },
    resumed: { kind: 'resumed', at_ms, reason: '' },
    extended: { kind: 'extended', at_ms, length: 1, reason: '', approved_by: '' },
    rule_changed: { kind: 'rule_changed', at_ms, rule: changed, reason: '' },
    finished: { kind: 'finished', at_ms, by: '' },
    reopened: { kind: 'reopened', at_ms, reason: '' },
  };
  return all[kind];
}

function run(
  first: ClockRule,
  from_ms: number,
  all: readonly { after_ms: number; kind: string; rule: ClockRule }[],
) {
  let events = act([], { kind: 'started', at_ms: from_ms, rule: first, why: '' }, calendar);
  let now_ms = from_ms;
  for (const one of all) {
    now_ms += one.after_ms;
    events = tried(events, eventOf(one.kind, now_ms, one.rule));
  }
  return { events, now_ms };
}

function tried(events: ClockEvents, event: ClockEvent): ClockEvents {
  try {
    return act(events, event, calendar);
  } catch (error) {
    if (error instanceof AppError) return events;
    throw error;
  }
}

/** Minutes in which the clock ran, counted one by one in the way of a person with a calendar and a pencil. */
function countedByHand(events: ClockEvents, of: ClockMeasure, until_ms: number): number {
  const ruler = rulerOf(of, calendar);
  let spent = 0;
  let since: number | null = null;
  for (const event of events) {
    const begins = ['started', 'resumed', 'reopened'].includes(event.kind);
    const ends = ['paused', 'finished'].includes(event.kind);
    if (begins) since = event.at_ms;
    if (ends && since !== null) spent += ruler.between(since, event.at_ms);
    if (ends) since = null;
  }
  return since === null ? spent : spent + ruler.between(since, until_ms);
}

describe('a clock, whatever is done with it', () => {
  test('what lies between adds up over any instant between, over holidays and weekends', () => {
    fc.assert(
      fc.property(measure, fc.tuple(instant, instant, instant), (of, times) => {
        const [a, b, c] = [...times].sort((x, y) => x - y);
        const { between } = rulerOf(of, calendar);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
      }),
    );
  });

  test('the instant at which a length has passed is the first at which as much lies behind', () => {
    fc.assert(
      fc.property(rule, instant, ({ measure: of, length }, from_ms) => {
        const { after, between } = rulerOf(of, calendar);
        const due_ms = after(from_ms, length);
        expect(between(from_ms, due_ms - 1)).toBe(of.kind === 'working_days' ? length : length - 1);
        expect(between(from_ms, due_ms - DAY_MS - 1)).toBeLessThan(length);
      }),
    );
  });

  test('pause × holiday × rule change × reopening: what is left is the length less what it ran', () => {
    fc.assert(
      fc.property(rule, instant, tries, (first, from_ms, all) => {
        const { events, now_ms } = run(first, from_ms, all);
        const reading = readClock(events, calendar, now_ms);
        if (reading.remaining === null) return;
        const spent = countedByHand(events, reading.rule.measure, now_ms);
        const extra = reading.extended ? reading.remaining + spent - reading.rule.length : 0;
        expect(reading.remaining).toBe(reading.rule.length + extra - spent);
        expect(extra).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('it is overdue exactly when less than nothing is left, and the ledger ends with its due time', () => {
    fc.assert(
      fc.property(rule, instant, tries, (first, from_ms, all) => {
        const { events, now_ms } = run(first, from_ms, all);
        const { state, remaining, due_ms, ledger, rule: of } = readClock(events, calendar, now_ms);
        expect(ledger.at(-1)).toMatchObject({ kind: 'due', at_ms: due_ms });
        if (state === 'overdue') expect(remaining).toBeLessThanOrEqual(0);
        // A working day that is counted as begun is spent at its end only.
        if (state === 'running' && of.measure.kind !== 'working_days')
          expect(remaining).toBeGreaterThanOrEqual(0);
        if (state === 'paused') expect(due_ms).toBeNull();
      }),
    );
  });

  test('a pause moves the due time by what the pause lasted in its own measure, never by more', () => {
    fc.assert(
      fc.property(
        rule,
        instant,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (of, from_ms, run_min, pause_min) => {
          const begun = act([], { kind: 'started', at_ms: from_ms, rule: of, why: '' }, calendar);
          const [stop_ms, on_ms] = [
            from_ms + run_min * MINUTE_MS,
            from_ms + (run_min + pause_min) * MINUTE_MS,
          ];
          const without = readClock(begun, calendar, from_ms).due_ms!;
          fc.pre(stop_ms < without);
          const paused = act(
            begun,
            { kind: 'paused', at_ms: stop_ms, reason: '', approved_by: '' },
            calendar,
          );
          const due_ms = readClock(
            act(paused, { kind: 'resumed', at_ms: on_ms, reason: '' }, calendar),
            calendar,
            on_ms,
          ).due_ms!;
          const { between } = rulerOf(of.measure, calendar);
          expect(due_ms).toBeGreaterThanOrEqual(without);
          // Who stopped on the last day and goes on at a weekend has the rest of a working day still.
          const rest = of.measure.kind === 'working_days' ? 1 : 0;
          expect(between(without - 1, due_ms - 1)).toBeLessThanOrEqual(between(stop_ms, on_ms) + rest);
        },
      ),
    );
  });

  test('reading is pure: events in, the same reading out, also after they were stored as text', () => {
    fc.assert(
      fc.property(rule, instant, tries, (first, from_ms, all) => {
        const { events, now_ms } = run(first, from_ms, all);
        const stored = JSON.parse(JSON.stringify(events)) as ClockEvents;
        expect(readClock(stored, calendar, now_ms)).toEqual(readClock(events, calendar, now_ms));
      }),
    );
  });
});
