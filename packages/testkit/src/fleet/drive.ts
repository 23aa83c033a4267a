import { LINK_FLAG, networkFor, type RoadNetwork } from '@opentocc/core/network';
import { createRandom, type Random } from '../random.ts';
import type { TrafficField } from '../world/index.ts';
import { type Destinations, growDestinations } from './destinations.ts';
import type { Motion } from './motion.ts';
import { FLEET_CLASSES, type FleetClass, type RosterEntry } from './roster.ts';
import { createSignals, type Signals } from './signals.ts';
import type { TravelTruth } from './travel-truth.ts';

export interface DrivingOptions {
  readonly network: RoadNetwork;
  readonly field: TrafficField;
  readonly truth: TravelTruth;
  readonly roster: readonly RosterEntry[];
  readonly seed: number;
  readonly from_ms: number;
  /** Step of the driving; passages end between steps, exactly. Default 1000. */
  readonly step_ms?: number;
}

const FIELD_MS = 60_000;
/** Links that a taxi without passenger wanders before it has the next one. */
const ROAM_LINKS = 14;
/** Share of links on which a bus stops. */
const BUS_STOP_SHARE = 0.45;
/** Speed of a driver against the traffic: deviation of the logarithm. */
const DRIVER_SPREAD = 0.1;
/** Share of trips that end with a long rest, by night and by day. */
const REST = { night: 0.75, day: 0.04, shortest_s: 900, spread_s: 3600 };
const PARKED_AT_START = 0.08;

/**
 * The vehicles of a fleet on their ways: state in parallel columns, one row a vehicle. A vehicle follows the tree of
 * its destination link by link, at the field's speed times its driver's temper; waits at red; buses stop at stops,
 * taxis set down and pick up, everybody rests, at night for long. All drive where cars may, buses too: their routes are
 * made up, and a made-up bus on a busway would say nothing of a real one.
 */
export class Driving implements Motion {
  readonly count: number;
  /** Where each vehicle is: link and metres along it. */
  readonly link: Uint32Array;
  readonly along_m: Float32Array;
  /** Speed now, km/h; 0 while it waits. */
  readonly speed_kmh: Float32Array;
  /** 1 while it is parked with the ignition off. */
  readonly parked: Uint8Array;
  now_ms: number;
  readonly step_ms: number;

  readonly #o: DrivingOptions;
  readonly #signals: Signals;
  readonly #destinations: Destinations;
  readonly #random: Random;
  readonly #field_kmh: Float32Array;
  #field_ms = Number.NEGATIVE_INFINITY;
  readonly #class: Uint8Array;
  readonly #destination: Uint16Array;
  /** Both ends of a bus route. */
  readonly #terminals: Uint16Array;
  readonly #roam: Uint8Array;
  readonly #temper: Float32Array;
  readonly #cruise_mps: Float32Array;
  readonly #hold_s: Float32Array;
  /** Metres along the link of a stop of its own; NaN when there is none ahead. */
  readonly #stop_m: Float32Array;
  /** 1 when the signal at the end of the link has been waited for. */
  readonly #released: Uint8Array;
  readonly #enter_ms: Float64Array;
  readonly #dwell_ms: Float64Array;

  constructor(options: DrivingOptions) {
    const o = { ...options, network: networkFor(options.network, 'car') };
    const n = o.roster.length;
    this.#o = o;
    this.count = n;
    this.now_ms = o.from_ms;
    this.step_ms = o.step_ms ?? 1000;
    this.#random = createRandom(o.seed);
    this.#signals = createSignals(o.network, o.seed);
    this.#destinations = growDestinations(o.network, o.field.free_kmh, createRandom(o.seed + 1));
    this.#field_kmh = new Float32Array(o.network.link_count);
    this.link = new Uint32Array(n);
    this.along_m = new Float32Array(n);
    this.speed_kmh = new Float32Array(n);
    this.parked = new Uint8Array(n);
    this.#class = Uint8Array.from(o.roster, (r) => FLEET_CLASSES.indexOf(r.vehicle_class));
    this.#destination = new Uint16Array(n);
    this.#terminals = new Uint16Array(2 * n);
    this.#roam = new Uint8Array(n);
    this.#temper = new Float32Array(n);
    this.#cruise_mps = new Float32Array(n);
    this.#hold_s = new Float32Array(n);
    this.#stop_m = new Float32Array(n).fill(Number.NaN);
    this.#released = new Uint8Array(n);
    this.#enter_ms = new Float64Array(n).fill(Number.NaN);
    this.#dwell_ms = new Float64Array(n);
    this.#readField();
    for (let v = 0; v < n; v += 1) this.#place(v);
  }

  /** Drives everybody for one step. */
  step(): void {
    if (this.now_ms - this.#field_ms >= FIELD_MS) this.#readField();
    for (let v = 0; v < this.count; v += 1) this.#stepOne(v);
    this.now_ms += this.step_ms;
  }

  #readField(): void {
    this.#field_ms = this.now_ms;
    this.#o.field.fillSpeeds(this.now_ms, this.#field_kmh);
  }

