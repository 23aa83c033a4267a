import { lengthened, lengthFor } from '../columns/index.ts';
import { LINK_CLASSES, NODE_FLAG, NONE_U32, type RoadNetwork } from '../network/index.ts';
import { topSpeed_kmh } from './top-speed.ts';

/** Which standing still is part of driving. Not from a standard: assumed, set on the demo city, dated where configured. */
export interface StandRules {
  /** A vehicle that stands within this distance before a junction with signals waits for them, m. */
  readonly signal_reach_m: number;
  /** Longer waits are parking, s. */
  readonly signal_wait_s: number;
  /** Away from signals a vehicle that stands longer in all stops for its own sake (bus stop, passenger, delivery), s, */
  readonly own_stop_s: number;
  /** unless it drives slower than this share of the limit otherwise: then it stands in a queue. */
  readonly queue_share: number;
  /** A vehicle that stands so short after a junction with signals stands before them: fixes are not truer, m. */
  readonly line_m: number;
}

export const DEFAULT_STAND_RULES: StandRules = {
  signal_reach_m: 150,
  signal_wait_s: 240,
  own_stop_s: 18,
  queue_share: 0.35,
  line_m: 18,
};

/** Why time on a link is not time of travel. */
export const LEFT_OUT = ['none', 'own_stop', 'parked', 'stated_stop', 'too_fast'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** A pass that ended, or has come so far. */
export interface LinkPass {
  readonly slot: number;
  readonly link: number;
  readonly enter_ms: number;
  readonly exit_ms: number;
  readonly distance_m: number;
  /** Time that counts as travel, s; and time that does not. */
  readonly time_s: number;
  readonly left_out_s: number;
  readonly left_out: LeftOut;
}

/** A step that is so short, m, and so slow, m/s, is standing: a receiver wanders. Shorter ones are not judged, s. */
const WANDER = { most_m: 8, most_mps: 0.8, least_s: 4 };
/** Speed at which vehicles start and brake about a stop, as a share of the limit. */
const ROLLING_SHARE = 0.6;
/** From arterials down vehicles may stop at the kerb. */
const KERB_CLASS = LINK_CLASSES.indexOf('arterial');
const PER_SLOT = 2;

/**
 * The passes under way, two a vehicle: the one on the link where it is, and the one before as long as a wait at the stop
 * line between them may still be added to it. Columns at `2 × slot` and the next; the time of a pass is stored apart as
 * driving, waiting in traffic, standing that may be the vehicle's own, and standing that surely is.
 */
export class LinkPasses {
  readonly #network: RoadNetwork;
  readonly #rules: StandRules;
  readonly #fastestOf_kmh: (slot: number) => number;
  /** Which of the two is the one under way, and whether the other is still open. */
  #turn = new Uint8Array(64);
  #held = new Uint8Array(64);
  #link = new Uint32Array(128).fill(NONE_U32);
  #enter_ms = new Float64Array(128);
  #at_ms = new Float64Array(128);
  #distance_m = new Float32Array(128);
  #drive_s = new Float32Array(128);
  #wait_s = new Float32Array(128);
  #stop_s = new Float32Array(128);
  #parked_s = new Float32Array(128);
  #stated_s = new Float32Array(128);
  /** Standing hidden in the steps before and after a stop, part of `drive_s`. */
  #edge_s = new Float32Array(128);
  /** What of the last step was slower than rolling; NaN after standing. */
  #last_edge_s = new Float32Array(128);

  /** @param fastestOf_kmh the highest plausible speed of the vehicle of a slot on any road, km/h */
  constructor(
    network: RoadNetwork,
    rules: StandRules,
    fastestOf_kmh: (slot: number) => number = () => Number.POSITIVE_INFINITY,
  ) {
    this.#fastestOf_kmh = fastestOf_kmh;
    this.#network = network;
    this.#rules = rules;
  }

  get slots(): number {
    return this.#turn.length;
  }

  /** The pass under way of a slot: its column, or -1. */
  current(slot: number): number {
    if (slot >= this.#turn.length) return -1;
    const at = PER_SLOT * slot + this.#turn[slot];
    return this.#link[at] === NONE_U32 ? -1 : at;
  }

  /** The pass before it that is still open, or -1. */
  held(slot: number): number {
    if (slot >= this.#turn.length || this.#held[slot] === 0) return -1;
    return PER_SLOT * slot + 1 - this.#turn[slot];
  }

  isOn(slot: number, link: number): boolean {
    const at = this.current(slot);
    return at >= 0 && this.#link[at] === link;
  }

  /** Begins a pass; the one before stays open when a stop line lies between. The held one must have been closed. */
  begin(slot: number, link: number, at_ms: number): void {
    this.#reserve(slot);
    const before = this.current(slot);
    if (before >= 0) {
      this.#held[slot] = this.#joinsAtSignals(this.#link[before], link) ? 1 : 0;
      this.#turn[slot] = 1 - this.#turn[slot];
    }
    const at = PER_SLOT * slot + this.#turn[slot];
    this.#link[at] = link;
    this.#enter_ms[at] = at_ms;
    this.#at_ms[at] = at_ms;
    for (const column of [this.#distance_m, this.#drive_s, this.#wait_s, this.#stop_s]) column[at] = 0;
    for (const column of [this.#parked_s, this.#stated_s, this.#edge_s, this.#last_edge_s]) column[at] = 0;
  }

  /** Tells a step of the pass under way. */
  drive(slot: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void {
    const at = this.current(slot);
    const took_s = (exit_ms - enter_ms) / 1000;
    const step_m = to_m - from_m;
    this.#distance_m[at] += step_m;
    this.#at_ms[at] = exit_ms;
    if (took_s >= WANDER.least_s && step_m < Math.min(WANDER.most_m, WANDER.most_mps * took_s)) {
      this.stand(slot, to_m, enter_ms, exit_ms, false);
      return;
    }
    const limit_mps = this.#network.link_limit_kmh[this.#link[at]] / 3.6;
    const edge_s = Math.max(0, took_s - step_m / (ROLLING_SHARE * limit_mps));
    this.#drive_s[at] += took_s;
    if (Number.isNaN(this.#last_edge_s[at])) this.#leaveStop(slot, at, from_m, edge_s);
    this.#last_edge_s[at] = edge_s;
  }

  /** Tells that the vehicle stood. @param stated the vehicle itself said that it stopped (doors, ignition, passenger) */
  stand(slot: number, at_m: number, from_ms: number, to_ms: number, stated: boolean): void {
    const at = this.current(slot);
    const stood_s = (to_ms - from_ms) / 1000;
    this.#at_ms[at] = to_ms;
    const before = Number.isNaN(this.#last_edge_s[at]) ? 0 : this.#last_edge_s[at];
    this.#last_edge_s[at] = Number.NaN;
    const { signal_wait_s, line_m } = this.#rules;
    const held = this.held(slot);
    if (stated) {
      this.#stated_s[at] += stood_s + before;
      this.#drive_s[at] -= before;
    } else if (stood_s > signal_wait_s) this.#parked_s[at] += stood_s;
    else if (held >= 0 && at_m <= line_m) {
      this.#wait_s[held] += stood_s + before;
      this.#drive_s[at] -= before;
    } else if (this.#isBeforeSignals(at, at_m) || this.#network.link_class[this.#link[at]] < KERB_CLASS)
      this.#wait_s[at] += stood_s;
    else {
      this.#stop_s[at] += stood_s;
      this.#edge_s[at] += before;
    }
  }

  /** Whether the vehicle is so far past the stop line that the pass before can get no more time. */
  isPastLine(to_m: number): boolean {
    return to_m > this.#rules.line_m;
  }

  /** What a pass has come to. */
  read(slot: number, at: number): LinkPass {
    const standing_s = this.#stop_s[at] + this.#edge_s[at];
    const is_own = standing_s > this.#rules.own_stop_s && !this.#isQueue(at);
    const own_s = is_own ? standing_s : 0;
    const time_s = this.#drive_s[at] + this.#wait_s[at] + (is_own ? -this.#edge_s[at] : this.#stop_s[at]);
    const [parked_s, stated_s] = [this.#parked_s[at], this.#stated_s[at]];
    const [link, distance_m] = [this.#link[at], this.#distance_m[at]];
    const pass = { slot, link, enter_ms: this.#enter_ms[at], exit_ms: this.#at_ms[at], distance_m };
    const left_out_s = own_s + parked_s + stated_s;
    const top_kmh = Math.min(topSpeed_kmh(this.#network, link), this.#fastestOf_kmh(slot));
    if (time_s > 0 && distance_m * 3.6 > top_kmh * time_s)
      return { ...pass, time_s: 0, left_out_s: left_out_s + time_s, left_out: 'too_fast' };
    return {
      ...pass,
      time_s,
      left_out_s,
      left_out: parked_s > 0 ? 'parked' : stated_s > 0 ? 'stated_stop' : own_s > 0 ? 'own_stop' : 'none',
    };
  }

  /** Forgets the pass held, or the one under way. */
  close(slot: number, at: number): void {
    if (at === this.current(slot)) this.#link[at] = NONE_U32;
    else this.#held[slot] = 0;
  }

  /** The step after standing hides the rest of it. */
  #leaveStop(slot: number, at: number, from_m: number, edge_s: number): void {
    const held = this.held(slot);
    if (held >= 0 && from_m <= this.#rules.line_m) {
      this.#wait_s[held] += edge_s;
      this.#drive_s[at] -= edge_s;
    } else if (this.#stated_s[at] > 0) {
      this.#stated_s[at] += edge_s;
      this.#drive_s[at] -= edge_s;
    } else if (this.#stop_s[at] > 0) this.#edge_s[at] += edge_s;
  }

  /** A vehicle that crawls where it does not stand is in a queue. */
  #isQueue(at: number): boolean {
    const driven_s = this.#drive_s[at] - this.#edge_s[at];
    if (!(driven_s > 0)) return false;
    const limit_mps = this.#network.link_limit_kmh[this.#link[at]] / 3.6;
    return this.#distance_m[at] < this.#rules.queue_share * limit_mps * driven_s;
  }

  #isBeforeSignals(at: number, at_m: number): boolean {
    const { link_length_m, link_to, node_flags } = this.#network;
    const link = this.#link[at];
    if ((node_flags[link_to[link]] & NODE_FLAG.signals) === 0) return false;
    return link_length_m[link] - at_m <= this.#rules.signal_reach_m;
  }

  #joinsAtSignals(before: number, link: number): boolean {
    const { link_to, link_from, node_flags } = this.#network;
    return link_to[before] === link_from[link] && (node_flags[link_from[link]] & NODE_FLAG.signals) !== 0;
  }

  #reserve(slot: number): void {
    if (slot < this.#turn.length) return;
    const size = lengthFor(slot, this.#turn.length);
    const wide = size * PER_SLOT;
    this.#turn = lengthened(this.#turn, size);
    this.#held = lengthened(this.#held, size);
    this.#link = lengthened(this.#link, wide, NONE_U32);
    this.#enter_ms = lengthened(this.#enter_ms, wide);
    this.#at_ms = lengthened(this.#at_ms, wide);
    this.#distance_m = lengthened(this.#distance_m, wide);
    this.#drive_s = lengthened(this.#drive_s, wide);
    this.#wait_s = lengthened(this.#wait_s, wide);
    this.#stop_s = lengthened(this.#stop_s, wide);
    this.#parked_s = lengthened(this.#parked_s, wide);
    this.#stated_s = lengthened(this.#stated_s, wide);
    this.#edge_s = lengthened(this.#edge_s, wide);
    this.#last_edge_s = lengthened(this.#last_edge_s, wide);
  }
}
