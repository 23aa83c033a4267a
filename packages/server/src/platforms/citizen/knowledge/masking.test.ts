import { expect, test } from 'vitest';
import { withoutNumbers } from './masking.ts';

test.each([
  ['13812345678的失物', '***的失物'],
  ['１３８１２３４５６７８的失物', '***的失物'],
  ['身份证44030419900101123X丢了', '身份证***丢了'],
  ['Ｍ２９９路末班车', 'Ｍ２９９路末班车'],
])('of “%s” no number of a person is stored', (question, stored) => {
  expect(withoutNumbers(question)).toBe(stored);
});
