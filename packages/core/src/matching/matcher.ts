import type { RoadNetwork } from '../network/index.ts';
import { Arrivals, BROKEN } from './arrivals.ts';
import { Candidates, type PlacedFix } from './candidates.ts';
import { chainsOf } from './chains.ts';
import { Decisions } from './decisions.ts';
import { DEFAULT_MATCHER_OPTIONS, type MatcherOptions, OptionsByError } from './matcher-options.ts';
import { type Plane, planeOf } from './plane.ts';
import type { ReachLists } from './reach-lists.ts';
import { placesOnRoad, type SkippedFix, SkippedFixes } from './skipped-fixes.ts';
import { TravelEmitter, type TravelSink } from './travel-emitter.ts';
import { Trellis } from './trellis.ts';
import { type Step, Way } from './way.ts';

/** A fix of a vehicle, WGS-84. */
export interface RoadFix {
  /** UTC ms. */
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  /** As reported, NaN when not stated. */
  readonly speed_kmh: number;
  /** As reported, clockwise from north; NaN when not stated. */
  readonly course_deg: number;
}

/** What became of a fix. `unmatched`: no link near. `prolonged`: nothing new, the vehicle stands. */
export type MatchOutcome = 'matched' | 'prolonged' | 'unmatched';

/** A leg is driven when it comes this far, m, at this speed or more on the straight, m/s: what wanders about a place does not. */
const LEG_M = 200;
const DRIVEN_MPS = 3;
/** From this share of the longest gap far out on, the next fix that is left out would be too late. */
const LAST_SKIP = 2 / 3;

/**
 * Streaming map matching by a hidden Markov model (Newson and Krumm 2009, "Hidden Markov map matching through noise and
 * sparseness"), many vehicles in one trellis. Emission: distance, and the course of a vehicle that moves. Transition:
 * |route − straight| with a scale that grows with the time between fixes, turning round, and speeds that the road does
 * not allow. A fix is decided as soon as all surviving paths agree on it, or when the window is full or its delay used up
 * (see `Decisions`), and never otherwise afterwards. A fix costs O(candidates²) look-ups.
 *
 * A fix to which no path leads is left out; where those left out follow a road of their own the network lacks a piece,
 * and the path begins again with them (see `SkippedFixes`); where several in a row are, and the vehicle is one that gets anywhere, its
 * path is looked for among all links far out by how it goes on, until its fixes lie on it again: under an elevated road,
 * between towers, or where the map is off, fixes stay beside the road for minutes and breaking off would lose them all.
 */
export class Matcher {
  readonly plane: Plane;
  readonly #options: OptionsByError;
  readonly #sink: TravelSink;
  readonly #candidates: Candidates;
  readonly #way: Way;
  readonly #trellis: Trellis;
  readonly #decisions: Decisions;
  readonly #skipped_fixes = new SkippedFixes();
  readonly #arrivals: Arrivals;

  /** @param lists precomputed routes of the network, see `buildReachLists`; others are made on demand. */
  constructor(
    network: RoadNetwork,
    sink: TravelSink,
    options: Partial<MatcherOptions> = {},
    lists?: ReachLists,
  ) {
    this.#sink = sink;
    const plain = { ...DEFAULT_MATCHER_OPTIONS, ...options };
    this.#options = new OptionsByError(plain);
    const chains = chainsOf(network);
    this.plane = planeOf(network.meta.bbox);
    this.#candidates = new Candidates(network, chains, this.plane);
    this.#way = new Way(network, chains, plain, lists);
    this.#trellis = new Trellis(plain.window, plain.candidates);
    this.#arrivals = new Arrivals(this.#trellis, this.#candidates, this.#way);
    const emitter = new TravelEmitter({
      network,
      chains,
      trellis: this.#trellis,
      way: this.#way,
      options: this.#options,
      sink,
    });
    this.#decisions = new Decisions(this.#trellis, emitter, plain.max_delay_ms);
  }

