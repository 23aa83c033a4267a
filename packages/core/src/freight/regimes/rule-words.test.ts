import { expect, it } from 'vitest';
import { FIRST_REGIMES } from './first/index.ts';
import { RULE_KINDS } from './kinds/index.ts';
import { ruleWords } from './rule-words.ts';

const rules = FIRST_REGIMES.regimes.flatMap((regime) => regime.rules);

it('every kind of rule on record reads as a sentence in both languages', () => {
  expect(new Set(rules.map(({ kind }) => kind)).size).toBeGreaterThan(Object.keys(RULE_KINDS).length - 3);
  for (const rule of rules) {
    const { zh, en } = ruleWords(rule);
    expect(zh).toMatch(/\p{Script=Han}{2}/u);
    expect(`${zh}${en}`).not.toMatch(/undefined|null|NaN|\[object/);
    expect(en.length).toBeGreaterThan(8);
  }
});

it('a sentence says the figures that decide', () => {
  const scope = { directions: [], classes: [], cities: [], other_than: [], streets: [] };
  const head = { key: 'a', name: { zh: '', en: '' }, scope, consequence: 'refuse', assumed: false } as const;
  const said = (rule: object) => ruleWords({ ...head, ...rule } as never);
  expect(said({ kind: 'declarations', before_min: 90, entries: 1, tolerance_min: null }).en).toBe(
    'Declared 90 min before the crossing; One declaration holds for 1 entry',
  );
  expect(said({ kind: 'hours', hours: [{ from_min: 1080, to_min: 600 }] }).zh).toBe(
    '只可在 18:00–10:00 过境',
  );
  expect(said({ kind: 'trips', modes: [] }).zh).toBe('一律不得通行');
});
