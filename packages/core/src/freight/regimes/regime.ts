import type { Rule } from './kinds/index.ts';
import type { Consequence } from './kinds/rule-kind.ts';
import type { Basis, PortState } from './port-states.ts';
import { isInForce } from './port-states.ts';
import type { RuleScope, TripCell } from './scope.ts';
import type { Words } from './words.ts';

/** What becomes of trips that stand open when a regime begins. */
export interface SwitchClause {
  /** Not yet across: judged again by the regime that begins, or called off. */
  readonly planned: 'rejudge' | 'cancel';
  /** Under way: driven to its end by the rules by which it began, or judged by those that begin from then on. */
  readonly under_way: 'finish' | 'change';
  /** Within what time one that is under way has to end, min. */
  readonly grace_min: number;
}

/** A dated, versioned set of rules that trips are judged by (平战结合): normal management is a regime too. */
export interface Regime extends Basis {
  /** The same for every version of it: "point-to-point". */
  readonly code: string;
  readonly version: number;
  readonly name: Words;
  /** 平 is normal management, 战 what an emergency asks for. */
  readonly stance: 'normal' | 'emergency';
  /** Streets of destination that it holds for, beside the regime of the city; empty for the city. */
  readonly streets: readonly string[];
  readonly from_ms: number;
  /** Null while no end is set. */
  readonly to_ms: number | null;
  readonly rules: readonly Rule[];
  readonly opening: SwitchClause;
}

/** All that trips are judged by. */
export interface RegimeBook {
  readonly regimes: readonly Regime[];
  readonly ports: readonly PortState[];
}

/** A regime by its code and version. */
export interface RegimeRef {
  readonly code: string;
  readonly version: number;
}

/** Why a trip is judged as it is; opens to the rule of a version. */
export interface Reason extends RegimeRef {
  readonly rule: string;
  readonly kind: Rule['kind'];
  readonly breach: string;
  readonly consequence: Consequence;
  readonly text: Words;
  readonly at_ms: number | null;
}

export const refOf = ({ code, version }: Regime): RegimeRef => ({ code, version });

/** Whether a regime holds for a kind of trip: for the city, or for the street of its destination. */
export const holdsFor = ({ streets }: Pick<Regime, 'streets'>, { destination }: TripCell): boolean =>
  streets.length === 0 || (destination.street !== null && streets.includes(destination.street));

/** Regimes in force for a kind of trip at an instant, that of the city first. */
export const regimesAt = (regimes: readonly Regime[], trip: TripCell, at_ms: number): readonly Regime[] =>
  regimes
    .filter((regime) => isInForce(regime, at_ms) && holdsFor(regime, trip))
    .sort((a, b) => a.streets.length - b.streets.length || a.code.localeCompare(b.code));

/** The scope of a rule within its regime: the streets of the regime bind it too. */
export const scopeWithin = ({ streets }: Pick<Regime, 'streets'>, { scope }: Rule): RuleScope =>
  streets.length === 0
    ? scope
    : {
        ...scope,
        streets: scope.streets.length === 0 ? streets : scope.streets.filter((one) => streets.includes(one)),
      };
