import { networkFor } from '@opentocc/core/network';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { everydayLife } from '@opentocc/testkit/city-life';
import { expect, test } from 'vitest';
import { callsAt } from './demo.ts';
import { CITY } from './test-situations.ts';

const network = networkFor(CITY.network, 'car');
const life = everydayLife(network, { seed: 1 });
const NOON_MS = Date.parse('2026-11-27T12:00:00+08:00');
const city = { life, network, shift_ms: 0 };

/** All that is phoned in over an hour, looked at each minute. */
function callsOver(from_ms: number, shift_ms = 0) {
  const minutes = Array.from({ length: 60 }, (_, i) => from_ms + i * MINUTE_MS);
  return minutes.flatMap((now_ms) =>
    callsAt({ ...city, shift_ms }, now_ms).map((call) => ({ now_ms, call })),
  );
}

test('drivers call about each incident twice, from its link, and never before it happened', () => {
  const calls = callsOver(NOON_MS);
  const keys = new Set(calls.map(({ call }) => call.key));
  expect(keys.size).toBeGreaterThan(3);
  for (const { call, now_ms } of calls) {
    expect(call.at_ms).toBeLessThanOrEqual(now_ms);
    expect(call.lanes ?? '...').toHaveLength(call.lanes ? network.link_lanes[call.link!] + 2 : 3);
    const [, from_ms] = call.key!.split(':').map(Number);
    expect(now_ms).toBeGreaterThanOrEqual(from_ms + 2 * MINUTE_MS);
  }
});

test('where the world shown is that of another hour, its incidents are phoned in now', () => {
  const there = callsOver(NOON_MS - 3 * HOUR_MS, 3 * HOUR_MS);
  expect(new Set(there.map(({ call }) => call.key))).toEqual(
    new Set(callsOver(NOON_MS).map(({ call }) => call.key)),
  );
  for (const { call, now_ms } of there) expect(call.at_ms).toBeLessThanOrEqual(now_ms);
});
