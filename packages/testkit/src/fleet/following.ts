import type { RoadNetwork } from '@opentocc/core/network';
import { type PassageBatch, type PassageModel, placeIn } from '../world/index.ts';
import type { Motion } from './motion.ts';
import type { TravelTruth } from './travel-truth.ts';

export interface FollowingOptions {
  readonly network: RoadNetwork;
  /** How vehicles drive through links. */
  readonly model: PassageModel;
  readonly truth: TravelTruth;
  readonly count: number;
  readonly from_ms: number;
  /** Default 1000. */
  readonly step_ms?: number;
}

/** A vehicle that rests longer than this has its ignition off, ms. */
const PARKED_MS = 10 * 60_000;
/** Place of a stop of a bus, as a share of the link. */
const STOP_AT = 0.55;

interface Passage {
  readonly link: number;
  readonly enter_ms: number;
  readonly leave_ms: number;
  readonly dwell_ms: number;
}

/**
 * A fleet that follows simulated vehicles: each drives the passages that the world gave it, link by link, freely up to the
 * queue and with it to the stop line, and rests at the end of a trip until its next one. What it drives is its truth.
 */
export class Following implements Motion {
  readonly count: number;
  readonly link: Uint32Array;
  readonly along_m: Float32Array;
  readonly speed_kmh: Float32Array;
  readonly parked: Uint8Array;
  readonly step_ms: number;
  now_ms: number;
  readonly #o: FollowingOptions;
  readonly #ahead: Passage[][];
  readonly #next: Uint32Array;
  /** Until when passages are known. */
  #known_ms = Number.NEGATIVE_INFINITY;

  constructor(options: FollowingOptions) {
    const { count } = options;
    this.#o = options;
    this.count = count;
    this.now_ms = options.from_ms;
    this.step_ms = options.step_ms ?? 1000;
    this.link = new Uint32Array(count);
    this.along_m = new Float32Array(count);
    this.speed_kmh = new Float32Array(count);
    this.parked = new Uint8Array(count).fill(1);
    this.#ahead = Array.from({ length: count }, () => []);
    this.#next = new Uint32Array(count);
  }

  get known_ms(): number {
    return this.#known_ms;
  }

  /** Whether the vehicle has been seen on a road yet; before that it has no place to report. */
  isPlaced(v: number): boolean {
    return this.#ahead[v].length > 0;
  }

  take(batch: PassageBatch): void {
    for (let row = 0; row < batch.length; row++)
      this.#ahead[batch.follower[row]].push({
        link: batch.link[row],
        enter_ms: batch.enter_ms[row],
        leave_ms: batch.leave_ms[row],
        dwell_ms: batch.dwell_ms[row],
      });
    this.#known_ms = batch.until_ms;
    for (let v = 0; v < this.count; v++) this.#forget(v);
  }

  step(): void {
    this.now_ms += this.step_ms;
    for (let v = 0; v < this.count; v++) if (this.isPlaced(v)) this.#stepOne(v);
  }

  /** Passages that are over leave the list, so that it stays as short as the world is ahead. */
  #forget(v: number): void {
    this.#ahead[v].splice(0, this.#next[v]);
    this.#next[v] = 0;
  }

  #stepOne(v: number): void {
    const ahead = this.#ahead[v];
    let at = this.#next[v];
    while (at + 1 < ahead.length && ahead[at + 1].enter_ms <= this.now_ms)
      this.#finish(v, ahead[at], ahead[++at]);
    this.#next[v] = at;
    this.#show(v, ahead[at]);
  }

  /** A rest before the next passage is time at a stop of its own, and no part of the speed. */
  #finish(v: number, done: Passage, next: Passage): void {
    if (next.enter_ms <= this.#o.from_ms) return;
    const rest_ms = next.enter_ms - done.leave_ms;
    if (done.enter_ms >= this.#o.from_ms)
      this.#o.truth.add(done.link, v + 1, done.enter_ms, next.enter_ms, done.dwell_ms + Math.max(0, rest_ms));
  }

  #show(v: number, passage: Passage): void {
    const { link, enter_ms, leave_ms, dwell_ms } = passage;
    this.link[v] = link;
    if (this.now_ms >= leave_ms || this.now_ms < enter_ms) {
      this.along_m[v] = this.now_ms < enter_ms ? 0 : this.#o.network.link_length_m[link];
      this.speed_kmh[v] = 0;
      this.parked[v] = this.now_ms - leave_ms > PARKED_MS || this.now_ms < enter_ms ? 1 : 0;
      return;
    }
    this.parked[v] = 0;
    const whole_s = (leave_ms - enter_ms - dwell_ms) / 1000;
    const stop_ms = dwell_ms > 0 ? enter_ms + STOP_AT * whole_s * 1000 : leave_ms;
    const dwelt_ms = Math.min(dwell_ms, Math.max(0, this.now_ms - stop_ms));
    const place = placeIn(this.#o.model, link, whole_s, (this.now_ms - enter_ms - dwelt_ms) / 1000);
    this.along_m[v] = place.along_m;
    this.speed_kmh[v] = dwelt_ms > 0 && dwelt_ms < dwell_ms ? 0 : place.speed_mps * 3.6;
  }
}
