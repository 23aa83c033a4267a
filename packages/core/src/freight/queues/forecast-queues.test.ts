import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { describe, expect, it } from 'vitest';
import { FIRST_REGIMES } from '../regimes/index.ts';
import { forecastQueue } from './forecast-queues.ts';
import { openSpans } from './open-spans.ts';
import type { ArrivalHabits, ClassArrivals, LanePlan, QueueLine } from './queue-line.ts';

/** 06:00 of a day of the city. */
const FROM_MS = Date.parse('2026-11-28T06:00:00+08:00');
const at = (time: string) => Date.parse(`2026-11-28T${time}:00+08:00`);
const ALWAYS = [{ from_ms: 0, to_ms: Number.POSITIVE_INFINITY }];
/** Lanes and trucks that do exactly what they are expected to. */
const EXACT: LanePlan = {
  ...{ by_hour: Array(24).fill(2), service_s: 60, service_cv: 0, drift_cv: 0, free_s: 300, free_cv: 0 },
};
const PUNCTUAL: ArrivalHabits = { shows: 1, late_mean_min: 0, late_sd_min: 0, others_cv: 0 };

const lorries = (more: Partial<ClassArrivals>): ClassArrivals => ({
  ...{ class: 'lorry', booked: [], others: [], waiting: [], open: ALWAYS },
  ...more,
});
const lineOf = (classes: readonly ClassArrivals[], lanes = EXACT, habits = PUNCTUAL): QueueLine => ({
  ...{ classes, lanes, habits },
});
const forecast = (line: QueueLine, steps = 16, seed = 1) =>
  forecastQueue(line, { from_ms: FROM_MS, steps, seed });

describe('a queue before a port', () => {
  it('is none where lanes are enough: who comes needs the free way and the lane', () => {
    const [{ steps }] = forecast(lineOf([lorries({ booked: [at('06:20'), at('06:40')] })])).classes;
    for (const step of steps) {
      expect(step.queue).toEqual({ low: 0, mid: 0, high: 0 });
      expect(step.wait_s.mid).toBeCloseTo(360, 0);
    }
  });

  it('is worked off at the pace of the lanes', () => {
    // Sixty at once before two lanes of a minute each: thirty minutes.
    const [{ steps }] = forecast(lineOf([lorries({ waiting: Array(60).fill(FROM_MS) })])).classes;
    expect(steps.slice(0, 3).map(({ queue }) => queue.mid)).toEqual([30, 0, 0]);
    expect(steps[0].wait_s.mid).toBeGreaterThan(15 * 60);
    expect(steps[3].wait_s.mid).toBeCloseTo(360, 0);
  });

  it('takes no more than the lanes that are staffed at that hour', () => {
    const by_hour = Array.from({ length: 24 }, (_, hour) => (hour === 6 ? 1 : 4));
    const line = lineOf([lorries({ waiting: Array(120).fill(FROM_MS) })], { ...EXACT, by_hour });
    const [{ steps }] = forecast(line).classes;
    expect(steps[3].queue.mid).toBe(60);
    expect(steps[4].queue.mid).toBe(0);
  });

  it('waits for the opening, and goes on waiting over a closure', () => {
    const open = [
      { from_ms: at('07:00'), to_ms: at('07:30') },
      { from_ms: at('09:00'), to_ms: at('22:00') },
    ];
    const [{ steps }] = forecast(
      lineOf([lorries({ waiting: Array(100).fill(FROM_MS), booked: [at('08:10')], open })]),
    ).classes;
    expect(steps.map(({ queue }) => queue.mid)).toEqual([
      ...[100, 100, 100, 100, 70, 40, 40, 40, 41, 41, 41, 41, 11, 0, 0, 0],
    ]);
    // Who comes at about 07:35 gets across after the forty before it, from 09:00 on.
    expect(steps[6].wait_s.mid / 60).toBeGreaterThan(85 + 20);
  });

  it('of a class that is not let in holds nobody else up', () => {
    const never = lorries({ class: 'hazmat', waiting: Array(50).fill(FROM_MS), open: [] });
    const [hazmat, lorry] = forecast(lineOf([never, lorries({ waiting: Array(30).fill(FROM_MS) })])).classes;
    expect(lorry.steps[0].queue.mid).toBe(0);
    expect(hazmat.steps.at(-1)?.queue.mid).toBe(50);
    expect(hazmat.steps[0].wait_s.mid).toBe(Number.POSITIVE_INFINITY);
  });

  it('grows as trucks come faster than lanes work, within an interval that grows with it', () => {
    const lanes = { ...EXACT, service_cv: 0.5, drift_cv: 0.1 };
    const habits = { ...PUNCTUAL, others_cv: 0.1 };
    // 40 in a quarter of an hour for lanes that take 30.
    const [{ steps }] = forecast(lineOf([lorries({ others: Array(16).fill(40) })], lanes, habits)).classes;
    const widths = steps.map(({ queue }) => queue.high - queue.low);
    expect(steps[15].queue.mid).toBeGreaterThan(120);
    expect(steps[15].queue.mid).toBeLessThan(200);
    expect(widths[15]).toBeGreaterThan(widths[3]);
  });

  it('is the same for the same seed, and another for another', () => {
    const line = lineOf([lorries({ others: Array(16).fill(30) })], { ...EXACT, service_cv: 0.5 });
    expect(forecast(line, 16, 7)).toEqual(forecast(line, 16, 7));
    expect(forecast(line, 16, 7)).not.toEqual(forecast(line, 16, 8));
  });
});

describe('spans in which a port is open', () => {
  const span = (from: string, to: string) => ({ from_ms: Date.parse(from), to_ms: Date.parse(to) });
  const bay = { port: 'shenzhen-bay', direction: 'in', class: 'lorry' } as const;

  it('follow its hours from day to day', () => {
    const of = { port: 'liantang', direction: 'out', class: 'lorry' } as const;
    const from_ms = Date.parse('2026-11-28T12:00:00+08:00');
    expect(openSpans(FIRST_REGIMES.ports, of, from_ms, from_ms + 24 * HOUR_MS)).toEqual([
      span('2026-11-28T12:00:00+08:00', '2026-11-28T22:00:00+08:00'),
      span('2026-11-29T07:00:00+08:00', '2026-11-29T12:00:00+08:00'),
    ]);
    expect(openSpans(FIRST_REGIMES.ports, bay, from_ms, from_ms + 48 * HOUR_MS)).toHaveLength(1);
  });

  it('leave out a closure for a direction and a class', () => {
    const closed = {
      ...({
        port: 'shenzhen-bay',
        directions: ['in'],
        classes: ['lorry'],
        state: 'closed',
        hours: [],
      } as const),
      ...{ from_ms: FROM_MS + HOUR_MS, to_ms: FROM_MS + 90 * MINUTE_MS, reason: null, assumed: false },
      source: { zh: '', en: '' },
    };
    const states = [...FIRST_REGIMES.ports, closed];
    const to_ms = FROM_MS + 4 * HOUR_MS;
    expect(openSpans(states, bay, FROM_MS, to_ms)).toEqual([
      { from_ms: FROM_MS, to_ms: closed.from_ms },
      { from_ms: closed.to_ms, to_ms },
    ]);
    expect(openSpans(states, { ...bay, class: 'reefer' }, FROM_MS, to_ms)).toHaveLength(1);
  });
});
