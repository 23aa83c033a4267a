import { expect, it } from 'vitest';
import { type PastWarning, replayPlan } from './replay.ts';
import { typhoon } from './templates/typhoon.ts';
import { ACTORS, EIGHT_MS, lead, MINUTE, phaseWith, planWith, taskFor, UNITS } from './test-plans.ts';
import { Roll } from './units.ts';

const both = (text: string) => ({ zh: text, en: text });
const roll = new Roll(UNITS, [{ unit: 'traffic-police', tag: 'police', assumed: false }], ACTORS);
const past = (warnings: readonly PastWarning[], hours: number) => ({
  ...{ warnings, roll, nameOf: both },
  span: [EIGHT_MS, EIGHT_MS + hours * 60 * MINUTE] as const,
});
const warning = (level: PastWarning['level'], from_min: number, to_min: number | null): PastWarning => ({
  ...{ kind: 'rainstorm', level, districts: null, from_ms: EIGHT_MS + from_min * MINUTE },
  to_ms: to_min === null ? null : EIGHT_MS + to_min * MINUTE,
});
const rain = (level: 'yellow' | 'orange') => ({ kind: 'warning' as const, warning: 'rainstorm', level });

const plan = planWith(
  [
    phaseWith('a', [taskFor('go', 'police')], [lead('b', rain('orange'), true)]),
    phaseWith('b', [], [lead(null, { kind: 'warning_over', warning: 'rainstorm', level: 'orange' })]),
  ],
  { begin: { how: 'approval', when: [rain('yellow')] } },
);
const of = { plan: 1, version: 2 };

it('begins when its condition held, asks whom it would have asked, and ends when the warning was over', () => {
  const warnings = [warning('yellow', 10, 300), warning('orange', 60, 120)];
  const replayed = replayPlan(of, plan, past(warnings, 8));
  expect(replayed?.phases.map(({ name, at_ms }) => [name.zh, (at_ms - EIGHT_MS) / MINUTE])).toEqual([
    ['a', 10],
    ['b', 60],
  ]);
  expect(replayed?.phases[0].tasks).toEqual([{ name: both('go'), units: [both('traffic-police')] }]);
  expect(replayed?.ended_ms).toBe(EIGHT_MS + 120 * MINUTE);
});

it('does not begin without its condition', () => {
  expect(replayPlan(of, plan, past([warning('yellow', 10, 20)], 0.1))).toBeNull();
});

/** 苏拉, 2023: yellow at 18:00 and lifted at 14:00 as recorded; the hours of the first blue and of orange are assumed. */
it('would have asked about response II at the blue signal of 苏拉, hours before it was yellow', () => {
  const at = (text: string) => Date.parse(`2023-${text}+08:00`);
  const signal = (level: PastWarning['level'], from: string, to: string): PastWarning => ({
    ...{ kind: 'typhoon', level, districts: null, from_ms: at(from), to_ms: at(to) },
  });
  const saola = [
    signal('blue', '08-31T07:00:00', '08-31T18:00:00'),
    signal('yellow', '08-31T18:00:00', '09-01T12:00:00'),
    signal('orange', '09-01T12:00:00', '09-02T09:00:00'),
    signal('blue', '09-02T09:00:00', '09-02T14:00:00'),
  ];
  const span = [at('08-31T00:00:00'), at('09-03T00:00:00')] as const;
  const replayed = replayPlan(of, typhoon, { warnings: saola, roll, nameOf: both, span });
  expect(replayed?.phases.map(({ name, at_ms }) => [name.zh, at_ms])).toEqual([
    ['二级响应', at('08-31T07:00:00')],
    ['一级响应', at('09-01T12:00:00')],
    ['停运', at('09-01T19:00:00')],
    ['恢复', at('09-02T09:00:00')],
  ]);
});
