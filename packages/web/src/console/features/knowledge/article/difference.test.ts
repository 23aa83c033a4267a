import type { ArticleVersion } from '@opentocc/contract';
import { expect, it } from 'vitest';
import { changedFields, differenceOf } from './difference.ts';

const joined = (before: string, after: string, without: 'added' | 'removed') =>
  differenceOf(before, after)
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

it('shows what was taken out of a sentence and what was put in', () => {
  const pieces = differenceOf('六十岁以上老人半价乘车。', '六十岁以上老人免费乘车。');
  expect(pieces.filter(({ kind }) => kind === 'removed').map(({ text }) => text)).toEqual(['半价']);
  expect(pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual(['免费']);
});

it('gives both texts to the letter, with their lines', () => {
  const before = '第一段。\n\n第二段 M299路 粤B·D12345。';
  const after = '第一段！\n第二段 M299路，粤B·D12346。\n第三段';
  expect(joined(before, after, 'added')).toBe(before);
  expect(joined(before, after, 'removed')).toBe(after);
});

it('has nothing to show of equal texts but the text', () => {
  expect(differenceOf('一样', '一样')).toEqual([{ text: '一样', kind: 'same' }]);
  expect(differenceOf('', '')).toEqual([]);
});

it('names the fields that changed, the owner by name', () => {
  const version = {
    ...{ version: 1, state: 'draft', act: 'written', by: 'a', at_ms: 0, note: '' },
    ...{ title: '票价', body: '两元', source: '价格目录', audience: 'agent' },
    ...{ valid_from: '2026-01-01', valid_to: null, review_on: '2026-12-01', title_en: '', body_en: '' },
    owner: { principal: 'p1', name: '甲' },
  } as const satisfies ArticleVersion;
  const next = { ...version, audience: 'public', owner: { principal: 'p2', name: '乙' } } as const;
  expect(changedFields(version, next)).toEqual([
    { name: 'audience', before: 'agent', after: 'public' },
    { name: 'owner', before: '甲', after: '乙' },
  ]);
  expect(changedFields(version, version)).toEqual([]);
});
