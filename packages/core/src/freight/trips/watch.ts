import {
  type FreightTrip,
  isInScope,
  judgedAt,
  type Regime,
  type RegimeBook,
  type Rule,
  regimesAt,
  returnBy,
  type StaysRule,
} from '../regimes/index.ts';
import type { Watch } from './plan.ts';

/** A trip of which nothing is asked but what the law asks of every driver. */
export const NOTHING_WATCHED: Watch = { stays: null, route: null, return_by_ms: null, ports: false };

/**
 * What the regimes in force for a trip ask of it while it is driven. Where several rules ask for one thing, a truck has to obey
 * all of them: it may stand only where every rule lets it, and the nearest limits count.
 */
export function watchOf(trip: FreightTrip, book: RegimeBook): Watch {
  const at_ms = judgedAt(trip);
  const regimes: readonly Regime[] = at_ms === null ? [] : regimesAt(book.regimes, trip, at_ms);
  const rules = regimes.flatMap((regime) => regime.rules).filter(({ scope }) => isInScope(scope, trip));
  const of = <K extends Rule['kind']>(kind: K) =>
    rules.filter((rule): rule is Extract<Rule, { kind: K }> => rule.kind === kind);
  const [stays, routes] = [of('stays'), of('routes')];
  const there = trip.driven.crossings.at(0) ?? trip.declared.crossings.at(0);
  const returns = there === undefined ? [] : of('returns').map((rule) => returnBy(rule, trip, there));
  return {
    stays:
      stays.length === 0
        ? null
        : {
            at: stays[0].at.filter((kind) => stays.every(({ at }) => at.includes(kind))),
            declared_only: stays.some(({ declared_only }) => declared_only),
            stages: stays.reduce((a, b) => (firstStage(b) < firstStage(a) ? b : a)).stages,
          },
    route:
      routes.length === 0 || trip.declared.route === null
        ? null
        : {
            out_m: Math.min(...routes.map(({ out_m }) => out_m)),
            in_m: Math.min(...routes.map(({ in_m }) => in_m)),
          },
    return_by_ms: returns.length === 0 ? null : Math.min(...returns),
    ports: of('ports').some(({ as_declared }) => as_declared),
  };
}

/** A draft may have no stage yet. */
const firstStage = ({ stages }: StaysRule): number => stages.at(0)?.after_min ?? Number.POSITIVE_INFINITY;