  /** Bytes of the routing lists made on demand. */
  get table_bytes(): number {
    return this.#way.table.bytes;
  }

  /**
   * Takes the next fix of a vehicle; times of one slot never go back.
   * @param slot small integer of the vehicle, from 0.
   * @param error_m by how much its positions are off beyond a plain receiver's: standard deviation on each axis, m.
   */
  push(slot: number, { at_ms, lon, lat, speed_kmh, course_deg }: RoadFix, error_m = 0): MatchOutcome {
    const x = (lon - this.plane.lon0) * this.plane.lon_m;
    const y = (lat - this.plane.lat0) * this.plane.lat_m;
    const fix = { at_ms, x, y, speed_kmh, course_deg };
    const trellis = this.#trellis;
    trellis.reserve(slot);
    this.#takeError(slot, error_m);
    if (this.#prolongs(slot, fix)) return 'prolonged';
    if (trellis.layers[slot] === trellis.window) this.#decisions.makeRoom(slot);
    this.#noteDriving(slot, fix);
    if (trellis.skipped[slot] > 0) this.#beginsBeyond(slot, fix);
    if (!this.#goesOn(slot, fix)) {
      if (this.#skips(slot, fix)) return 'unmatched';
      this.finish(slot);
      const count = this.#candidates.findNear(fix, this.#optionsOf(slot));
      if (count === 0) return 'unmatched';
      this.#startLayer(slot, count);
    }
    if (trellis.skipped[slot] > 0) this.#skipped_fixes.clear(slot);
    trellis.skipped[slot] = 0;
    this.#takeFix(slot, fix);
    this.#decisions.decideAgreed(slot);
    this.#decisions.decideLate(slot, at_ms);
    return 'matched';
  }

  /** The newest layer is of this fix. */
  #takeFix(slot: number, { at_ms, x, y, speed_kmh }: PlacedFix): void {
    const trellis = this.#trellis;
    const layer = trellis.newest(slot);
    const off_m = length_m(trellis.place_x[slot] - x, trellis.place_y[slot] - y);
    trellis.far[slot] = Number(off_m > this.#optionsOf(slot).far_m);
    trellis.at_ms[layer] = at_ms;
    trellis.until_ms[layer] = at_ms;
    trellis.speed_kmh[layer] = speed_kmh;
    trellis.fix_x[slot] = x;
    trellis.fix_y[slot] = y;
  }

  /** Decides all that waits for a vehicle and forgets where it is. */
  finish(slot: number): void {
    const trellis = this.#trellis;
    this.#skipped_fixes.clear(slot);
    if (slot >= trellis.layers.length || trellis.layers[slot] === 0) return;
    this.#decisions.decideAll(slot);
    this.#sink.interrupt(slot);
  }

  /**
   * Decides what a vehicle did before `before_ms` when nothing has come since: to be called now and then, so that the
   * travel of a vehicle that fell silent is not held back.
   */
  expire(slot: number, before_ms: number): void {
    const trellis = this.#trellis;
    const { layers, until_ms } = trellis;
    if (slot < layers.length && layers[slot] > 0 && until_ms[trellis.newest(slot)] < before_ms)
      this.finish(slot);
  }

  /** Whether a vehicle is on the road now; where is given by the three below, and later fixes may revise it. */
  isPlaced(slot: number): boolean {
    return slot < this.#trellis.layers.length && this.#trellis.layers[slot] > 0;
  }

  linkOf(slot: number): number {
    return this.#trellis.place_link[slot];
  }

  lonOf(slot: number): number {
    return this.plane.lon0 + this.#trellis.place_x[slot] / this.plane.lon_m;
  }

  latOf(slot: number): number {
    return this.plane.lat0 + this.#trellis.place_y[slot] / this.plane.lat_m;
  }

  /** A path is followed by the options of one error from its start to its end. */
  #takeError(slot: number, error_m: number): void {
    const step = this.#options.stepOf(error_m);
    if (step === this.#trellis.error_step[slot]) return;
    this.finish(slot);
    this.#trellis.error_step[slot] = step;
  }

  #optionsOf(slot: number): MatcherOptions {
    return this.#options.of(this.#trellis.error_step[slot]);
  }

  /** Leaves out a fix that does not fit, unless too many have not: then the path before is given up. */
  #skips(slot: number, fix: PlacedFix): boolean {
    const { layers, skipped, drives } = this.#trellis;
    if (layers[slot] === 0 || skipped[slot] >= this.#optionsOf(slot).skips) return false;
    if (skipped[slot]++ === 0) this.#skipped_fixes.clear(slot);
    if (drives[slot] === 1) this.#skipped_fixes.add(slot, this.#onRoad(slot, fix));
    return true;
  }

  /** Breaks the path off where the fixes left out of it, and this one, follow a road that it does not reach. */
  #beginsBeyond(slot: number, fix: PlacedFix): void {
    const rules = { options: this.#optionsOf(slot), may_turn: true };
    const fixes = this.#skipped_fixes.leadingTo(slot, this.#onRoad(slot, fix), this.#way, rules);
    if (fixes.length === 0) return;
    this.finish(slot);
    for (const skipped of fixes) {
      if (!this.#goesOn(slot, skipped))
        this.#startLayer(slot, this.#candidates.findNear(skipped, rules.options));
      this.#takeFix(slot, skipped);
    }
  }

  /** A fix with its places that lie on a road. */
  #onRoad(slot: number, fix: PlacedFix): SkippedFix {
    const options = this.#optionsOf(slot);
    const count = this.#candidates.findNear(fix, options);
    return { ...fix, places: placesOnRoad(this.#candidates, count, options.doubt_within_m) };
  }

  #prolongs(slot: number, { at_ms, x, y, speed_kmh }: PlacedFix): boolean {
    const trellis = this.#trellis;
    if (trellis.layers[slot] === 0) return false;
    const layer = trellis.newest(slot);
    const { max_gap_ms, still_m } = this.#optionsOf(slot);
    if (at_ms - trellis.until_ms[layer] > max_gap_ms) {
      this.finish(slot);
      return false;
    }
    const dx = x - trellis.fix_x[slot];
    const dy = y - trellis.fix_y[slot];
    if (dx * dx + dy * dy > still_m * still_m) return false;
    trellis.until_ms[layer] = at_ms;
    trellis.speed_kmh[layer] = speed_kmh;
    this.#decisions.decideLate(slot, at_ms);
    return true;
  }

  /** Keeps whether the vehicle gets anywhere, unlike one that stands while its fixes wander. */
  #noteDriving(slot: number, { at_ms, x, y }: PlacedFix): void {
    const { leg_x, leg_y, leg_ms, drives, layers } = this.#trellis;
    const is_new = layers[slot] === 0;
    const leg_m = length_m(x - leg_x[slot], y - leg_y[slot]);
    const driven_m = (DRIVEN_MPS * (at_ms - leg_ms[slot])) / 1000;
    if (!is_new && leg_m < LEG_M && driven_m < LEG_M) return;
    drives[slot] = Number(!is_new && leg_m >= LEG_M && leg_m >= driven_m);
    leg_x[slot] = x;
    leg_y[slot] = y;
    leg_ms[slot] = at_ms;
  }

  /** Adds a layer for a fix that continues the paths of the slot. @returns false when none goes on. */
  #goesOn(slot: number, fix: PlacedFix): boolean {
    const { layers, far, drives, skipped } = this.#trellis;
    if (layers[slot] === 0) return false;
    const options = this.#optionsOf(slot);
    const step = this.#stepTo(slot, fix);
    const elapsed_ms = step.elapsed_s * 1000;
    const may_be_far = drives[slot] === 1 && elapsed_ms <= options.wide_gap_ms;
    if (may_be_far && far[slot] === 1 && this.#goesOnFar(slot, fix, step)) return true;
    const count = this.#candidates.findNear(fix, options);
    this.#way.measure(step, { options, may_turn: true });
    if (this.#addLayer(slot, this.#arrivals.find(slot, count, options), true)) return true;
    if (!may_be_far || far[slot] === 1) return false;
    const is_last_skip =
      skipped[slot] >= options.skips || (skipped[slot] > 0 && elapsed_ms > options.wide_gap_ms * LAST_SKIP);
    return is_last_skip && this.#goesOnFar(slot, fix, step);
  }

  /** Goes on far out, unless the fixes have followed another road for so long that the path must be wrong. */
  #goesOnFar(slot: number, fix: PlacedFix, step: Step): boolean {
    const { doubt_m, skipped } = this.#trellis;
    const options = this.#optionsOf(slot);
    const count = this.#candidates.findFar(fix, options);
    const is_doubtful = this.#candidates.nearest_m <= options.doubt_within_m;
    doubt_m[slot] = is_doubtful ? doubt_m[slot] + step.straight_m : 0;
    if (doubt_m[slot] > options.doubt_m) {
      skipped[slot] = options.skips;
      return false;
    }
    this.#way.measure(step, { options, may_turn: false });
    return this.#addLayer(slot, this.#arrivals.find(slot, count, options), false);
  }

  /** From the last fix that was used to the next. */
  #stepTo(slot: number, { at_ms, x, y }: PlacedFix): Step {
    const { fix_x, fix_y, until_ms } = this.#trellis;
    const from = this.#trellis.newest(slot);
    return {
      straight_m: length_m(x - fix_x[slot], y - fix_y[slot]),
      elapsed_s: (at_ms - until_ms[from]) / 1000,
    };
  }

