import { expect, test } from 'vitest';
import { estimateLinkStates, type TravelSums } from './index.ts';

/** Sums of passes of one link, each the distance driven and the time taken. */
function sumsOf(passes: readonly (readonly [distance_m: number, time_s: number])[]): TravelSums {
  const sum = (of: (d: number, t: number) => number) =>
    Float32Array.of(passes.reduce((total, [d, t]) => total + of(d, t), 0));
  return {
    window_start_ms: 0,
    window_end_ms: 300_000,
    passes: Uint16Array.of(passes.length),
    vehicles: Uint16Array.of(passes.length),
    distance: sum((d) => d),
    time: sum((_, t) => t),
    distance_2: sum((d) => d * d),
    distance_time: sum((d, t) => d * t),
    time_2: sum((_, t) => t * t),
    pace: Float32Array.of(0),
    pace_variance: Float32Array.of(0),
    pace_2: 0,
  };
}

const estimate = (passes: readonly (readonly [number, number])[]) =>
  estimateLinkStates(sumsOf(passes), {
    network_version: 'v',
    sequence: 7,
    free_flow_kmh: Float32Array.of(60),
    stateOf: (speed_kmh, free_flow_kmh) => (speed_kmh > free_flow_kmh / 2 ? 1 : 5),
  });

test('a link that nobody passed has no speed, no interval and no state', () => {
  const { speed_kmh, half_width_kmh, state, samples } = estimate([]);
  expect([speed_kmh[0], half_width_kmh[0], state[0], samples[0]]).toEqual([Number.NaN, Number.NaN, 0, 0]);
});

test('speed is distance over time of all passes: slow ones weigh by their time', () => {
  const { speed_kmh, state } = estimate([
    [100, 10],
    [100, 30],
  ]);
  expect(speed_kmh[0]).toBeCloseTo(18, 4);
  expect(state[0]).toBe(5);
});

test('one pass has a speed but tells nothing of its spread', () => {
  const { speed_kmh, half_width_kmh } = estimate([[100, 10]]);
  expect(speed_kmh[0]).toBeCloseTo(36, 4);
  expect(half_width_kmh[0]).toBeNaN();
});

test('the interval narrows with passes and widens with their spread', () => {
  const of = (n: number, spread: number) =>
    estimate(Array.from({ length: n }, (_, i) => [100, 10 + (i % 2 === 0 ? spread : -spread)]))
      .half_width_kmh[0];
  expect(of(4, 2)).toBeGreaterThan(of(40, 2));
  expect(of(8, 4)).toBeGreaterThan(of(8, 1));
});
