import { expect, it } from 'vitest';
import { replacedInAnyWidth } from './index.ts';

const NUMBERS = /1\d{2}(?:[ -]?\d{4}){2}/g;

it.each([
  ['我是１３８００００１１１１，请回电！', '我是*，请回电！'],
  ['１３８　００００－１１１１ 和 138 0000 1111', '* 和 *'],
  ['乘Ｍ２９９路，（没有号码）', '乘Ｍ２９９路，（没有号码）'],
  ['𠀀１３８００００１１１１𠀀', '𠀀*𠀀'],
])('of “%s” the numbers go and the rest stays as it was typed', (text, right) => {
  expect(replacedInAnyWidth(text, NUMBERS, '*')).toBe(right);
});
