import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

const cell = (text: string) =>
  csvOf([[text]])
    .replace(/^\uFEFF/, '')
    .replace(/\r\n$/, '');

describe('a cell of a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1+1', "'－1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['　=1+1', "'　=1+1"],
    ['\n=1+1', `"'\n=1+1"`],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['\u0000@A1', "'\u0000@A1"],
    ['\tx', "'\tx"],
    ['-1+1', "'-1+1"],
    ['-', "'-"],
  ])('never begins a formula: %j becomes %j', (text, safe) => expect(cell(text)).toBe(safe));

  it.each(['-1.2', '4.26', '粤B77701', 'a=1', '2026-03-01 08:00', '—', ''])('stays as it is: %j', (text) =>
    expect(cell(text)).toBe(text),
  );

  it('is quoted where it holds what parts cells', () => {
    expect(csvOf([['一，"二"', 'a,b'], [], ['x']])).toBe('\uFEFF"一，""二""","a,b"\r\n\r\nx\r\n');
  });
});
