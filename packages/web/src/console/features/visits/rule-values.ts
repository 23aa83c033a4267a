import type { VisitRuleText } from '@opentocc/contract';

/** Numbers of the rule of samples and calls, each with its bounds. The share is typed in percent. */
export const NUMBERS = [
  ['share_percent', 25, 100],
  ['attempts_most', 1, 10],
  ['between_min', 0, 10_080],
  ['satisfied_from', 2, 5],
  ['link_days', 1, 60],
] as const;

/** What a form of a rule holds of it, beside when it holds and why. */
export type RuleFields = Partial<Record<(typeof NUMBERS)[number][0], number>> & {
  readonly excludes?: boolean;
  readonly categories?: string[];
};

export function fieldsOf(rule: VisitRuleText): RuleFields {
  if (rule.kind === 'exclusion') return { excludes: rule.excludes };
  if (rule.kind === 'no_satisfaction') return { categories: rule.categories };
  const { kind: _, share, ...numbers } = rule;
  return { ...numbers, share_percent: Math.round(1000 * share) / 10 };
}

/** @param before the version that holds, of which the rest is taken */
export function ruleOf(before: VisitRuleText, fields: RuleFields): VisitRuleText {
  const { share_percent = 25, excludes, categories, ...numbers } = fields;
  if (before.kind === 'sampling')
    return { ...before, ...numbers, share: Math.round(10 * share_percent) / 1000 };
  return before.kind === 'exclusion'
    ? { ...before, excludes: excludes ?? before.excludes }
    : { ...before, categories: categories ?? before.categories };
}
