import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../time/index.ts';
import { ASSUMED_PACE, type LinkExpectation, VehiclePace } from './vehicle-pace.ts';

const SPEED_MPS = 10;
const LINK = 0;
/** One link with traffic of 10 m/s, known to 5 %, single passes to 5 %. */
const expected: LinkExpectation = {
  ln_mps: Float32Array.of(Math.log(SPEED_MPS)),
  variance: Float32Array.of(0.0025),
  pass_variance: Float32Array.of(0.0025),
  pace_variance: ASSUMED_PACE ** 2,
};

/** Pace after passes one minute apart, each so much faster than the traffic. */
function after(passes: readonly number[]): VehiclePace {
  const pace = new VehiclePace();
  pace.expect(expected);
  passes.forEach((faster, i) => {
    pace.learn(0, LINK, i * MINUTE_MS, SPEED_MPS * faster, 1);
  });
  return pace;
}

test('a vehicle of which nothing is known drives as the traffic does, as surely as the fleet does', () => {
  const pace = new VehiclePace();
  expect([pace.of(500), pace.varianceOf(500)]).toEqual([0, ASSUMED_PACE ** 2]);
  pace.expect({ ...expected, pace_variance: 0.04 });
  expect(pace.varianceOf(500)).toBeCloseTo(0.04);
});

test('without an expectation nothing is learnt', () => {
  const pace = new VehiclePace();
  pace.learn(0, LINK, 0, 20, 1);
  expect([pace.of(0), pace.varianceOf(0)]).toEqual([0, ASSUMED_PACE ** 2]);
});

test('one that is always a fifth faster is known for it after some passes, and not after one', () => {
  const often = after(Array(30).fill(1.2));
  expect(after([1.2]).of(0)).toBeLessThan(0.1);
  expect(often.of(0)).toBeCloseTo(Math.log(1.2), 1);
  expect(often.varianceOf(0)).toBeLessThan(ASSUMED_PACE ** 2 / 5);
  expect(often.of(1)).toBe(0);
});

test('a stop of its own among its passes changes little', () => {
  const before = after(Array(10).fill(1.1)).of(0);
  const stopped = after([...Array(10).fill(1.1), 0.05]).of(0);
  expect(before - stopped).toBeGreaterThan(0);
  expect(before - stopped).toBeLessThan(0.05);
});

test('a part of a link says less than the whole', () => {
  const [whole, part] = [1, 0.1].map((share) => {
    const pace = new VehiclePace();
    pace.expect(expected);
    pace.learn(0, LINK, 0, SPEED_MPS * 1.2, share);
    return pace.of(0);
  });
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(whole);
});

test('after a shift it is less sure who drives', () => {
  const pace = after(Array(30).fill(1.2));
  const [fast, sure] = [pace.of(0), pace.varianceOf(0)];
  pace.learn(0, LINK, 12 * HOUR_MS, SPEED_MPS * Math.exp(fast), 1);
  expect(pace.of(0)).toBeLessThan(fast);
  expect(pace.varianceOf(0)).toBeGreaterThan(sure);
});

test('whatever passes come, the pace is a number and no less sure than the fleet', () => {
  const pass = fc.tuple(
    fc.integer({ min: 0, max: 3 * 64 }),
    fc.double({ min: 0.001, max: 60, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: -60, max: 24 * 60 }),
  );
  fc.assert(
    fc.property(fc.array(pass, { maxLength: 60 }), (passes) => {
      const pace = new VehiclePace();
      pace.expect(expected);
      for (const [slot, speed_mps, part, at_min] of passes) {
        pace.learn(slot, LINK, at_min * MINUTE_MS, speed_mps, part);
        expect(Number.isFinite(pace.of(slot))).toBe(true);
        expect(pace.varianceOf(slot)).toBeGreaterThan(0);
        expect(pace.varianceOf(slot)).toBeLessThanOrEqual(ASSUMED_PACE ** 2 * 1.0001);
      }
    }),
  );
});
