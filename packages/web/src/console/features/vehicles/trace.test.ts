import { expect, test } from 'vitest';
import { length_m, pointAt, runsOf, stopsOf, type TracePoint } from './trace.ts';

const EIGHT_MS = Date.parse('2026-11-27T08:00:00+08:00');
const METRE_LAT = 1 / 111_195;

/** Fixes by seconds after eight and metres to the north. */
const trace = (...fixes: readonly (readonly [s: number, m: number])[]): TracePoint[] =>
  fixes.map(([s, m]) => ({
    at_ms: EIGHT_MS + 1000 * s,
    lon: 114,
    lat: 22.5 + m * METRE_LAT,
    speed_kmh: null,
    direction_deg: null,
  }));

test('a trace is in parts where the vehicle was silent or would have flown', () => {
  const points = trace([0, 0], [30, 300], [60, 600], [400, 700], [430, 900], [431, 5000], [460, 5200]);
  expect(runsOf(points).map((run) => run.map(({ at_ms }) => (at_ms - EIGHT_MS) / 1000))).toEqual([
    [0, 30, 60],
    [400, 430],
    [431, 460],
  ]);
  expect(length_m(points)).toBeCloseTo(1000, -1);
});

test('a stop lasts three minutes within forty metres; a traffic light is none', () => {
  const points = trace(
    [0, 0],
    [30, 300],
    [90, 305],
    [120, 900],
    [150, 910],
    [300, 915],
    [390, 905],
    [420, 1400],
  );
  expect(
    stopsOf(points).map(({ from_ms, to_ms }) => [from_ms, to_ms].map((ms) => (ms - EIGHT_MS) / 1000)),
  ).toEqual([[120, 390]]);
  expect(stopsOf(trace([0, 0], [200, 10])).length).toBe(1);
  expect(stopsOf([])).toEqual([]);
});

test('the vehicle is where its last fix was', () => {
  const points = trace([0, 0], [30, 300]);
  expect(pointAt(points, EIGHT_MS + 29_000)).toBe(points[0]);
  expect(pointAt(points, EIGHT_MS + 30_000)).toBe(points[1]);
  expect(pointAt(points, EIGHT_MS - 1)).toBe(points[0]);
});
