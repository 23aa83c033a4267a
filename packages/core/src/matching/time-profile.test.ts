import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeProfile } from './time-profile.ts';

function profile(distance_m: number, span_s: number, speed_0_kmh: number, speed_1_kmh: number): TimeProfile {
  const made = new TimeProfile();
  made.set(distance_m, 0, span_s * 1000, speed_0_kmh, speed_1_kmh);
  return made;
}

describe('the time of a place between two fixes', () => {
  test('never goes back and stays within both fixes', () => {
    const speed = fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 220, noNaN: true }));
    const some = fc.double({ min: 1, max: 3000, noNaN: true });
    fc.assert(
      fc.property(some, some, speed, speed, (distance_m, span_s, speed_0, speed_1) => {
        const made = profile(distance_m, span_s, speed_0, speed_1);
        let before_ms = 0;
        for (let step = 0; step <= 20; step++) {
          const at_ms = made.timeAt(step === 20 ? distance_m : (distance_m * step) / 20);
          expect(at_ms).toBeGreaterThanOrEqual(before_ms);
          before_ms = at_ms;
        }
        expect(before_ms).toBe(span_s * 1000);
      }),
    );
  });

  test('is even when no speed is known, or both are the mean', () => {
    expect(profile(100, 10, Number.NaN, Number.NaN).timeAt(30)).toBeCloseTo(3000, -1);
    expect(profile(100, 10, 36, 36).timeAt(30)).toBeCloseTo(3000, -1);
  });

  test('lies near the start for a vehicle that brakes to a stop', () => {
    expect(profile(100, 20, 50, 0).timeAt(50)).toBeLessThan(7000);
    expect(profile(100, 20, 0, 50).timeAt(50)).toBeGreaterThan(13_000);
  });
});
