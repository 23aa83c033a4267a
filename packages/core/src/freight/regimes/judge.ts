import { breachesOf } from './kinds/index.ts';
import { CONSEQUENCES, type Consequence } from './kinds/rule-kind.ts';
import { type Reason, type Regime, type RegimeBook, type RegimeRef, refOf, regimesAt } from './regime.ts';
import { isInScope } from './scope.ts';
import { type FreightTrip, judgedAt } from './trip.ts';

/** How a trip stands by the rules in force at its time. */
export interface Judgement {
  /** The heaviest consequence of its reasons; clear without one; unjudged where no regime was in force, or no time is known. */
  readonly outcome: 'clear' | 'unjudged' | Consequence;
  readonly judged_ms: number | null;
  readonly regimes: readonly RegimeRef[];
  /** The heaviest first. */
  readonly reasons: readonly Reason[];
}

/**
 * Judges a trip by the regimes that were in force for it at its time: what is declared before it begins, and what was driven
 * as far as that is known. Every regime in force counts, that of the city and that of a street. O(rules × parts of the trip).
 */
export function judge(trip: FreightTrip, book: RegimeBook): Judgement {
  const judged_ms = judgedAt(trip);
  const regimes = judged_ms === null ? [] : regimesAt(book.regimes, trip, judged_ms);
  if (regimes.length === 0) return { outcome: 'unjudged', judged_ms, regimes: [], reasons: [] };
  const reasons = regimes
    .flatMap((regime) => reasonsBy(regime, trip, book))
    .sort((a, b) => weight(b.consequence) - weight(a.consequence));
  return { outcome: reasons[0]?.consequence ?? 'clear', judged_ms, regimes: regimes.map(refOf), reasons };
}

const weight = (consequence: Consequence): number => CONSEQUENCES.indexOf(consequence);

function reasonsBy(regime: Regime, trip: FreightTrip, { ports }: RegimeBook): Reason[] {
  return regime.rules
    .filter(({ scope }) => isInScope(scope, trip))
    .flatMap((rule) =>
      breachesOf(rule, trip, { ports }).map(({ code, text, at_ms, consequence }) => ({
        ...{ ...refOf(regime), rule: rule.key, kind: rule.kind, breach: code, text, at_ms },
        consequence: consequence ?? rule.consequence,
      })),
    );
}
