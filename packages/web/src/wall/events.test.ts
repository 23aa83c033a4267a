import type { SourceHealth, WorstRoad } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { failedSources, severeRoads } from './events.ts';

const AT_MS = 1_000;
const BANDS = [2, 4, 6, 8];
const source = (id: number, state: SourceHealth['state'], retired_ms: number | null = null) =>
  ({ id, state, retired_ms, name: { zh: `源${id}`, en: `Source ${id}` } }) as SourceHealth;
const road = (key: string, index: number) => ({ key, index }) as WorstRoad;

describe('a source that fails', () => {
  it('is one that delivered before and is silent now', () => {
    const events = failedSources(
      [source(1, 'ok'), source(2, 'degraded'), source(3, 'ok')],
      [source(1, 'silent'), source(2, 'silent'), source(3, 'degraded')],
      AT_MS,
    );
    expect(events.map(({ key }) => key)).toEqual(['source/1', 'source/2']);
    expect(events[0]).toMatchObject({ kind: 'source', name: { zh: '源1' }, at_ms: AT_MS });
  });

  it('is none that was silent already, is new, or was retired', () => {
    const before = [source(1, 'silent'), source(3, 'ok'), source(4, 'never')];
    const now = [source(1, 'silent'), source(2, 'silent'), source(3, 'silent', 5), source(4, 'silent')];
    expect(failedSources(before, now, AT_MS)).toEqual([]);
  });
});

describe('a road that becomes severe', () => {
  it('is in the last band now and was not before', () => {
    const events = severeRoads([road('a', 7.9), road('b', 8.5)], [road('a', 8), road('b', 9)], BANDS, AT_MS);
    expect(events.map(({ key }) => key)).toEqual(['road/a']);
  });

  it('is one that was not among the worst before', () => {
    expect(severeRoads([], [road('c', 8.1), road('d', 7)], BANDS, AT_MS)).toHaveLength(1);
  });

  it('is judged by the index as it is shown', () => {
    expect(severeRoads([], [road('a', 7.96)], BANDS, AT_MS)).toHaveLength(1);
  });

  it('is none while the bounds of the bands are not known', () => {
    expect(severeRoads([], [road('a', 9)], null, AT_MS)).toEqual([]);
  });
});
