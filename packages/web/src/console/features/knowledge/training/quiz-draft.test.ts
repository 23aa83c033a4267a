import { expect, it } from 'vitest';
import { faultOf, withoutOption } from './quiz-draft.ts';

const question = { article: 1, text: '夜班几点收班？', options: ['23:00', '24:00', '1:00'], right: 2 };

it('leaves the right option right when one before it is taken away', () => {
  const left = withoutOption(question, 0);
  expect(left.options[left.right]).toBe('1:00');
});

it('leaves the right option right when one after it is taken away', () => {
  const left = withoutOption({ ...question, right: 0 }, 2);
  expect(left.options[left.right]).toBe('23:00');
});

it('has a right option that there is when the right one is taken away', () => {
  const left = withoutOption(question, 2);
  expect(left.right).toBeLessThan(left.options.length);
});

it('names what is wrong with a question', () => {
  expect(faultOf(question)).toBeNull();
  expect(faultOf({ ...question, text: ' ' })).toBe('text');
  expect(faultOf({ ...question, options: ['23:00', ''] })).toBe('option');
  expect(faultOf({ ...question, options: ['23:00', ' 23:00 '] })).toBe('same');
});