  /** Adds a layer of the surviving candidates. @returns false when none is. */
  #addLayer(slot: number, count: number, may_turn: boolean): boolean {
    if (count === 0) return false;
    const trellis = this.#trellis;
    const { survivors, score, by } = this.#arrivals;
    const to = trellis.layer(slot, trellis.layers[slot]);
    for (let k = 0; k < count; k++) {
      const j = survivors[k];
      const at = to * trellis.width + k;
      this.#write(at, j);
      trellis.score[slot * trellis.width + k] = score[j] - score[survivors[0]];
      trellis.broken[at] = Number(by[j] === BROKEN);
      trellis.back[at] = by[j] === BROKEN ? 0 : by[j];
    }
    trellis.count[to] = count;
    trellis.may_turn[to] = Number(may_turn);
    trellis.layers[slot]++;
    this.#place(slot, survivors[0]);
    return true;
  }

  #write(at: number, j: number): void {
    const trellis = this.#trellis;
    const candidates = this.#candidates;
    const row = candidates.order[j];
    trellis.link[at] = candidates.link[row];
    trellis.at_m[at] = candidates.at_m[row];
  }

  /** Keeps where the best path has come to. */
  #place(slot: number, j: number): void {
    const { place_x, place_y, place_link } = this.#trellis;
    const { order, link, x, y } = this.#candidates;
    const row = order[j];
    place_link[slot] = link[row];
    place_x[slot] = x[row];
    place_y[slot] = y[row];
  }

  #startLayer(slot: number, count: number): void {
    const trellis = this.#trellis;
    const { order, emission } = this.#candidates;
    const layer = trellis.layer(slot, 0);
    for (let j = 0; j < count; j++) {
      const at = layer * trellis.width + j;
      this.#write(at, j);
      trellis.score[slot * trellis.width + j] = emission[order[j]] - emission[order[0]];
    }
    this.#place(slot, 0);
    trellis.count[layer] = count;
    trellis.layers[slot] = 1;
    trellis.driven_m[slot] = 0;
    trellis.doubt_m[slot] = 0;
  }
}

/** `Math.hypot` takes ten times as long. */
function length_m(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
