import type { FreightRegime } from '@opentocc/contract';
import { FIRST_REGIMES } from '@opentocc/core/freight';
import { expect, it } from 'vitest';
import { differencesOf } from './compare.ts';

const versionOf = (code: string, version: number) =>
  FIRST_REGIMES.regimes.find(
    (one) => one.code === code && one.version === version,
  ) as unknown as FreightRegime;

it('two versions differ in the rules that were added, left out or changed', () => {
  const [before, after] = [versionOf('normal', 2), versionOf('normal', 3)];
  expect(differencesOf(before, after)).toEqual([
    { key: 'hazmat-slip', before: null, after: expect.objectContaining({ kind: 'documents' }) },
  ]);
  const milder = structuredClone(after);
  milder.rules[0].consequence = 'note';
  expect(differencesOf(after, milder).map(({ key }) => key)).toEqual([after.rules[0].key]);
});

it('a rule whose members stand in another order is the same', () => {
  const one = versionOf('normal', 3);
  const turned = {
    rules: one.rules.map((rule) => Object.fromEntries(Object.entries(rule).reverse())),
  } as unknown as FreightRegime;
  expect(differencesOf(one, turned)).toEqual([]);
});
