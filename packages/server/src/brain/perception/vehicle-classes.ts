import { VEHICLE_CLASSES, type VehicleClass } from '@opentocc/contract/vehicles';
import type { RoadUser } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { FASTEST_KMH } from './class-speeds.ts';

/** Which roads a class of vehicles finds open. Coaches are no public service vehicles of a city: bus lanes are not theirs. */
const USER_OF: Readonly<Record<VehicleClass, RoadUser>> = {
  taxi: 'taxi',
  bus: 'bus',
  freight: 'truck',
  dangerous_goods: 'truck',
  coach: 'car',
  other: 'car',
};

/** Vehicles in the table; of those with a higher id nothing is known. */
const MOST_VEHICLES = 1 << 22;
/** In the table: nothing is known of the vehicle. Classes follow, in the order of VEHICLE_CLASSES. */
const UNKNOWN = 0;

/** What class each vehicle is of, for the threads that match. */
export interface VehicleClasses {
  /** Number of the class by vehicle id, for {@link userOf} and {@link fastestOf_kmh}; in memory that threads share. */
  readonly table: Uint8Array;
  /** Writes down the vehicles of a batch, before it goes to a thread. */
  note(batch: FixBatch): void;
}

/**
 * Holds what each vehicle is in one table that the main thread writes and matching threads read: a class may change at any
 * time, and a batch, live or from the log, need not carry it. Costs a look-up a fix.
 */
export function createVehicleClasses(classOf: (vehicle: number) => VehicleClass | undefined): VehicleClasses {
  const table = new Uint8Array(new SharedArrayBuffer(MOST_VEHICLES));
  return {
    table,
    note({ vehicle, length }) {
      for (let row = 0; row < length; row++) {
        const name = classOf(vehicle[row]);
        table[vehicle[row]] = name === undefined ? UNKNOWN : VEHICLE_CLASSES.indexOf(name) + 1;
      }
    },
  };
}

/** The road user that a vehicle of a class, by its number in the table, is; an unknown one is a car. */
export function userOf(number: number): RoadUser {
  return number === UNKNOWN ? 'car' : USER_OF[VEHICLE_CLASSES[number - 1]];
}

/** The highest plausible speed of a pass by class of vehicle, km/h; of an unknown class the road alone decides. */
export function fastestOf_kmh(number: number): number {
  return number === UNKNOWN ? Number.POSITIVE_INFINITY : FASTEST_KMH[number - 1];
}
