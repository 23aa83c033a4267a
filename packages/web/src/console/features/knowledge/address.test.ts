import { expect, it } from 'vitest';
import { articlesSearch, gapSearch } from './address.ts';

it('reads the choice of a list from its address', () => {
  expect(articlesSearch({ state: 'draft', stale: true, own: 'true' })).toEqual({
    ...{ state: 'draft', stale: true, own: true },
  });
});

it('chooses nothing by what no list has', () => {
  expect(articlesSearch({ state: 'burnt', stale: 'perhaps', own: 1 })).toEqual({});
  expect(gapSearch({ gap: '-3' })).toEqual({});
  expect(gapSearch({ gap: 'three' })).toEqual({});
});

it('reads the gap that an article is written for', () => {
  expect(gapSearch({ gap: '12' })).toEqual({ gap: 12 });
});
