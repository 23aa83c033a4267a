import { expect, it } from 'vitest';
import { leftOf } from './idle.ts';

const NOW_MS = Date.parse('2026-11-27T03:00:00+08:00');
const session = (seen_s_ago: number, current: boolean) => ({
  created_ms: NOW_MS - 3_600_000,
  seen_ms: NOW_MS - 1000 * seen_s_ago,
  address: '10.0.0.7',
  agent: 'Firefox',
  current,
});

it('counts from when the server last saw this session, not another of the same person', () => {
  expect(leftOf([session(10, false), session(1700, true)], 1800, NOW_MS, null)).toBe(100_000);
});

it('is over once the limit has passed, and unknown where the session is not open', () => {
  expect(leftOf([session(2000, true)], 1800, NOW_MS, null)).toBe(0);
  expect(leftOf([session(10, false)], 1800, NOW_MS, null)).toBeNull();
});

it('begins when the watch ends, however long ago somebody touched the page', () => {
  expect(leftOf([session(7200, true)], 1800, NOW_MS, NOW_MS - 60_000)).toBe(1_740_000);
});
