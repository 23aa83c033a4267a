import type { ClassRules } from '@opentocc/contract';

/**
 * By which figures a model is trained and judged: dated configuration. Twenty cases are where a category of the labelled citizens'
 * letters begins to be found; the newest 40,000 cases of a city's hotline are some two months of it. Letters in all bound the memory
 * of a training: some 80 bytes for each, half a gigabyte.
 */
export const CLASS_RULES: readonly ClassRules[] = [
  {
    ...{ valid_from: '2020-01-01', least_cases: 20, least_categories: 3, least_held_out: 50, held_out: 0.2 },
    ...{ most_cases: 40_000, most_letters: 600, most_letters_in_all: 6_000_000, most_features: 60_000 },
    source: {
      zh: '产品初始值（2026-11-28），待运营单位按本地工单校核',
      en: 'As delivered (2026-11-28); to be checked by the operator on its own cases',
    },
    assumed: true,
  },
];

/** Those in force on a day, yyyy-mm-dd; the first ones before any. */
export const classRulesOn = (day: string, rules: readonly ClassRules[] = CLASS_RULES): ClassRules =>
  rules.findLast(({ valid_from }) => valid_from <= day) ?? rules[0];
