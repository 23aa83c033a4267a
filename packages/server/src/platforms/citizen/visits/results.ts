import type { Bilingual, Proportion, VisitResults } from '@opentocc/contract';
import { wilson } from '@opentocc/core/proportion';
import { groupBy } from '../../../kit/group-by.ts';
import type { SaidVisit, StratumCount, VisitRow } from './model.ts';

type Names = ReadonlyMap<string, Bilingual>;

/** A share with its interval; of nothing there is no share. @param population for which the counted ones speak */
export function proportionOf(numerator: number, denominator: number, population?: number): Proportion {
  const interval = wilson(numerator, denominator, population);
  const value = denominator === 0 ? null : numerator / denominator;
  return { numerator, denominator, value, low: interval?.low ?? null, high: interval?.high ?? null };
}

interface Question {
  readonly key: 'answered' | 'handled' | 'satisfied';
  readonly name: Bilingual;
  /** Undefined where the visit says nothing of it. */
  readonly says: (row: SaidVisit) => boolean | undefined;
}

const QUESTIONS: readonly Question[] = [
  {
    key: 'answered',
    name: { zh: '得到了答复', en: 'Got an answer' },
    says: ({ answered }) => answered ?? undefined,
  },
  {
    key: 'handled',
    name: { zh: '问题已解决', en: 'Was handled' },
    says: ({ handled }) => (handled === null ? undefined : handled === 'yes'),
  },
  {
    key: 'satisfied',
    name: { zh: '满意', en: 'Satisfied' },
    says: (row) => satisfiedOf(row),
  },
];

/** Whether somebody said that they are satisfied; undefined of who was not reached, not asked, or did not say. */
export function satisfiedOf({
  state,
  asks_satisfaction,
  satisfied,
  satisfied_from,
}: Pick<VisitRow, 'state' | 'asks_satisfaction' | 'satisfied' | 'satisfied_from'>): boolean | undefined {
  if (state !== 'answered' || !asks_satisfaction || satisfied === null) return undefined;
  return satisfied >= satisfied_from;
}

/** What the visits of draws say, by question, type and unit. @param rows of all draws within the span */
export function resultsOf(
  span: { readonly from_ms: number; readonly to_ms: number },
  strata: readonly StratumCount[],
  rows: readonly SaidVisit[],
  names: Names,
): VisitResults {
  const listed = strata.filter(({ rule }) => rule === null);
  const answered = rows.filter(({ state }) => state === 'answered');
  const over = rows.filter(({ state }) => state !== 'waiting');
  const groups = { answered: groupBy(answered, groupOf), listed: groupBy(listed, groupOf) };
  return {
    ...{ ...span, eligible: sumOf(listed), drawn: rows.length },
    response: proportionOf(answered.length, over.length),
    outcomes: countBy(rows.map(({ state }) => state)),
    questions: QUESTIONS.map((question) => ({
      ...{ key: question.key, name: question.name, all: shareOf(question, answered, sumOf(listed)) },
      groups: groupsOf(question, groups, names),
    })),
  };
}

const groupOf = ({ type, unit }: Pick<StratumCount, 'type' | 'unit'>): string => `${type} ${unit}`;

interface Groups {
  readonly answered: ReadonlyMap<string, readonly SaidVisit[]>;
  readonly listed: ReadonlyMap<string, readonly StratumCount[]>;
}

function groupsOf(question: Question, { answered, listed }: Groups, names: Names) {
  return [...listed].map(([key, strata]) => {
    const [{ type, unit }] = strata;
    return {
      ...{ type, unit, unit_name: unit === null ? null : (names.get(unit) ?? { zh: unit, en: unit }) },
      proportion: shareOf(question, answered.get(key) ?? [], sumOf(strata)),
    };
  });
}

function shareOf({ says }: Question, answered: readonly SaidVisit[], population: number): Proportion {
  const said = answered.map(says).filter((one) => one !== undefined);
  return proportionOf(said.filter(Boolean).length, said.length, Math.max(population, said.length));
}

const sumOf = (strata: readonly StratumCount[]): number => strata.reduce((sum, { cases }) => sum + cases, 0);

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
