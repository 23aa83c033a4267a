import { expect, it } from 'vitest';
import { CHANGE, differences, overCity } from './difference.ts';

const text = (...bytes: number[]) => btoa(String.fromCharCode(...bytes));
const scenario = (speeds: number[], halves: number[]) => ({
  speeds: text(...speeds),
  speed_halves: text(...halves),
});

it('a link is faster or slower only beyond the band of both, and unknown where nobody drove', () => {
  const links = [4, 5, 6, 7, 8, 9];
  const first = [0, 0, 0, 0, 0, 0];
  const a = scenario([...first, 41, 41, 41, 41, 21, 0], [...first, 1, 8, 1, 1, 1, 1]);
  const b = scenario([...first, 35, 35, 39, 25, 51, 31], [...first, 1, 3, 1, 1, 1, 1]);
  const { better, none, much_better, much_worse, unknown } = CHANGE;
  expect([...differences({ links }, a, b, 2)]).toEqual([
    better,
    none,
    none,
    much_better,
    much_worse,
    unknown,
  ]);
  expect([...differences({ links }, a, b, 1)]).toEqual(links.map(() => unknown));
});

it('lies over the city by the numbers of links', () => {
  expect([...overCity(5, [1, 3, 9], [7, 8, 9])]).toEqual([0, 7, 0, 8, 0]);
});