  /** Sets a vehicle down on its way, as if it had driven all day; its first link is no whole passage. */
  #place(v: number): void {
    const random = this.#random;
    const list = this.#listOf(v);
    this.#temper[v] = Math.exp(DRIVER_SPREAD * random.normal());
    this.#terminals[2 * v] = list[random.below(list.length)];
    this.#terminals[2 * v + 1] = list[random.below(list.length)];
    this.#destination[v] = this.#terminals[2 * v];
    let link = this.#destinations.link[list[random.below(list.length)]];
    const way = this.#destinations.next[this.#destination[v]];
    for (let k = random.below(90); k > 0; k -= 1) link = way[link];
    this.link[v] = link;
    this.along_m[v] = random.next() * this.#o.network.link_length_m[link];
    this.#setCruise(v);
    if (random.next() < PARKED_AT_START || (this.#isNight() && random.next() < REST.night)) this.#rest(v);
  }

  #stepOne(v: number): void {
    let left_s = this.step_ms / 1000;
    while (left_s > 0) {
      if (this.#hold_s[v] > 0) {
        const waited = Math.min(left_s, this.#hold_s[v]);
        this.#hold_s[v] -= waited;
        left_s -= waited;
        continue;
      }
      this.parked[v] = 0;
      this.speed_kmh[v] = this.#cruise_mps[v] * 3.6;
      const stop_m = this.#stop_m[v];
      const goal_m = stop_m >= 0 ? stop_m : this.#o.network.link_length_m[this.link[v]];
      const need_s = Math.max(0, (goal_m - this.along_m[v]) / this.#cruise_mps[v]);
      if (need_s >= left_s) {
        this.along_m[v] += left_s * this.#cruise_mps[v];
        return;
      }
      left_s -= need_s;
      this.along_m[v] = goal_m;
      if (stop_m >= 0) this.#stopHere(v);
      else this.#reachEnd(v, this.now_ms + this.step_ms - left_s * 1000);
    }
  }

  #stopHere(v: number): void {
    this.#stop_m[v] = Number.NaN;
    const seconds = 20 + this.#random.next() * (FLEET_CLASSES[this.#class[v]] === 'bus' ? 20 : 40);
    this.#dwell(v, seconds);
  }

  #dwell(v: number, seconds: number): void {
    this.#hold_s[v] = seconds;
    this.#dwell_ms[v] += seconds * 1000;
    this.speed_kmh[v] = 0;
  }

  #reachEnd(v: number, at_ms: number): void {
    const link = this.link[v];
    if (!this.#released[v]) {
      this.#released[v] = 1;
      const wait_s = this.#signals.wait_s(link, at_ms);
      if (wait_s > 0) {
        this.#hold_s[v] = wait_s;
        this.speed_kmh[v] = 0;
        return;
      }
    }
    if (!Number.isNaN(this.#enter_ms[v]))
      this.#o.truth.add(link, v + 1, this.#enter_ms[v], at_ms, this.#dwell_ms[v]);
    this.#enter(v, this.#nextLink(v), at_ms);
  }

  #enter(v: number, link: number, at_ms: number): void {
    this.link[v] = link;
    this.along_m[v] = 0;
    this.#released[v] = 0;
    this.#enter_ms[v] = at_ms;
    this.#dwell_ms[v] = 0;
    this.#setCruise(v);
    if (link === this.#destinations.link[this.#destination[v]]) this.#arrive(v);
    else if (this.#stopsOn(v, link)) this.#stop_m[v] = this.#o.network.link_length_m[link] * 0.55;
  }

  /** Cruising speed on the link, such that with the mean wait at its signal the field's mean speed comes out. */
  #setCruise(v: number): void {
    const link = this.link[v];
    const { link_length_m, link_limit_kmh } = this.#o.network;
    const length_m = link_length_m[link];
    const mean_s = length_m / (this.#field_kmh[link] / 3.6);
    const fastest_mps = (1.15 * link_limit_kmh[link]) / 3.6;
    const moving_s = Math.max(mean_s - this.#signals.mean_s[link], length_m / fastest_mps);
    this.#cruise_mps[v] = Math.max(0.8, (length_m / moving_s) * this.#temper[v]);
  }

  #nextLink(v: number): number {
    const link = this.link[v];
    const way = this.#destinations.next[this.#destination[v]];
    if (this.#roam[v] === 0) return way[link];
    this.#roam[v] -= 1;
    const { turn_offset, turn_link } = this.#o.network;
    const first = turn_offset[link];
    const turn = turn_link[first + this.#random.below(turn_offset[link + 1] - first)];
    const leads_on = way[turn] !== turn || turn === this.#destinations.link[this.#destination[v]];
    return leads_on ? turn : way[link];
  }

  /** A trip is over: set down, perhaps rest, and choose where to go next. */
  #arrive(v: number): void {
    const random = this.#random;
    const list = this.#listOf(v);
    const vehicle = FLEET_CLASSES[this.#class[v]];
    this.#stop_m[v] = this.#o.network.link_length_m[this.link[v]] * (0.3 + 0.4 * random.next());
    if (vehicle === 'bus') {
      const there = this.#destination[v] === this.#terminals[2 * v] ? 1 : 0;
      this.#destination[v] = this.#terminals[2 * v + there];
    } else this.#destination[v] = list[random.below(list.length)];
    this.#roam[v] = vehicle === 'taxi' ? random.below(ROAM_LINKS) : 0;
    if (random.next() < (this.#isNight() ? REST.night : REST.day)) this.#rest(v);
  }

  #rest(v: number): void {
    this.#dwell(v, REST.shortest_s + this.#random.next() * REST.spread_s);
    this.parked[v] = 1;
  }

  #stopsOn(v: number, link: number): boolean {
    if (FLEET_CLASSES[this.#class[v]] !== 'bus') return false;
    const { link_class, link_flags } = this.#o.network;
    return (
      link_class[link] >= 2 && !(link_flags[link] & LINK_FLAG.ramp) && this.#random.next() < BUS_STOP_SHARE
    );
  }

  #listOf(v: number): Uint32Array {
    const vehicle: FleetClass = FLEET_CLASSES[this.#class[v]];
    return this.#destinations.of_class[vehicle];
  }

  /** 00:00–05:30 Asia/Shanghai. */
  #isNight(): boolean {
    return (this.now_ms / 3_600_000 + 8) % 24 < 5.5;
  }
}
