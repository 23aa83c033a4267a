/** Vehicles in motion as their receivers see them: columns, one row a vehicle of the roster. */
export interface Motion {
  readonly count: number;
  /** Where each vehicle is: link and metres along it. */
  readonly link: Uint32Array;
  readonly along_m: Float32Array;
  /** Speed now, km/h; 0 while it waits. */
  readonly speed_kmh: Float32Array;
  /** 1 while it is parked with the ignition off. */
  readonly parked: Uint8Array;
  readonly now_ms: number;
  readonly step_ms: number;
  /** Whether the vehicle has a place to report; all have when absent. */
  isPlaced?(v: number): boolean;
  /** Moves everybody on by one step. */
  step(): void;
}
