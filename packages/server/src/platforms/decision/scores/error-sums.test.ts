import type { ScoreSeries } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { addSums, errorsOf, sumErrors, verdictOf } from './error-sums.ts';

const SERIES: ScoreSeries = {
  predicted: [110, 120, 100, 100],
  low: [100, 115, 90, 0],
  high: [120, 130, 99, 200],
  observed: [100, 100, 100, null],
  persistence: 150,
  last_week: [null, 80, 100, 100],
};

describe('errors of a series', () => {
  it('are means over the values that were observed, as shares of them', () => {
    expect(errorsOf(sumErrors(SERIES, 0, 4, true))).toEqual({
      ...{ values: 3, bias: 0.1, error: 0.1, inside: 0.3333 },
      persistence: { values: 3, baseline: 0.5, twin: 0.1 },
      last_week: { values: 2, baseline: 0.1, twin: 0.1 },
    });
  });

  it('are absolute where that is asked, signed by what was predicted too much', () => {
    const low = { ...SERIES, predicted: [90, 90, 90, 90] };
    expect(errorsOf(sumErrors(low, 0, 4, false))).toMatchObject({ bias: -10, error: 10 });
  });

  it('of parts add up to those of the whole', () => {
    const parts = addSums(sumErrors(SERIES, 0, 2, true), sumErrors(SERIES, 2, 4, true));
    expect(errorsOf(parts)).toEqual(errorsOf(sumErrors(SERIES, 0, 4, true)));
  });

  it('are not there where nothing was observed', () => {
    expect(errorsOf(sumErrors(SERIES, 3, 4, true))).toEqual({
      ...{ values: 0, bias: null, error: null, inside: null, persistence: null, last_week: null },
    });
  });
});

it('the twin was worth it when its error is a tenth smaller than that of no change, and says so when it is larger', () => {
  const against = (persistence: number) => verdictOf(sumErrors({ ...SERIES, persistence }, 0, 4, true));
  expect([against(150), against(110), against(101), verdictOf(sumErrors(SERIES, 3, 4, true))]).toEqual([
    ...['better', 'equal', 'worse', 'unknown'],
  ]);
});
