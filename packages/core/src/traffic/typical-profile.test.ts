import { expect, test } from 'vitest';
import { slotByte, TypicalProfile } from './index.ts';

/** Profile of one link from its speeds in one slot after the other, km/h, NaN where nobody drove. */
function typical(...speeds_kmh: number[]): number {
  const profile = new TypicalProfile(1);
  for (const speed_kmh of speeds_kmh) profile.add(Uint8Array.of(slotByte(speed_kmh)));
  return profile.speeds_kmh()[0];
}

test('what is usual is the geometric mean of the slots in which somebody drove', () => {
  expect(typical(20, 20, 20)).toBeCloseTo(20, 4);
  expect(typical(10, Number.NaN, 40, 10, Number.NaN, 40, 10, 40)).toBeCloseTo(20, 4);
});

test('a link that was driven in too few slots has no profile', () => {
  expect(typical(20, Number.NaN, 20)).toBeNaN();
});
