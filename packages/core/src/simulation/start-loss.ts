import type { SimNetwork, VehicleClass } from './sim-network.ts';
import type { SimColumns, SimState } from './sim-state.ts';

/** Instants closer than this are one. */
const SAME_INSTANT_S = 1e-7;

/**
 * What vehicles lose beyond the stop line because they accelerate from a standstill. Queues discharge at their headways and
 * drive on at the free speed at once; who stood at the line needs v / 2a more, and who stood d before it has run up to √(2ad)
 * when it gets there. Classes without an acceleration lose nothing, as kinematic wave theory has it.
 */
export class StartLoss {
  readonly #network: SimNetwork;
  readonly #columns: SimColumns;
  readonly #accel_mps2: Float64Array;
  readonly #isFree: boolean;

  constructor(network: SimNetwork, { columns }: SimState, classes: readonly VehicleClass[]) {
    this.#network = network;
    this.#columns = columns;
    this.#accel_mps2 = Float64Array.from(classes, ({ accel_mps2 }) => accel_mps2 ?? Infinity);
    this.#isFree = this.#accel_mps2.every((accel) => accel === Infinity);
  }

  /** Seconds that the first vehicle of a section loses on `target`, which it enters now. */
  after(section: number, target: number, vehicle: number, vehicle_class: number, now_s: number): number {
    if (this.#isFree || section >= this.#network.section_count) return 0;
    const c = this.#columns;
    const accel = this.#accel_mps2[vehicle_class];
    const speed_mps = this.#network.section_length_m[target] / c.free_s[target];
    const from_mps = this.#speedAtLine(section, vehicle, speed_mps, accel, now_s);
    if (from_mps >= speed_mps) {
      c.run_up_mps[vehicle] = Infinity;
      return 0;
    }
    const length_m = this.#network.section_length_m[target];
    const reached_mps = Math.min(speed_mps, Math.sqrt(from_mps ** 2 + 2 * accel * length_m));
    const run_m = (reached_mps ** 2 - from_mps ** 2) / (2 * accel);
    c.run_up_mps[vehicle] = reached_mps < speed_mps ? reached_mps : Infinity;
    return (reached_mps - from_mps) / accel - run_m / speed_mps;
  }

  /** How fast the first vehicle of a section crosses its line, m/s; Infinity when nothing has slowed it. */
  #speedAtLine(section: number, vehicle: number, speed_mps: number, accel: number, now_s: number): number {
    const c = this.#columns;
    const waited_s = now_s - c.ready_s[vehicle];
    if (waited_s <= SAME_INSTANT_S) return c.run_up_mps[vehicle];
    const held_s = now_s - Math.max(c.held_since_s[section], c.ready_s[vehicle]);
    if (held_s * accel >= speed_mps) {
      c.started_s[section] = now_s;
      return 0;
    }
    return held_s < SAME_INSTANT_S ? this.#runUp(section, accel, now_s) : speed_mps - accel * held_s;
  }

  /** Speed at the line of who starts in a queue that began to discharge at the line `started_s`, m/s. */
  #runUp(section: number, accel: number, now_s: number): number {
    const { section_length_m, section_lanes, section_storage_pcu, section_exit_vps } = this.#network;
    const spacing_m = (section_length_m[section] * section_lanes[section]) / section_storage_pcu[section];
    const before =
      ((now_s - this.#columns.started_s[section]) * section_exit_vps[section]) / section_lanes[section];
    return Math.sqrt(2 * accel * spacing_m * before);
  }
}
