import { expect, test } from 'vitest';
import { LinkFlow } from './link-flow.ts';

/** Two links of kind 0, one of kind 1. */
const kinds = Uint8Array.of(0, 0, 1);
const flowOf = (penetration_rate: number, ...windows: number[][]) => {
  const flow = new LinkFlow(kinds, 2, penetration_rate);
  for (const passes of windows) flow.learn(Uint16Array.from(passes));
  return flow;
};

test('where all vehicles report there are as many as were seen', () => {
  expect(flowOf(1, [12, 0, 0]).vehiclesOn(0, 9)).toBe(9);
});

test('where a tenth reports there are nine unseen for each one that is usual', () => {
  const windows = Array.from({ length: 30 }, () => [4, 4, 0]);
  expect(flowOf(0.1, ...windows).vehiclesOn(0, 4)).toBeCloseTo(4 + 9 * 4, 1);
});

test('a link that was not passed has what its kind has, the less the longer nobody passes', () => {
  const after = (windows: number) => flowOf(0.01, ...Array(windows).fill([0, 6, 0])).vehiclesOn(0, 0);
  expect(after(1)).toBeGreaterThan(99);
  expect(after(6)).toBeLessThan(after(1));
});

test('a mean of fewer than five vehicles is not asked for', () => {
  expect(flowOf(1, [0, 0, 0]).vehiclesOn(2, 1)).toBe(5);
});
