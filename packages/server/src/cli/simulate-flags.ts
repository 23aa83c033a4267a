/** Flags of `tocc simulate`. */
export interface SimulateFlags {
  readonly trips?: string;
  readonly listTrips?: boolean;
  readonly summary?: boolean;
  readonly out?: string;
  readonly seed?: number;
}
