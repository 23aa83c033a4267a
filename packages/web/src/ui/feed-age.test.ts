import { describe, expect, it } from 'vitest';
import { feedAge } from './feed-age.ts';
import type { FeedStatus } from './live/city-feed.ts';

const NOW_MS = 1_800_000_000_000;
const fresh: FeedStatus = {
  phase: 'live',
  links_at_ms: NOW_MS - 40_000,
  vehicles_at_ms: NOW_MS - 1000,
  vehicles: 10,
  network_version: 'v',
};

describe('age of the live data', () => {
  it('is live while windows and vehicles arrive', () => {
    expect(feedAge(fresh, NOW_MS)).toEqual({ verdict: 'live', links_ms: 40_000, vehicles_ms: 1000 });
  });

  it('is stale when the connection stands but the data is old', () => {
    expect(feedAge({ ...fresh, vehicles_at_ms: NOW_MS - 16_000 }, NOW_MS).verdict).toBe('stale');
    expect(feedAge({ ...fresh, links_at_ms: NOW_MS - 151_000 }, NOW_MS).verdict).toBe('stale');
  });

  it('says first that the connection is lost', () => {
    expect(feedAge({ ...fresh, phase: 'lost', links_at_ms: 0 }, NOW_MS).verdict).toBe('lost');
  });

  it('waits, and claims no age, before the first window', () => {
    expect(feedAge({ ...fresh, links_at_ms: 0 }, NOW_MS)).toMatchObject({
      verdict: 'waiting',
      links_ms: null,
    });
  });
});
