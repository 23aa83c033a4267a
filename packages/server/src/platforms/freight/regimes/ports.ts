import type { FreightTrip, OpenTrip, Settlement } from '@opentocc/core/freight';

/** A trip with the firm whose it is, where that is known. */
export type FirmTrip = FreightTrip & { readonly firm?: string | null };

/** What regimes ask of trips, and hand to them; given by the module that has them. */
export interface RegimeTrips {
  /** Trips whose first crossing, made or planned, lies in [from_ms, to_ms). */
  trips(from_ms: number, to_ms: number): Promise<readonly FirmTrip[]>;
  /** Trips that are planned or under way. */
  open(): Promise<readonly OpenTrip[]>;
  /** Takes what becomes of open trips; the same settlement may come a second time and changes nothing then. */
  settle(settlements: readonly Settlement[]): Promise<unknown>;
}
