import { NODE_FLAG, type RoadNetwork } from '../network/index.ts';

/** Which standing still is part of driving. Not from a standard: assumed, dated where it is configured. */
export interface StandRules {
  /** A vehicle that stands within this distance before a junction with signals waits for them, m. */
  readonly signal_reach_m: number;
  /** Longer waits there are parking, s. */
  readonly signal_wait_s: number;
  /** Anywhere else, standing longer than this is the vehicle's own stop (bus stop, passenger, delivery), s. */
  readonly own_stop_s: number;
}

export const DEFAULT_STAND_RULES: StandRules = { signal_reach_m: 150, signal_wait_s: 240, own_stop_s: 30 };

/**
 * What vehicles did on each link in one window, as sums over passes. A pass is one vehicle's stay on a link, in part or
 * whole, with the distance d that it drove there and the time t that it took. Sums of several shards add up column by
 * column.
 */
export interface TravelSums {
  readonly window_start_ms: number;
  readonly window_end_ms: number;
  readonly passes: Uint16Array;
  readonly vehicles: Uint16Array;
  /** Σd, m, and Σt, s. */
  readonly distance: Float32Array;
  readonly time: Float32Array;
  /** Σd², Σdt, Σt²: for the spread. */
  readonly distance_2: Float32Array;
  readonly distance_time: Float32Array;
  readonly time_2: Float32Array;
}

const MINUTE_MS = 60_000;
/** Minutes kept: the window and what may come late. */
const RING = 8;
const NO_LINK = 0xffff_ffff;

/** Sums of one minute. */
class Bucket {
  minute = -1;
  readonly passes: Uint16Array;
  readonly vehicles: Uint16Array;
  readonly distance: Float32Array;
  readonly time: Float32Array;
  readonly distance_2: Float32Array;
  readonly distance_time: Float32Array;
  readonly time_2: Float32Array;

  constructor(links: number) {
    this.passes = new Uint16Array(links);
    this.vehicles = new Uint16Array(links);
    this.distance = new Float32Array(links);
    this.time = new Float32Array(links);
    this.distance_2 = new Float32Array(links);
    this.distance_time = new Float32Array(links);
    this.time_2 = new Float32Array(links);
  }

  restart(minute: number): void {
    this.minute = minute;
    for (const column of [this.passes, this.vehicles]) column.fill(0);
    for (const column of [this.distance, this.time, this.distance_2, this.distance_time, this.time_2])
      column.fill(0);
  }

  add(link: number, distance_m: number, time_s: number, same_vehicle: boolean): void {
    this.passes[link]++;
    if (!same_vehicle) this.vehicles[link]++;
    this.distance[link] += distance_m;
    this.time[link] += time_s;
    this.distance_2[link] += distance_m * distance_m;
    this.distance_time[link] += distance_m * time_s;
    this.time_2[link] += time_s * time_s;
  }
}

/**
 * Turns decided travel into sums by link and minute (generalised speed of Edie 1963: distance driven over time spent).
 * A pass counts in the minute in which it ends; one that has not ended when a window is read counts with what it has
 * done so far, so that a standing queue shows before it moves. Vehicles are told apart from the one before on the same
 * link only: a vehicle that comes back after another counts again.
 */
export class TravelAccumulator {
  readonly #network: RoadNetwork;
  readonly #rules: StandRules;
  readonly #ring: readonly Bucket[];
  readonly #running: Bucket;
  /** Pass under way of each slot. */
  #link = new Uint32Array(64).fill(NO_LINK);
  #distance_m = new Float32Array(64);
  #time_s = new Float32Array(64);
  #at_ms = new Float64Array(64);
  /** Slot that passed each link last, + 1. */
  readonly #passed_by: Uint32Array;
  /** Passes that ended too long ago to count. */
  late = 0;
  #newest_minute = -1;

  constructor(network: RoadNetwork, rules: StandRules = DEFAULT_STAND_RULES) {
    this.#network = network;
    this.#rules = rules;
    this.#ring = Array.from({ length: RING }, () => new Bucket(network.link_count));
    this.#running = new Bucket(network.link_count);
    this.#passed_by = new Uint32Array(network.link_count);
  }

