import { checkRegimes, FIRST_REGIMES, type RegimeBook } from '@opentocc/core/freight';
import { expect, it } from 'vitest';
import { FreightRegime, FreightRegimeBook, FreightRegimeFault } from './freight-regimes.ts';

it('carries the regimes on record as the core has them, and back', () => {
  const read = FreightRegimeBook.parse(JSON.parse(JSON.stringify(FIRST_REGIMES)));
  expect(read).toEqual(FIRST_REGIMES);
  // Types of both packages agree: this compiles only as long as they do.
  const book: RegimeBook = read;
  expect(checkRegimes(book)).toEqual([]);
});

it('carries every fault of a draft', () => {
  const draft = { ...FIRST_REGIMES, regimes: FIRST_REGIMES.regimes.filter((_, i) => i % 2 === 0) };
  const faults = checkRegimes(draft);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.map((one) => FreightRegimeFault.parse(one))).toEqual(faults);
});

it.each([
  ['a rule of a kind that there is not', { rules: [{ kind: 'weather' }] }],
  ['a version 0', { version: 0 }],
  ['more rules than one can read', { rules: Array(61).fill(FIRST_REGIMES.regimes[0].rules[0]) }],
  ['a time that is no number', { from_ms: Number.NaN }],
])('refuses %s', (_, part) => {
  expect(FreightRegime.safeParse({ ...FIRST_REGIMES.regimes[0], ...part }).success).toBe(false);
});
