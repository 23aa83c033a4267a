/** Flags of `tocc simulate`. */
export interface SimulateFlags {
  readonly trips?: string;
  readonly listTrips?: boolean;
  readonly summary?: boolean;
  readonly out?: string;
  readonly seed?: number;
  /** Rounds of replanning before the run that is printed. */
  readonly replan?: number;
}
