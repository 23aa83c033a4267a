/** Trips that were seen from beginning to end, a sample of all; columns by trip, links as CSR. */
export interface SeenTrips {
  /** Zone where each begins and ends. */
  readonly origin: Uint16Array;
  readonly destination: Uint16Array;
  /** s on the clock of the periods. */
  readonly depart_s: Float64Array;
  readonly offset: Uint32Array;
  /** Links in the order in which they were driven, and when each was entered, s. */
  readonly link: Uint32Array;
  readonly entered_s: Float64Array;
}

/** Equal spans of time, quarter-hours by default. */
export interface Periods {
  readonly start_s: number;
  readonly length_s: number;
  readonly count: number;
}

/** Period of an instant; −1 outside all. */
export function periodOf({ start_s, length_s, count }: Periods, at_s: number): number {
  const period = Math.floor((at_s - start_s) / length_s);
  return period >= 0 && period < count ? period : -1;
}

/** One detector in one period. */
export interface DetectorCount {
  readonly link: number;
  readonly period: number;
  /** Vehicles that wanted to pass: see {@link wantedToPass}. */
  readonly vehicles: number;
  /** True where more may have wanted to pass than are known. */
  readonly isLeast: boolean;
}

/** Finds the number of a count by its link and period. */
export function countIndex(
  counts: readonly DetectorCount[],
  { count }: Periods,
): (link: number, period: number) => number | undefined {
  const index = new Map(counts.map(({ link, period }, i) => [link * count + period, i]));
  return (link, period) => (period < 0 ? undefined : index.get(link * count + period));
}
