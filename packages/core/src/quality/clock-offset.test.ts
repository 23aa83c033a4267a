import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockFault, estimateClockOffset, nameClockFault } from './index.ts';

const HOUR_S = 3600;
const DAY_S = 86_400;
const NOW_MS = Date.parse('2026-11-23T08:00:00+08:00');
const TOLERANCE_S = 60;

/** A fix each minute, received so long after its time, by a clock that is off by `offset_s`. */
function pairs(delays_s: readonly number[], offset_s = 0) {
  const received = delays_s.map((_, i) => NOW_MS + i * 60_000);
  return { received, stated: received.map((at, i) => at + (offset_s - delays_s[i]) * 1000) };
}

function faultOf(delays_s: readonly number[], offset_s = 0): ClockFault | null | 'unknown' {
  const { received, stated } = pairs(delays_s, offset_s);
  const clock = estimateClockOffset(received, stated, received.length);
  return clock ? nameClockFault(clock.offset_s, stated[stated.length - 1], TOLERANCE_S) : 'unknown';
}

const prompt = [1, 0.5, 3, 1.2, 0.8, 2, 1, 6];

describe('a clock that is wrong is named by what is likely wrong in the terminal', () => {
  test.each<[string, number, ClockFault]>([
    ['UTC written as local time', -8 * HOUR_S, { kind: 'zone', hours: -8 }],
    ['the zone added twice', 8 * HOUR_S, { kind: 'zone', hours: 8 }],
    ['the neighbour zone, and 40 s slow as well', -HOUR_S - 40, { kind: 'zone', hours: -1 }],
    ['the zone of India', -2.5 * HOUR_S, { kind: 'zone', hours: -2.5 }],
    ['yesterday', -DAY_S, { kind: 'date', days: -1 }],
    ['a month ahead', 30 * DAY_S, { kind: 'date', days: 30 }],
    ['GPS weeks counted from the start', -1024 * 7 * DAY_S, { kind: 'week_rollover', epochs: -1 }],
    ['three minutes fast', 180, { kind: 'fast' }],
    ['three minutes behind', -180, { kind: 'slow_or_held' }],
  ])('%s', (_, offset_s, fault) => {
    expect(faultOf(prompt, offset_s)).toEqual(fault);
  });

  test('a chip that was never set', () => {
    const since_1970_s = (Date.UTC(1970, 0, 3, 4, 5) - NOW_MS) / 1000;
    expect(faultOf(prompt, since_1970_s)).toEqual({ kind: 'never_set', since_year: 1970 });
    const since_2000_s = (Date.UTC(2000, 0, 1, 7) - NOW_MS) / 1000;
    expect(faultOf(prompt, since_2000_s)).toEqual({ kind: 'never_set', since_year: 2000 });
  });

  test('two digits of the year read into another century', () => {
    const century_s = (Date.UTC(1926, 10, 23) - Date.UTC(2026, 10, 23)) / 1000;
    expect(faultOf(prompt, century_s)).toEqual({ kind: 'century', years: -100 });
  });

  test('though some of its fixes come late from a tunnel as well', () => {
    const mixed = [1, 2, 340, 1, 260, 2, 180, 1, 1, 3];
    expect(faultOf(mixed, -8 * HOUR_S)).toEqual({ kind: 'zone', hours: -8 });
  });
});

describe('a right clock is not accused', () => {
  test('when most fixes are prompt and a stored batch comes between', () => {
    expect(faultOf([1, 1, 900, 850, 1, 2, 1, 1])).toBeNull();
  });

  test('when only stored fixes come, each later than the one before by another time', () => {
    expect(faultOf([1800, 1725, 1650, 1575, 1500, 1425, 1350, 1275])).toBe('unknown');
  });

  test('when a single fix states a wild time', () => {
    expect(faultOf([1, 1, -400_000, 2, 1, 1, 3, 1])).toBeNull();
  });

  test('while a handful of fixes, or minutes, is all there is', () => {
    expect(faultOf([28_801, 28_802, 28_801])).toBe('unknown');
    const { received, stated } = pairs(new Array<number>(8).fill(1), -8 * HOUR_S);
    const burst = received.map((_, i) => NOW_MS + i * 100);
    expect(estimateClockOffset(burst, stated, 8)).toBeNull();
  });

  test('whatever the ways and uploads, as long as most fixes are prompt', () => {
    const way_s = fc.double({ min: 0.05, max: 12, noNaN: true });
    const stored_s = fc.double({ min: 30, max: 7200, noNaN: true });
    const delays = fc
      .tuple(
        fc.array(way_s, { minLength: 8, maxLength: 8 }),
        fc.array(stored_s, { minLength: 0, maxLength: 4 }),
      )
      .chain(([a, b]) => fc.shuffledSubarray([...a, ...b], { minLength: a.length + b.length }));
    fc.assert(fc.property(delays, (all) => faultOf(all) === null));
  });
});

test('the offset is found within the time of the way, whatever it is', () => {
  const offset = fc.integer({ min: -400 * DAY_S, max: 400 * DAY_S });
  const ways = fc.array(fc.double({ min: 0.1, max: 15, noNaN: true }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(offset, ways, (offset_s, delays) => {
      const { received, stated } = pairs(delays, offset_s);
      const found = estimateClockOffset(received, stated, 8)!;
      expect(found.offset_s).toBeLessThanOrEqual(offset_s);
      expect(found.offset_s).toBeGreaterThan(offset_s - 15.1);
    }),
  );
});
