import { expect, test } from 'vitest';
import { FusionTrust } from './fusion-trust.ts';

const LINKS = 400;
const STEP_MS = 300_000;
const FORECAST_VAR = 0.01;
const column = (value: number) => new Float32Array(LINKS).fill(value);

/** Scale for links of class 0 after windows with forecast errors of passes that are normal with this deviation. */
function scaleAfter(windows: number, deviation: number, own_var = 1e-6, gap_ms = STEP_MS): number {
  const trust = new FusionTrust(new Uint8Array(LINKS));
  for (let w = 0; w < windows; w++) {
    const own = Float32Array.from({ length: LINKS }, (_, i) => deviation * normalAt((i + 0.5) / LINKS));
    trust.learn(w * gap_ms, own, column(own_var), column(0.04));
    trust.forecast(w * gap_ms + STEP_MS, column(0), column(FORECAST_VAR));
  }
  return trust.scaleOf(0);
}

test('the scale is such that nine in ten passes lie within the forecast', () => {
  expect(scaleAfter(6, Math.sqrt(4 * FORECAST_VAR))).toBeCloseTo(4, 0);
  expect(scaleAfter(6, Math.sqrt(9 * FORECAST_VAR)) / 9).toBeCloseTo(1, 1);
});

test('a forecast is never trusted more than is assumed at best', () => {
  expect(scaleAfter(6, Math.sqrt(0.2 * FORECAST_VAR))).toBeCloseTo(1.5, 6);
});

test('passes that say little themselves teach nothing', () => {
  expect(scaleAfter(6, 1, 0.05)).toBeCloseTo(scaleAfter(0, 1), 6);
});

test('an old forecast is held against nothing', () => {
  expect(scaleAfter(6, 1, 1e-6, 4 * STEP_MS)).toBe(scaleAfter(0, 1));
});

/** Quantile of the normal distribution (Winitzki 2008 for erf⁻¹, within 0.002). */
function normalAt(share: number): number {
  const x = 2 * share - 1;
  const ln = Math.log(1 - x * x);
  const a = 2 / (Math.PI * 0.147) + ln / 2;
  return Math.sign(x) * Math.SQRT2 * Math.sqrt(Math.sqrt(a * a - ln / 0.147) - a);
}
