import type { Direction, FreightClass, FreightTrip } from './trip.ts';

/** Which trips a rule is about; an empty list excludes nothing. */
export interface RuleScope {
  readonly directions: readonly Direction[];
  readonly classes: readonly FreightClass[];
  /** Codes of cities of destination. */
  readonly cities: readonly string[];
  /** Cities of destination that it is not about: "the rest of the province". */
  readonly other_than: readonly string[];
  /** Codes of streets of destination. */
  readonly streets: readonly string[];
}

export const EVERY_TRIP: RuleScope = { directions: [], classes: [], cities: [], other_than: [], streets: [] };

/** A kind of trip: what a scope tells trips apart by. */
export type TripCell = Pick<FreightTrip, 'class' | 'direction' | 'destination'>;

const allows = <T>(list: readonly T[], one: T): boolean => list.length === 0 || list.includes(one);

export const isInScope = (scope: RuleScope, { direction, class: vehicle, destination }: TripCell): boolean =>
  allows(scope.directions, direction) &&
  allows(scope.classes, vehicle) &&
  allows(scope.cities, destination.city) &&
  !scope.other_than.includes(destination.city) &&
  (scope.streets.length === 0 || (destination.street !== null && scope.streets.includes(destination.street)));
