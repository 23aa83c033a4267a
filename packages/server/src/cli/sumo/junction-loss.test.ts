import { expect, test } from 'vitest';
import { criticalGap, crossingTime, freeSpeed, SUMO_DRIVER } from './junction-loss.ts';
import type { SumoNet } from './net-rows.ts';

const net: SumoNet = {
  edges: [],
  connections: [],
  programs: new Map(),
  responses: new Map(),
  internal: new Map([
    [':a', { length_m: 10, speed_mps: 8 }],
    [':b', { length_m: 5, speed_mps: 8 }],
  ]),
  internal_next: new Map([[':a', ':b']]),
};
const connection = { from: 'x', to: 'y', fromLane: 0, via: ':a', signalIndex: -1, state: 'M' };
// A driver who does not dawdle, so that the figures can be followed.
const exact = { ...SUMO_DRIVER, sigma: 0 };

test('a driver who dawdles is slower than the limit by half of what he may lose in a second', () => {
  expect(freeSpeed(13.9, SUMO_DRIVER)).toBeCloseTo(13.25, 6);
});

test('crossing takes the time on its lanes, braking to the speed of the turn and accelerating behind it', () => {
  const speeds = { from_mps: 14, to_mps: 14 };
  const change_s = (14 - 8) ** 2 / (2 * 14);
  expect(crossingTime(net, connection, speeds, exact)).toBeCloseTo(
    15 / 8 + change_s / 4.5 + change_s / 2.6,
    6,
  );
  // Who gives way slows to what can be stopped within 4.5 m: √(2 · 4.5 · 4.5) m/s.
  const minor_s = (14 - Math.sqrt(40.5)) ** 2 / (2 * 14);
  const minor = crossingTime(net, { ...connection, state: 'm' }, speeds, exact);
  expect(minor).toBeCloseTo(15 / 8 + minor_s / 4.5 + minor_s / 2.6, 6);
});

test('the gap of who gives way: to clear the junction from a standstill, and one second', () => {
  // 10 m and 4.5 m of car: 8² / 5.2 m of acceleration, the rest at 8 m/s.
  const run_m = 64 / 5.2;
  expect(criticalGap(net, connection, exact)).toBeCloseTo(1 + 8 / 2.6 + (14.5 - run_m) / 8, 6);
});
