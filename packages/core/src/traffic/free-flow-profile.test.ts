import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FreeFlowProfile, type FreeFlowRule, slotByte, slotSpeed_kmh, slotsOfDay } from './index.ts';

const RULE: FreeFlowRule = {
  from_min: 6 * 60,
  to_min: 24 * 60,
  slot_min: 15,
  least_days: 30,
  look_back_days: 45,
  top_share: 1 / 9,
  least_days_of_slot: 2,
  least_slots: 36,
};
const SLOTS = slotsOfDay(RULE);
const LIMIT_KMH = 100;
const ASSUMED_KMH = 60;

/** One link of which `speedOf` says the speed of each slot on each of some days, NaN without one. */
function measured(days: number, speedOf: (slot: number, day: number) => number, limit_kmh = LIMIT_KMH) {
  const profile = new FreeFlowProfile(1, RULE);
  for (let day = 0; day < days; day++)
    for (let slot = 0; slot < SLOTS; slot++) profile.add(slot, Uint8Array.of(slotByte(speedOf(slot, day))));
  const { speed_kmh, measured } = profile.measure(Uint8Array.of(limit_kmh), Float32Array.of(ASSUMED_KMH));
  return { speed_kmh: speed_kmh[0], measured: measured[0] === 1 };
}

describe('free-flow speed', () => {
  test('the hours from 6 to 24 are 72 slots of a quarter of an hour', () => {
    expect(SLOTS).toBe(72);
  });

  test('it is the mean of the eight fastest slots of 72', () => {
    expect(measured(30, (slot) => (slot < 8 ? 70 : 40))).toEqual({ speed_kmh: 70, measured: true });
    expect(measured(30, (slot) => (slot < 4 ? 70 : 40))).toEqual({ speed_kmh: 55, measured: true });
  });

  test('a slot is averaged over its days before slots are compared', () => {
    const oneFastDay = (slot: number, day: number) => (day === slot % 30 ? 90 : 30);
    expect(measured(30, oneFastDay).speed_kmh).toBeCloseTo((90 + 29 * 30) / 30, 5);
  });

  test('it is never above the speed limit', () => {
    expect(measured(30, () => 75, 60).speed_kmh).toBe(60);
  });

  test('a link that is rarely driven keeps the assumed speed', () => {
    const everyThirdSlot = (slot: number) => (slot % 3 === 0 ? 50 : Number.NaN);
    expect(measured(30, everyThirdSlot)).toEqual({ speed_kmh: ASSUMED_KMH, measured: false });
    expect(measured(1, () => 50)).toEqual({ speed_kmh: ASSUMED_KMH, measured: false });
  });

  test('a speed is stored within a quarter of a km/h, standing still is not nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 127, noNaN: true }), (speed_kmh) => {
        expect(Math.abs(slotSpeed_kmh(slotByte(speed_kmh))! - speed_kmh)).toBeLessThanOrEqual(0.25);
      }),
    );
    expect(slotByte(0)).toBe(1);
    expect(slotSpeed_kmh(slotByte(Number.NaN))).toBeNull();
    expect(slotByte(200)).toBe(254);
  });

  test('any speeds give what the text of the standard says', () => {
    const day = fc.array(fc.option(fc.integer({ min: 1, max: 254 }), { nil: 0 }), {
      minLength: 72,
      maxLength: 72,
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), (days) => {
        const found = measured(days.length, (slot, n) =>
          days[n][slot] === 0 ? Number.NaN : days[n][slot] / 2,
        );
        const expected = byTheText(days);
        expect(found.measured).toBe(expected !== null);
        expect(found.speed_kmh).toBeCloseTo(expected ?? ASSUMED_KMH, 3);
      }),
    );
  });
});

/** Slow and plain: average each slot over its days, sort, average the fastest ninth, cap. */
function byTheText(days: readonly (readonly number[])[]): number | null {
  const means: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    const known = days.map((speeds) => speeds[slot] / 2).filter((speed) => speed > 0);
    if (known.length >= RULE.least_days_of_slot) means.push(known.reduce((a, b) => a + b) / known.length);
  }
  if (means.length < RULE.least_slots) return null;
  means.sort((a, b) => b - a);
  const top = means.slice(0, Math.round(means.length / 9));
  return Math.min(LIMIT_KMH, top.reduce((a, b) => a + b) / top.length);
}
