import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredWait, type WaitSample } from './survival.ts';

const crossed = (...minutes: number[]): WaitSample[] =>
  minutes.map((m) => ({ wait_s: m * 60, crossed: true }));
const waiting = (...minutes: number[]): WaitSample[] =>
  minutes.map((m) => ({ wait_s: m * 60, crossed: false }));

describe('the wait that is measured', () => {
  it('is the median where all crossed', () => {
    expect(measuredWait(crossed(10, 20, 30, 40, 50))).toMatchObject({ mid_s: 1800, crossed: 5, censored: 0 });
  });

  it('is longer where some wait still than of those that crossed alone', () => {
    const some = crossed(10, 12, 14, 16);
    expect(measuredWait(some)?.mid_s).toBe(720);
    expect(measuredWait([...some, ...waiting(30, 30, 30, 30, 30)])?.mid_s).toBeNull();
    expect(measuredWait([...some, ...waiting(13, 13)])?.mid_s).toBe(840);
  });

  it('agrees with the published example of Kaplan and Meier', () => {
    // Kaplan & Meier 1958, section 2: deaths at 0.8, 3.1, 5.4, 9.2; losses at 1.0, 2.7, 7.0, 12.1. S(5.4) = 0.525, S(9.2) = 0.2625.
    const sample = [
      ...[0.8, 3.1, 5.4, 9.2].map((at) => ({ wait_s: at, crossed: true })),
      ...[1.0, 2.7, 7.0, 12.1].map((at) => ({ wait_s: at, crossed: false })),
    ];
    expect(measuredWait(sample, 0.474)?.mid_s).toBe(5.4);
    expect(measuredWait(sample, 0.476)?.mid_s).toBe(9.2);
    expect(measuredWait(sample, 0.737)?.mid_s).toBe(9.2);
    expect(measuredWait(sample, 0.739)?.mid_s).toBeNull();
  });

  it('is nothing where nobody crossed', () => {
    expect(measuredWait(waiting(10, 20))).toBeNull();
    expect(measuredWait([])).toBeNull();
  });

  it('lies within its interval, which the sample covers', () => {
    const sample = fc.array(fc.record({ wait_s: fc.integer({ min: 1, max: 9999 }), crossed: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(sample, (samples) => {
        const found = measuredWait(samples);
        if (found === null) return;
        const { low_s, mid_s, high_s } = found;
        expect(low_s).toBeLessThanOrEqual(mid_s ?? Number.POSITIVE_INFINITY);
        expect(mid_s ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(high_s ?? Number.POSITIVE_INFINITY);
        expect(found.crossed + found.censored).toBe(samples.length);
      }),
    );
  });
});
