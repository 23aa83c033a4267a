import type { RoadNetwork } from '../network/index.ts';
import { MINUTE_MS } from '../time/index.ts';
import { DEFAULT_STAND_RULES, type LinkPass, LinkPasses, type StandRules } from './link-passes.ts';
import {
  addInto,
  type EndedPasses,
  noEndedPasses,
  type PassTravel,
  TravelBucket,
  type TravelSums,
} from './travel-sums.ts';
import { type LinkExpectation, VehiclePace } from './vehicle-pace.ts';

/** Minutes buffered: the window and what may come late. */
const RING = 8;

/** What a {@link TravelAccumulator} may request and report beside the travel. */
export interface TravelOptions {
  readonly rules?: Partial<StandRules>;
  /** Whether a vehicle itself said that it stopped between two instants: ignition off, doors open, passenger change. */
  readonly statedStop?: (slot: number, from_ms: number, to_ms: number) => boolean;
  /** The highest plausible speed of a vehicle on any road, km/h; without it roads alone bound passes. */
  readonly fastestOf_kmh?: (slot: number) => number;
  /** Called with each pass when it ends. */
  readonly onPass?: (pass: LinkPass) => void;
}

/**
 * Turns decided travel into sums by link and minute (generalised speed of Edie 1963: distance driven over time spent).
 * A pass counts in the minute in which it ends; one that has not ended when a window is read counts with what it has
 * done so far, so that a standing queue shows before it moves. Which standing is travel: {@link StandRules}. A vehicle is
 * compared only with the one before it on the same link: one that comes back after another counts again. Beside each
 * pass stands what was known of its vehicle before it ended: {@link VehiclePace}.
 */
export class TravelAccumulator {
  readonly #network: RoadNetwork;
  readonly #passes: LinkPasses;
  readonly #options: TravelOptions;
  readonly #ring: readonly TravelBucket[];
  readonly #running: TravelBucket;
  readonly #pace = new VehiclePace();
  /** Slot that passed each link last, + 1. */
  readonly #passed_by: Uint32Array;
  /** Passes that ended too long ago to count. */
  late = 0;
  /** Passes that no vehicle drives so fast. */
  too_fast = 0;
  #newest_minute = -1;
  #ended: EndedPasses;

  constructor(network: RoadNetwork, options: TravelOptions = {}) {
    this.#network = network;
    this.#options = options;
    const rules = { ...DEFAULT_STAND_RULES, ...options.rules };
    this.#passes = new LinkPasses(network, rules, options.fastestOf_kmh);
    this.#ring = Array.from({ length: RING }, () => new TravelBucket(network.link_count));
    this.#running = new TravelBucket(network.link_count);
    this.#passed_by = new Uint32Array(network.link_count);
    this.#ended = noEndedPasses(network.link_count);
  }

  travel(slot: number, link: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void {
    this.#stay(slot, link, enter_ms);
    this.#passes.drive(slot, from_m, to_m, enter_ms, exit_ms);
    if (this.#passes.isPastLine(to_m)) this.#end(slot, this.#passes.held(slot));
  }

  stand(slot: number, link: number, at_m: number, from_ms: number, to_ms: number): void {
    this.#stay(slot, link, from_ms);
    const stated = this.#options.statedStop?.(slot, from_ms, to_ms) ?? false;
    this.#passes.stand(slot, at_m, from_ms, to_ms, stated);
  }

  interrupt(slot: number): void {
    this.#end(slot, this.#passes.held(slot));
    this.#end(slot, this.#passes.current(slot));
  }

  /** Takes what traffic does now, to learn from passes that end later how each vehicle drives. */
  expect(expected: LinkExpectation): void {
    this.#pace.expect(expected);
  }

  /** Sums of [end − minutes, end); `end_ms` is a whole minute and `minutes` at most 6. */
  read(end_ms: number, minutes: number): TravelSums {
    const sums = new TravelBucket(this.#network.link_count);
    const end = end_ms / MINUTE_MS;
    for (const bucket of this.#ring)
      if (bucket.minute >= end - minutes && bucket.minute < end) addInto(sums, bucket);
    this.#readRunning(end_ms - minutes * MINUTE_MS, end_ms);
    addInto(sums, this.#running);
    const { passes, vehicles, distance, time, distance_2, distance_time, time_2 } = sums;
    const { pace, pace_variance, pace_2 } = sums;
    const window = { window_start_ms: end_ms - minutes * MINUTE_MS, window_end_ms: end_ms };
    const travel = { passes, vehicles, distance, time, distance_2, distance_time, time_2 };
    return { ...window, ...travel, pace, pace_variance, pace_2 };
  }

  /** Passes that ended since the last call, however late they came to be known; those that came too late are left out. */
  takeEnded(): EndedPasses {
    const ended = this.#ended;
    this.#ended = noEndedPasses(this.#network.link_count);
    return ended;
  }

  /** Passes that have not ended, with what they have come to. */
  *underWay(): Generator<LinkPass> {
    for (let slot = 0; slot < this.#passes.slots; slot++)
      for (const at of [this.#passes.held(slot), this.#passes.current(slot)])
        if (at >= 0) yield this.#passes.read(slot, at);
  }

  #readRunning(start_ms: number, end_ms: number): void {
    this.#running.restart(0);
    for (const pass of this.underWay())
      if (pass.exit_ms >= start_ms && pass.exit_ms < end_ms && pass.time_s > 0)
        this.#running.add(pass.link, this.#travelOf(pass, false));
  }

  /** Makes `link` the link of the slot's pass; the pass before the last one ends. */
  #stay(slot: number, link: number, at_ms: number): void {
    if (this.#passes.isOn(slot, link)) return;
    this.#end(slot, this.#passes.held(slot));
    const before = this.#passes.current(slot);
    this.#passes.begin(slot, link, at_ms);
    if (before >= 0 && this.#passes.held(slot) < 0) this.#count(this.#passes.read(slot, before));
  }

  #end(slot: number, at: number): void {
    if (at < 0) return;
    const pass = this.#passes.read(slot, at);
    this.#passes.close(slot, at);
    this.#count(pass);
  }

  #count(pass: LinkPass): void {
    this.#options.onPass?.(pass);
    const { slot, link, exit_ms, distance_m, time_s } = pass;
    if (pass.left_out === 'too_fast') this.too_fast++;
    if (time_s <= 0 || distance_m <= 0) return;
    const bucket = this.#bucket(Math.floor(exit_ms / MINUTE_MS));
    if (!bucket) {
      this.late++;
      return;
    }
    bucket.add(link, this.#travelOf(pass, this.#passed_by[link] === slot + 1));
    this.#passed_by[link] = slot + 1;
    this.#ended.samples[link]++;
    this.#ended.distance_m[link] += distance_m;
    this.#ended.time_s[link] += time_s;
    const part = distance_m / this.#network.link_length_m[link];
    this.#pace.learn(slot, link, exit_ms, distance_m / time_s, part);
  }

  #travelOf({ slot, distance_m, time_s }: LinkPass, same_vehicle: boolean): PassTravel {
    const pace_variance = this.#pace.varianceOf(slot);
    return { distance_m, time_s, pace: this.#pace.of(slot), pace_variance, same_vehicle };
  }

  #bucket(minute: number): TravelBucket | undefined {
    if (minute <= this.#newest_minute - RING) return undefined;
    this.#newest_minute = Math.max(this.#newest_minute, minute);
    const bucket = this.#ring[minute % RING];
    if (bucket.minute !== minute) bucket.restart(minute);
    return bucket;
  }
}