  travel(slot: number, link: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void {
    this.#stay(slot, link);
    this.#distance_m[slot] += to_m - from_m;
    this.#time_s[slot] += (exit_ms - enter_ms) / 1000;
    this.#at_ms[slot] = exit_ms;
  }

  stand(slot: number, link: number, at_m: number, from_ms: number, to_ms: number): void {
    this.#stay(slot, link);
    const stood_s = (to_ms - from_ms) / 1000;
    if (this.#isTraffic(link, at_m, stood_s)) this.#time_s[slot] += stood_s;
    this.#at_ms[slot] = to_ms;
  }

  interrupt(slot: number): void {
    if (slot < this.#link.length) this.#endPass(slot);
  }

  /** Sums of [end − minutes, end); `end_ms` is a whole minute and `minutes` at most 6. */
  read(end_ms: number, minutes: number): TravelSums {
    const sums = new Bucket(this.#network.link_count);
    const end = end_ms / MINUTE_MS;
    for (const bucket of this.#ring)
      if (bucket.minute >= end - minutes && bucket.minute < end) addInto(sums, bucket);
    this.#readRunning(end_ms - minutes * MINUTE_MS, end_ms);
    addInto(sums, this.#running);
    const { passes, vehicles, distance, time, distance_2, distance_time, time_2 } = sums;
    const window = { window_start_ms: end_ms - minutes * MINUTE_MS, window_end_ms: end_ms };
    return { ...window, passes, vehicles, distance, time, distance_2, distance_time, time_2 };
  }

  #readRunning(start_ms: number, end_ms: number): void {
    this.#running.restart(0);
    for (let slot = 0; slot < this.#link.length; slot++) {
      const at_ms = this.#at_ms[slot];
      const link = this.#link[slot];
      if (link === NO_LINK || at_ms < start_ms || at_ms >= end_ms || this.#time_s[slot] <= 0) continue;
      this.#running.add(link, this.#distance_m[slot], this.#time_s[slot], false);
    }
  }

  #isTraffic(link: number, at_m: number, stood_s: number): boolean {
    const { link_length_m, link_to, node_flags } = this.#network;
    const { signal_reach_m, signal_wait_s, own_stop_s } = this.#rules;
    const signals = (node_flags[link_to[link]] & NODE_FLAG.signals) !== 0;
    const waits = signals && link_length_m[link] - at_m <= signal_reach_m;
    return stood_s <= (waits ? signal_wait_s : own_stop_s);
  }

  /** Makes `link` the link of the slot's pass; a pass on another link ends. */
  #stay(slot: number, link: number): void {
    this.#reserve(slot);
    if (this.#link[slot] === link) return;
    this.#endPass(slot);
    this.#link[slot] = link;
    this.#distance_m[slot] = 0;
    this.#time_s[slot] = 0;
  }

  #endPass(slot: number): void {
    const link = this.#link[slot];
    this.#link[slot] = NO_LINK;
    if (link === NO_LINK || this.#time_s[slot] <= 0 || this.#distance_m[slot] <= 0) return;
    const bucket = this.#bucket(Math.floor(this.#at_ms[slot] / MINUTE_MS));
    if (!bucket) {
      this.late++;
      return;
    }
    bucket.add(link, this.#distance_m[slot], this.#time_s[slot], this.#passed_by[link] === slot + 1);
    this.#passed_by[link] = slot + 1;
  }

  #bucket(minute: number): Bucket | undefined {
    if (minute <= this.#newest_minute - RING) return undefined;
    this.#newest_minute = Math.max(this.#newest_minute, minute);
    const bucket = this.#ring[minute % RING];
    if (bucket.minute !== minute) bucket.restart(minute);
    return bucket;
  }

  #reserve(slot: number): void {
    if (slot < this.#link.length) return;
    let size = this.#link.length;
    while (size <= slot) size *= 2;
    const [link, distance, time, at] = [this.#link, this.#distance_m, this.#time_s, this.#at_ms];
    this.#link = new Uint32Array(size).fill(NO_LINK);
    this.#distance_m = new Float32Array(size);
    this.#time_s = new Float32Array(size);
    this.#at_ms = new Float64Array(size);
    this.#link.set(link);
    this.#distance_m.set(distance);
    this.#time_s.set(time);
    this.#at_ms.set(at);
  }
}

type SumColumns = Omit<TravelSums, 'window_start_ms' | 'window_end_ms'>;

/** Adds the sums of `from` to those of `into`. */
export function addInto(into: SumColumns, from: SumColumns): void {
  for (let link = 0; link < into.passes.length; link++) {
    if (from.passes[link] === 0) continue;
    into.passes[link] += from.passes[link];
    into.vehicles[link] += from.vehicles[link];
    into.distance[link] += from.distance[link];
    into.time[link] += from.time[link];
    into.distance_2[link] += from.distance_2[link];
    into.distance_time[link] += from.distance_time[link];
    into.time_2[link] += from.time_2[link];
  }
}
