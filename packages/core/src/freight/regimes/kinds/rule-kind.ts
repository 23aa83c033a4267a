import type { PortStates } from '../port-states.ts';
import type { RuleScope } from '../scope.ts';
import type { FreightTrip } from '../trip.ts';
import type { Words } from '../words.ts';

/** What follows from a rule that is broken, the mildest first: a note, an alarm, no entry, suspension, removal from the list. */
export const CONSEQUENCES = ['note', 'alarm', 'refuse', 'suspend', 'remove'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

/** What every rule says besides what its kind asks for. */
export interface RuleHead {
  /** Names it within its regime; reasons open to it. */
  readonly key: string;
  readonly name: Words;
  readonly scope: RuleScope;
  readonly consequence: Consequence;
  /** Its source does not state it, or not all of its figures; screens say so. */
  readonly assumed: boolean;
}

/** Something about a trip that breaks a rule. */
export interface Breach {
  readonly code: string;
  /** What who reads it sees, with the values that decided. */
  readonly text: Words;
  /** When it was or will be; null where it has no time. */
  readonly at_ms: number | null;
  /** A milder consequence than the rule's, as for a first stage of an alarm. */
  readonly consequence?: Consequence;
}

/** Something wrong with a rule by itself, or with two of a kind that hold for the same trips. */
export interface RuleFault {
  readonly code: string;
  readonly text: Words;
}

/** What a rule may ask of the world besides the trip. */
export interface JudgeWorld {
  readonly ports: PortStates;
}

/** One kind of rule, in a file of its own with what it asks for. `R` is the rule without its head. */
export interface RuleKind<R> {
  readonly kind: string;
  readonly name: Words;
  /** What a trip has to do by it, for who writes rules and who has to obey them. */
  readonly notice: Words;
  /** What of a trip breaks the rule; nothing where it is obeyed, or where too little is known yet. */
  judge(rule: R, trip: FreightTrip, world: JudgeWorld): readonly Breach[];
  /** What is wrong with a rule by itself. */
  check(rule: R): readonly RuleFault[];
  /** Why no trip can obey both, where both hold for it; null where one can. */
  contradicts(a: R, b: R): RuleFault | null;
}

/** Whether two lists, of which an empty one excludes nothing, have nothing in common. */
export const isDisjoint = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));

export const fault = (code: string, zh: string, en: string): RuleFault => ({ code, text: { zh, en } });
export const breach = (code: string, at_ms: number | null, zh: string, en: string): Breach => ({
  ...{ code, at_ms },
  text: { zh, en },
});
