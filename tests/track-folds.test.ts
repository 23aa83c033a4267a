import { expect, test } from 'vitest';
import { holdOut, mismatch, type Score } from '../bench/tracks/folds.ts';

const scores = (...wrong_m: number[]): Score[] => wrong_m.map((wrong) => ({ wrong_m: wrong, true_m: 100 }));

test('options are chosen by the tracks that are not held out, whatever they make of those that are', () => {
  const [steady, lucky] = [scores(2, 2, 2, 2), scores(0, 9, 0, 9)];
  expect(holdOut([steady, lucky], 2)).toEqual([
    { fold: 0, tracks: [0, 2], variant: 0 },
    { fold: 1, tracks: [1, 3], variant: 1 },
  ]);
});

test('mismatch is by length, so that a short track does not count like a long one', () => {
  expect(mismatch([{ wrong_m: 10, true_m: 100 }, ...scores(0, 0, 0)])).toBe(0.025);
  expect(mismatch([...scores(10), { wrong_m: 0, true_m: 900 }])).toBe(0.01);
});
