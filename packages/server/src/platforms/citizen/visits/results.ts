import type { Bilingual, CaseType, Proportion, VisitResults } from '@opentocc/contract';
import { wilson } from '@opentocc/core/proportion';
import type { StratumCount } from './draw-store.ts';
import type { DrawRow, VisitRow } from './model.ts';

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
  readonly says: (row: VisitRow) => boolean | undefined;
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

/** What the visits of draws say, by question, type and unit. */
export function resultsOf(
  span: { readonly from_ms: number; readonly to_ms: number },
  draws: readonly DrawRow[],
  strata: readonly StratumCount[],
  visits: readonly VisitRow[],
  names: Names,
): VisitResults {
  const inside = draws.filter(({ from_ms, to_ms }) => from_ms >= span.from_ms && to_ms <= span.to_ms);
  const ids = new Set(inside.map(({ id }) => id));
  const listed = strata.filter(({ draw, rule }) => ids.has(draw) && rule === null);
  const rows = visits.filter(({ draw }) => ids.has(draw));
  const answered = rows.filter(({ state }) => state === 'answered');
  const over = rows.filter(({ state }) => state !== 'waiting');
  return {
    ...{ ...span, eligible: sumOf(listed), drawn: rows.length },
    response: proportionOf(answered.length, over.length),
    outcomes: countBy(rows.map(({ state }) => state)),
    questions: QUESTIONS.map((question) => ({
      ...{ key: question.key, name: question.name, all: shareOf(question, answered, sumOf(listed)) },
      groups: groupsOf(question, answered, listed, names),
    })),
  };
}

function groupsOf(
  question: Question,
  answered: readonly VisitRow[],
  listed: readonly StratumCount[],
  names: Names,
) {
  const keys = new Map(listed.map(({ type, unit }) => [`${type} ${unit}`, { type, unit }]));
  return [...keys.values()].map(({ type, unit }: { type: CaseType; unit: string | null }) => {
    const isOf = (one: { readonly type: CaseType; readonly unit: string | null }) =>
      one.type === type && one.unit === unit;
    return {
      ...{ type, unit, unit_name: unit === null ? null : (names.get(unit) ?? { zh: unit, en: unit }) },
      proportion: shareOf(question, answered.filter(isOf), sumOf(listed.filter(isOf))),
    };
  });
}

function shareOf({ says }: Question, answered: readonly VisitRow[], population: number): Proportion {
  const said = answered.map(says).filter((one) => one !== undefined);
  return proportionOf(said.filter(Boolean).length, said.length, Math.max(population, said.length));
}

const sumOf = (strata: readonly StratumCount[]): number => strata.reduce((sum, { cases }) => sum + cases, 0);

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
