import type { FreightTrip } from '@opentocc/core/freight';
import type { BookedCrossing } from './model.ts';

/** Crossings of a port that a trip declared for a time, without those that it made already. */
export function bookedCrossings(
  { class: of, declared, driven }: FreightTrip,
  port: string,
  from_ms: number,
  to_ms: number,
): BookedCrossing[] {
  const isMade = (direction: BookedCrossing['direction']) =>
    driven.crossings.some((one) => one.direction === direction);
  return declared.crossings
    .filter((one) => one.port === port && one.at_ms >= from_ms && one.at_ms < to_ms && !isMade(one.direction))
    .map(({ direction, at_ms }) => ({ direction, class: of, at_ms }));
}
