import type { TripState } from '../state.ts';

/** A visit that lasted no longer, or in which it did not stand, was only driven past. */
export const LEAST_VISIT_MS = 180_000;
/** Longer than lights beside it stay red, as a rule. */
const LEAST_STOOD_MS = 60_000;

/** Leaves the place where it is; what lasted is a stay. */
export function closeVisit(state: TripState): void {
  const { visit } = state;
  state.visit = null;
  if (visit === null || visit.stood_ms < LEAST_STOOD_MS || visit.last_ms - visit.from_ms < LEAST_VISIT_MS)
    return;
  const { kind, code, from_ms, last_ms } = visit;
  state.stays.push({ kind, code, from_ms, to_ms: last_ms });
}
