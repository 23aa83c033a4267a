import { expect, it } from 'vitest';
import { withLineNumbers } from './line-numbers.ts';

it.each([
  ['一号线', '1号线'],
  ['十一号线', '11号线'],
  ['二十号线', '20号线'],
  ['三十二路', '32路'],
  ['三百二十路', '320路'],
  ['三百零二路', '302路'],
  ['三零二路', '302路'],
  ['三〇二路', '302路'],
  ['从十二号口出来坐一号线', '从12号口出来坐1号线'],
  ['一个人在路上', '一个人在路上'],
  ['百路', '百路'],
  ['三千路', '三千路'],
])('%s is %s', (said, written) => {
  expect(withLineNumbers(said)).toBe(written);
});
