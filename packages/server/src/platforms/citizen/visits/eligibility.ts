import type { VisitRule } from '@opentocc/contract';
import type { CaseFact } from '../cases/index.ts';

type Judged = Pick<CaseFact, 'answer_by' | 'reachable' | 'state' | 'merged_into' | 'category'>;

const WHEN: Readonly<Record<string, (fact: Judged) => boolean>> = {
  no_answer_wished: ({ answer_by }) => answer_by === 'none',
  no_contact: ({ reachable }) => !reachable,
  referred: ({ state }) => state === 'referred',
  withdrawn: ({ state }) => state === 'withdrawn',
  merged: ({ merged_into }) => merged_into !== null,
};

/** Key of the first rule that leaves a case out; null where none does. */
export function ruleOf(fact: Judged, rules: readonly Pick<VisitRule, 'key' | 'rule'>[]): string | null {
  const found = rules.find(({ rule }) => rule.kind === 'exclusion' && rule.excludes && WHEN[rule.when](fact));
  return found?.key ?? null;
}

export const asksSatisfaction = (
  { category }: Pick<CaseFact, 'category'>,
  rules: readonly Pick<VisitRule, 'rule'>[],
): boolean =>
  !rules.some(({ rule }) => rule.kind === 'no_satisfaction' && rule.categories.includes(category));
