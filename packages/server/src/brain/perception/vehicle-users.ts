import type { VehicleClass } from '@opentocc/contract';
import { alikeUsers, ROAD_USERS, type RoadNetwork, type RoadUser } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';

/** Which roads a class of vehicles finds open. Coaches are no public service vehicles of a city: bus lanes are not theirs. */
const USER_OF: Readonly<Record<VehicleClass, RoadUser>> = {
  taxi: 'taxi',
  bus: 'bus',
  freight: 'truck',
  dangerous_goods: 'truck',
  coach: 'car',
  other: 'car',
};

/** Vehicles in the table; those with a higher id are taken for cars. */
const MOST_VEHICLES = 1 << 22;

/** What road users vehicles are, for matching. */
export interface VehicleUsers {
  /** Index in ROAD_USERS by vehicle id, in memory that threads share; undefined where all users may drive the same. */
  readonly table: Uint8Array | undefined;
  /** Writes down the vehicles of a batch, before it goes to a thread. */
  note(batch: FixBatch): void;
}

/**
 * Keeps what each vehicle is in one table that the main thread writes and matching threads read: a class may change at any
 * time, and a batch, live or from the log, need not carry it. Costs a look-up a fix, and nothing in a city without roads
 * of some users.
 */
export function createVehicleUsers(
  network: RoadNetwork,
  classOf: (vehicle: number) => VehicleClass,
): VehicleUsers {
  const is_needed = new Set(Object.values(alikeUsers(network))).size > 1;
  const table = is_needed ? new Uint8Array(new SharedArrayBuffer(MOST_VEHICLES)) : undefined;
  return {
    table,
    note({ vehicle, length }) {
      if (!table) return;
      for (let row = 0; row < length; row++)
        table[vehicle[row]] = ROAD_USERS.indexOf(USER_OF[classOf(vehicle[row])]);
    },
  };
}
