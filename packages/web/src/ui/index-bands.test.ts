import type { IndexConfiguration } from '@opentocc/contract';
import { SHENZHEN_INDEX, shenzhenBandOf } from '@opentocc/core/traffic';
import { expect, test } from 'vitest';
import { bandOf, colourOfBand, configurationAt } from './index-bands.ts';
import { BAND_COLOURS, STATE_COLOURS } from './theme/palette.ts';

const SET = [1, 3, 4.5, 9] as const;
const configuration = (formula_version: string, valid_from_ms: number) =>
  ({ formula_version, valid_from_ms }) as IndexConfiguration;

test('a screen puts an index into the band that the server puts it into', () => {
  const indices = Array.from({ length: 101 }, (_, i) => i / 10);
  for (const band_below of [SHENZHEN_INDEX.band_below, SET])
    expect(indices.map((index) => bandOf(index, band_below))).toEqual(
      indices.map((index) => shenzhenBandOf({ ...SHENZHEN_INDEX, band_below }, index)),
    );
});

test('bounds that an operator set move values to other bands', () => {
  expect([0.9, 1, 2.9, 4.4, 4.5, 8.9, 9, 10].map((index) => bandOf(index, SET))).toEqual([
    0, 1, 1, 2, 3, 3, 4, 4,
  ]);
});

test('a number that is shown stands in one band, whatever was cut off from it', () => {
  expect([2.94, 2.96, 3, 3.04].map((index) => bandOf(index, SET))).toEqual([1, 2, 2, 2]);
});

test('without an index or known bounds there is no band, and the colour is grey', () => {
  expect([bandOf(null, SET), bandOf(5, null)]).toEqual([null, null]);
  expect(colourOfBand(null, 'light')).toBe(STATE_COLOURS.light[0]);
  expect(colourOfBand(4, 'light')).toBe(BAND_COLOURS.light[4]);
});

test('the configuration of an instant is the newest that has begun, not one for a day to come', () => {
  const all = [configuration('built in', 0), configuration('set', 100), configuration('to come', 200)];
  expect([99, 100, 199].map((at_ms) => configurationAt(all, at_ms)?.formula_version)).toEqual([
    'built in',
    'set',
    'set',
  ]);
  expect(configurationAt([], 100)).toBeUndefined();
});
