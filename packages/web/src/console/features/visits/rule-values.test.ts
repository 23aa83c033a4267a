import type { VisitRuleText } from '@opentocc/contract';
import { expect, test } from 'vitest';
import { fieldsOf, ruleOf } from './rule-values.ts';

const SAMPLING: Extract<VisitRuleText, { kind: 'sampling' }> = {
  ...{ kind: 'sampling', share: 0.29, attempts_most: 3, between_min: 120, satisfied_from: 3, link_days: 14 },
};

const RULES: readonly VisitRuleText[] = [
  SAMPLING,
  { kind: 'exclusion', when: 'merged', excludes: true },
  { kind: 'no_satisfaction', categories: ['overload'] },
  { ...SAMPLING, share: 0.333 },
];

test.each(RULES)('a rule of $kind whose fields nobody changed stays as it is', (rule) => {
  expect(ruleOf(rule, fieldsOf(rule))).toEqual(rule);
});

test('a share is typed in percent', () => {
  const rule = ruleOf(SAMPLING, { ...fieldsOf(SAMPLING), share_percent: 35, attempts_most: 5 });
  expect(rule).toEqual({ ...SAMPLING, share: 0.35, attempts_most: 5 });
});

test('what is left out and of what satisfaction is not asked is changed by itself', () => {
  const merged = { kind: 'exclusion', when: 'merged', excludes: true } as const;
  expect(ruleOf(merged, { excludes: false })).toEqual({ ...merged, excludes: false });
  const enforcement = { kind: 'no_satisfaction' as const, categories: ['overload'] };
  expect(ruleOf(enforcement, { categories: [] })).toEqual({ ...enforcement, categories: [] });
});
