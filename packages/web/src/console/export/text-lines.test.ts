import { expect, test } from 'vitest';
import { linesOf } from './text-lines.ts';

const letters = (words: string) => words.length;

test('words stay whole and Chinese letters part where the line is full', () => {
  expect(linesOf('one two three', 7, letters)).toEqual(['one two', 'three']);
  expect(linesOf('深圳市道路交通', 3, letters)).toEqual(['深圳市', '道路交', '通']);
  expect(linesOf('来源 GB/T 33171-2016', 9, letters)).toEqual(['来源 GB/T', '33171-2016']);
});

test('a short text is one line, an empty one none, and a word too long is not lost', () => {
  expect(linesOf('short', 9, letters)).toEqual(['short']);
  expect(linesOf('', 9, letters)).toEqual([]);
  expect(linesOf('immeasurable word', 5, letters)).toEqual(['immeasurable', 'word']);
});
