import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR_MS } from '@opentocc/core/time';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { feedAge } from './feed-age.ts';
import { platformNow, setPlatformTime, setPlatformTimeBy } from './platform-clock.ts';

const SCREEN_MS = Date.UTC(2026, 2, 1, 8);
const answer = (date_ms: number, cache = 'no-store') =>
  new Response(null, { headers: { date: new Date(date_ms).toUTCString(), 'cache-control': cache } });

beforeEach(() => {
  vi.useFakeTimers({ now: SCREEN_MS });
  setPlatformTime(SCREEN_MS);
});
afterEach(() => vi.useRealTimers());

describe('the clock of a screen', () => {
  it('is that of the platform, however wrong that of the computer is', () => {
    setPlatformTimeBy(answer(SCREEN_MS - 5 * HOUR_MS), 0);
    expect(Math.abs(platformNow() - (SCREEN_MS - 5 * HOUR_MS))).toBeLessThanOrEqual(1000);
    vi.advanceTimersByTime(60_000);
    expect(Math.abs(platformNow() - (SCREEN_MS - 5 * HOUR_MS + 60_000))).toBeLessThanOrEqual(1000);
  });

  it('is exact by the live channel, and is not moved by answers that know whole seconds only', () => {
    setPlatformTime(SCREEN_MS + 1234);
    setPlatformTimeBy(answer(SCREEN_MS + 1000), 100);
    expect(platformNow()).toBe(SCREEN_MS + 1234);
  });

  it('is not set by an answer that lay in a store, nor by one without a time', () => {
    setPlatformTimeBy(answer(SCREEN_MS - HOUR_MS, 'private, max-age=3600'), 0);
    setPlatformTimeBy(new Response(null, { headers: { 'cache-control': 'no-store' } }), 0);
    expect(platformNow()).toBe(SCREEN_MS);
  });

  it('tells the age of what is live on a screen whose own clock is ahead', () => {
    setPlatformTime(SCREEN_MS - HOUR_MS);
    const status = {
      phase: 'live',
      links_at_ms: SCREEN_MS - HOUR_MS - 40_000,
      vehicles_at_ms: SCREEN_MS - HOUR_MS - 1000,
      vehicles: 1,
      network_version: 'v',
    } as const;
    expect(feedAge(status, platformNow())).toEqual({ verdict: 'live', links_ms: 40_000, vehicles_ms: 1000 });
  });

  it('is the only one: no other part of the screens asks the computer', () => {
    const folder = join(import.meta.dirname, '..');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.tsx?$/.test(path) && !/\.test\.ts$|platform-clock\.ts$/.test(path),
    );
    expect(files.length).toBeGreaterThan(100);
    const asks = /Date\.now\b|new Date\(\s*\)|\bDate\(\)|\bdayjs\(\s*\)/;
    expect(files.filter((path) => asks.test(readFileSync(join(folder, path), 'utf8')))).toEqual([]);
  });
});
