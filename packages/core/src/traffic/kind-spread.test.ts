import { expect, test } from 'vitest';
import { KindSpread } from './kind-spread.ts';

const LINKS = 200;
/** Deviations that alternate: their variance is `size` squared. */
const alternating = (size: number) => Float32Array.from({ length: LINKS }, (_, i) => (i % 2 ? size : -size));
const kind = new Uint8Array(LINKS);

function spreadAfter(windows: number, own: Float32Array, own_var: number): number {
  const spread = new KindSpread(2);
  for (let w = 0; w < windows; w++) spread.learn(own, new Float32Array(LINKS).fill(own_var), kind);
  return Math.sqrt(spread.of(0));
}

test('the spread of the links is what their passes show beyond their own', () => {
  expect(spreadAfter(12, alternating(0.13), 0.05 ** 2)).toBeCloseTo(0.12, 2);
});

test('links without passes say nothing', () => {
  expect(spreadAfter(12, alternating(0.5), Number.POSITIVE_INFINITY)).toBeCloseTo(0.2, 6);
});

test('a few links far off do not make all look apart', () => {
  const own = alternating(0.1).map((value, i) => (i % 50 === 0 ? -3 : value));
  expect(spreadAfter(12, own, 0.05 ** 2)).toBeLessThan(0.16);
});

test('a kind that is not seen stays as assumed', () => {
  const spread = new KindSpread(2);
  spread.learn(alternating(0.5), new Float32Array(LINKS).fill(0.01), kind);
  expect(Math.sqrt(spread.of(1))).toBeCloseTo(0.2, 6);
});
