import type { FreightTrip } from '../trip.ts';
import { type DeclarationsRule, declarations } from './declarations.ts';
import { type DocumentsRule, documents } from './documents.ts';
import { type HoursRule, hours } from './hours.ts';
import { type PointsRule, points } from './points.ts';
import { type PortsRule, ports } from './ports.ts';
import { type ReturnsRule, returns } from './returns.ts';
import { type RoutesRule, routes } from './routes.ts';
import type { Breach, JudgeWorld, RuleFault, RuleKind } from './rule-kind.ts';
import { type StaysRule, stays } from './stays.ts';
import { type TripsRule, trips } from './trips.ts';

export type Rule =
  | TripsRule
  | PortsRule
  | HoursRule
  | PointsRule
  | RoutesRule
  | StaysRule
  | DeclarationsRule
  | ReturnsRule
  | DocumentsRule;

type KindsByName = { readonly [K in Rule['kind']]: RuleKind<Extract<Rule, { kind: K }>> };

/** Every kind of rule that a regime is composed from; a new one is a file, a line here and one in the contract. */
export const RULE_KINDS: KindsByName = {
  ...{ trips, ports, hours, points, routes, stays },
  ...{ declarations, returns, documents },
};

/** The kind of a rule, as one that takes it: `kind` is what ties both. */
const kindOf = (rule: Rule): RuleKind<Rule> => RULE_KINDS[rule.kind] as RuleKind<Rule>;

export const breachesOf = (rule: Rule, trip: FreightTrip, world: JudgeWorld): readonly Breach[] =>
  kindOf(rule).judge(rule, trip, world);

export const faultsOf = (rule: Rule): readonly RuleFault[] => kindOf(rule).check(rule);

/** Why no trip can obey both rules; null where one can, or where they are of two kinds. */
export const contradictionOf = (a: Rule, b: Rule): RuleFault | null =>
  a.kind === b.kind ? kindOf(a).contradicts(a, b) : null;
