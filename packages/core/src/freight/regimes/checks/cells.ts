import type { RuleScope, TripCell } from '../scope.ts';
import { DIRECTIONS, FREIGHT_CLASSES } from '../trip.ts';

/** Stands for every city that no scope names. */
export const OTHER_CITY = '000000';
/** City whose streets regimes may name. */
const OWN_CITY = '440300';

/**
 * One trip of each kind that scopes tell apart: by direction, class, each city that is named and one that is not, and each
 * street that is named and none. Finite, so that a claim about all trips is looked at for every one of them.
 */
export function cellsOf(scopes: readonly RuleScope[]): TripCell[] {
  const cities = new Set([
    OWN_CITY,
    OTHER_CITY,
    ...scopes.flatMap((one) => [...one.cities, ...one.other_than]),
  ]);
  const streets = new Set(scopes.flatMap((one) => one.streets));
  const destinations: TripCell['destination'][] = [
    ...[...cities].map((city) => ({ city, street: null })),
    ...[...streets].map((street) => ({ city: OWN_CITY, street })),
  ];
  return DIRECTIONS.flatMap((direction) =>
    FREIGHT_CLASSES.flatMap((vehicle) =>
      destinations.map((destination) => ({ direction, class: vehicle, destination })),
    ),
  );
}
