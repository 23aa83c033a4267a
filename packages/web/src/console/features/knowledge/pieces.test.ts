import { expect, it } from 'vitest';
import { piecesOf, wordsIn } from './pieces.ts';

const hit = (text: string) => ({ text, hit: true });
const plain = (text: string) => ({ text, hit: false });

it('marks a word in the middle of a sentence', () => {
  expect(piecesOf('这是一个测试文档', ['测试'])).toEqual([plain('这是一个'), hit('测试'), plain('文档')]);
});

it('marks plates and whatever else means something in a pattern, in either case', () => {
  expect(piecesOf('车牌粤b·d12345(绿)', ['粤B·D12345', '(绿)'])).toEqual([
    ...[plain('车牌'), hit('粤b·d12345'), hit('(绿)')],
  ]);
});

it('marks the longer of two words that begin alike', () => {
  expect(piecesOf('免费乘车卡', wordsIn([hit('免费'), hit('免费乘车')]))).toEqual([
    ...[hit('免费乘车'), plain('卡')],
  ]);
});

it('leaves single characters out where longer words were found', () => {
  expect(wordsIn([hit('卡'), plain('的'), hit('老人卡')])).toEqual(['老人卡']);
  expect(wordsIn([hit('卡')])).toEqual(['卡']);
});
