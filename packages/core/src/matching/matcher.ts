import type { RoadNetwork } from '../network/index.ts';
import { Candidates } from './candidates.ts';
import { chainsOf } from './chains.ts';
import { Decisions } from './decisions.ts';
import {
  DEFAULT_MATCHER_OPTIONS,
  ERROR_STEP_M,
  LARGEST_ERROR_M,
  type MatcherOptions,
  optionsForError,
} from './matcher-options.ts';
import { type Plane, planeOf } from './plane.ts';
import type { ReachLists } from './reach-lists.ts';
import { type PlacedFix, placesOnRoad, type SkippedFix, SkippedFixes } from './skipped-fixes.ts';
import { type TravelSink, TravelTeller } from './travel-teller.ts';
import { Trellis } from './trellis.ts';
import { Way } from './way.ts';

/** What became of a fix. `unmatched`: no link near. `prolonged`: nothing new, the vehicle stands. */
export type MatchOutcome = 'matched' | 'prolonged' | 'unmatched';

/** A leg is driven when it comes this far, m, at this speed or more on the straight, m/s: what wanders about a place does not. */
const LEG_M = 200;
const DRIVEN_MPS = 3;
/** In place of a candidate: the path breaks off after the best one. */
const BROKEN = 0xff;
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
  /** Options by error of the source, a step of {@link ERROR_STEP_M} each; those in use. */
  readonly #options_of: readonly MatcherOptions[];
  #options: MatcherOptions;
  readonly #sink: TravelSink;
  readonly #candidates: Candidates;
  readonly #way: Way;
  readonly #trellis: Trellis;
  readonly #decisions: Decisions;
  readonly #skipped_fixes = new SkippedFixes();
  /** Best score and the candidate before of each candidate that a step arrives at. */
  readonly #arrived: Float64Array;
  readonly #arrived_by: Uint8Array;
  /** What a layer in the making keeps: candidates, best first. */
  readonly #kept: Uint16Array;
  /** How much the emission of the fix in hand counts: errors of a receiver repeat. */
  #weight = 1;

  /** @param lists routes made beforehand for the network, see `buildReachLists`; others are made on demand. */
  constructor(
    network: RoadNetwork,
    sink: TravelSink,
    options: Partial<MatcherOptions> = {},
    lists?: ReachLists,
  ) {
    this.#sink = sink;
    this.#options = { ...DEFAULT_MATCHER_OPTIONS, ...options };
    this.#options_of = Array.from({ length: LARGEST_ERROR_M / ERROR_STEP_M + 1 }, (_, step) =>
      optionsForError(this.#options, step * ERROR_STEP_M),
    );
    const { window, candidates, max_delay_ms } = this.#options;
    const chains = chainsOf(network);
    this.plane = planeOf(network.meta.bbox);
    this.#candidates = new Candidates(network, chains, this.plane, this.#options);
    this.#way = new Way(network, chains, this.#options, lists);
    this.#trellis = new Trellis(window, candidates);
    const teller = new TravelTeller(network, chains, this.#trellis, this.#way, sink);
    this.#decisions = new Decisions(this.#trellis, teller, max_delay_ms);
    this.#arrived = new Float64Array(this.#candidates.order.length);
    this.#arrived_by = new Uint8Array(this.#candidates.order.length);
    this.#kept = new Uint16Array(candidates);
  }

  /** Bytes of the routing lists made on demand. */
  get table_bytes(): number {
    return this.#way.table.bytes;
  }

  /**
   * Takes the next fix of a vehicle; times of one slot never go back.
   * @param slot small integer of the vehicle, from 0.
   * @param lon degrees WGS-84; likewise lat.
   * @param speed_kmh as reported, NaN when not stated.
   * @param course_deg as reported, clockwise from north; NaN when not stated.
   * @param error_m by how much its positions are off beyond a plain receiver's: standard deviation on each axis, m.
   */
  push(
    slot: number,
    at_ms: number,
    lon: number,
    lat: number,
    speed_kmh: number,
    course_deg: number,
    error_m = 0,
  ): MatchOutcome {
    const x = (lon - this.plane.lon0) * this.plane.lon_m;
    const y = (lat - this.plane.lat0) * this.plane.lat_m;
    const trellis = this.#trellis;
    trellis.reserve(slot);
    this.#takeError(slot, error_m);
    if (this.#prolongs(slot, at_ms, x, y, speed_kmh)) return 'prolonged';
    if (trellis.layers[slot] === trellis.window) this.#decisions.makeRoom(slot);
    this.#noteDriving(slot, at_ms, x, y);
    if (trellis.skipped[slot] > 0) this.#beginsBeyond(slot, { at_ms, x, y, speed_kmh, course_deg });
    if (!this.#goesOn(slot, at_ms, x, y, speed_kmh, course_deg)) {
      if (this.#skips(slot, { at_ms, x, y, speed_kmh, course_deg })) return 'unmatched';
      this.finish(slot);
      const count = this.#candidates.findNear(x, y, speed_kmh, course_deg);
      if (count === 0) return 'unmatched';
      this.#startLayer(slot, count);
    }
    if (trellis.skipped[slot] > 0) this.#skipped_fixes.clear(slot);
    trellis.skipped[slot] = 0;
    this.#takeFix(slot, at_ms, x, y, speed_kmh);
    this.#decisions.decideAgreed(slot);
    this.#decisions.decideLate(slot, at_ms);
    return 'matched';
  }

  /** The newest layer is of this fix. */
  #takeFix(slot: number, at_ms: number, x: number, y: number, speed_kmh: number): void {
    const trellis = this.#trellis;
    const layer = trellis.newest(slot);
    const off_m = length_m(trellis.place_x[slot] - x, trellis.place_y[slot] - y);
    trellis.far[slot] = Number(off_m > this.#options.far_m);
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
    this.#useOptionsOf(slot);
    this.#decisions.decideAll(slot);
    this.#sink.interrupt(slot);
  }

  /**
   * Decides what a vehicle did before `before_ms` when nothing has come since: to be called now and then, so that the
   * travel of a vehicle that fell silent is not kept back.
   */
  expire(slot: number, before_ms: number): void {
    const trellis = this.#trellis;
    const { layers, until_ms } = trellis;
    if (slot < layers.length && layers[slot] > 0 && until_ms[trellis.newest(slot)] < before_ms)
      this.finish(slot);
  }

  /** Whether a vehicle is on the road now; where is told by the three below, and may be revised by later fixes. */
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
    const step = Math.round(Math.min(error_m, LARGEST_ERROR_M) / ERROR_STEP_M);
    if (step !== this.#trellis.error_step[slot]) {
      this.finish(slot);
      this.#trellis.error_step[slot] = step;
    }
    this.#useOptionsOf(slot);
  }

  #useOptionsOf(slot: number): void {
    const options = this.#options_of[this.#trellis.error_step[slot]];
    if (options === this.#options) return;
    this.#options = options;
    this.#candidates.options = options;
    this.#way.options = options;
  }

  /** Leaves out a fix that does not fit, unless too many have not: then the path before is given up. */
  #skips(slot: number, fix: PlacedFix): boolean {
    const { layers, skipped, drives } = this.#trellis;
    if (layers[slot] === 0 || skipped[slot] >= this.#options.skips) return false;
    if (skipped[slot]++ === 0) this.#skipped_fixes.clear(slot);
    if (drives[slot] === 1) this.#skipped_fixes.add(slot, this.#onRoad(fix));
    return true;
  }

  /** Breaks the path off where the fixes left out of it, and this one, follow a road that it does not reach. */
  #beginsBeyond(slot: number, fix: PlacedFix): void {
    const fixes = this.#skipped_fixes.leadingTo(slot, this.#onRoad(fix), this.#way);
    if (fixes.length === 0) return;
    this.finish(slot);
    for (const { at_ms, x, y, speed_kmh, course_deg } of fixes) {
      if (!this.#goesOn(slot, at_ms, x, y, speed_kmh, course_deg))
        this.#startLayer(slot, this.#candidates.findNear(x, y, speed_kmh, course_deg));
      this.#takeFix(slot, at_ms, x, y, speed_kmh);
    }
  }

  /** A fix with its places that lie on a road. */
  #onRoad(fix: PlacedFix): SkippedFix {
    const { x, y, speed_kmh, course_deg } = fix;
    const count = this.#candidates.findNear(x, y, speed_kmh, course_deg);
    return { ...fix, places: placesOnRoad(this.#candidates, count, this.#options.doubt_within_m) };
  }

  #prolongs(slot: number, at_ms: number, x: number, y: number, speed_kmh: number): boolean {
    const trellis = this.#trellis;
    if (trellis.layers[slot] === 0) return false;
    const layer = trellis.newest(slot);
    if (at_ms - trellis.until_ms[layer] > this.#options.max_gap_ms) {
      this.finish(slot);
      return false;
    }
    const { still_m } = this.#options;
    const dx = x - trellis.fix_x[slot];
    const dy = y - trellis.fix_y[slot];
    if (dx * dx + dy * dy > still_m * still_m) return false;
    trellis.until_ms[layer] = at_ms;
    trellis.speed_kmh[layer] = speed_kmh;
    this.#decisions.decideLate(slot, at_ms);
    return true;
  }

  /** Keeps whether the vehicle gets anywhere, unlike one that stands while its fixes wander. */
  #noteDriving(slot: number, at_ms: number, x: number, y: number): void {
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
  #goesOn(slot: number, at_ms: number, x: number, y: number, speed_kmh: number, course_deg: number): boolean {
    const { layers, far, drives, skipped } = this.#trellis;
    if (layers[slot] === 0) return false;
    this.#measureStep(slot, at_ms, x, y);
    const { skips, wide_gap_ms } = this.#options;
    const elapsed_ms = this.#way.elapsed_s * 1000;
    const may_be_far = drives[slot] === 1 && elapsed_ms <= wide_gap_ms;
    if (may_be_far && far[slot] === 1 && this.#goesOnFar(slot, x, y, speed_kmh, course_deg)) return true;
    const count = this.#candidates.findNear(x, y, speed_kmh, course_deg);
    if (this.#addLayer(slot, this.#arrive(slot, count))) return true;
    if (!may_be_far || far[slot] === 1) return false;
    const is_last_skip =
      skipped[slot] >= skips || (skipped[slot] > 0 && elapsed_ms > wide_gap_ms * LAST_SKIP);
    return is_last_skip && this.#goesOnFar(slot, x, y, speed_kmh, course_deg);
  }

  /** Goes on far out, unless the fixes have followed another road for so long that the path must be wrong. */
  #goesOnFar(slot: number, x: number, y: number, speed_kmh: number, course_deg: number): boolean {
    const { doubt_m, skipped } = this.#trellis;
    const { doubt_within_m, doubt_m: most_m, skips } = this.#options;
    const count = this.#candidates.findFar(x, y, speed_kmh, course_deg);
    const is_doubtful = this.#candidates.nearest_m <= doubt_within_m;
    doubt_m[slot] = is_doubtful ? doubt_m[slot] + this.#way.straight_m : 0;
    if (doubt_m[slot] <= most_m) {
      this.#way.may_turn = false;
      const goes_on = this.#addLayer(slot, this.#arrive(slot, count));
      this.#way.may_turn = true;
      return goes_on;
    }
    skipped[slot] = skips;
    return false;
  }

  #measureStep(slot: number, at_ms: number, x: number, y: number): void {
    const { fix_x, fix_y, until_ms } = this.#trellis;
    const from = this.#trellis.newest(slot);
    this.#way.measure(length_m(x - fix_x[slot], y - fix_y[slot]), (at_ms - until_ms[from]) / 1000);
  }

  /** Adds a layer of the candidates that are kept. @returns false when none is. */
  #addLayer(slot: number, kept: number): boolean {
    if (kept === 0) return false;
    const trellis = this.#trellis;
    const to = trellis.layer(slot, trellis.layers[slot]);
    const best = this.#arrived[this.#kept[0]];
    for (let k = 0; k < kept; k++) {
      const j = this.#kept[k];
      const at = to * trellis.width + k;
      this.#write(at, j);
      trellis.score[slot * trellis.width + k] = this.#arrived[j] - best;
      const by = this.#arrived_by[j];
      trellis.broken[at] = Number(by === BROKEN);
      trellis.back[at] = by === BROKEN ? 0 : by;
    }
    trellis.count[to] = kept;
    trellis.may_turn[to] = Number(this.#way.may_turn);
    trellis.layers[slot]++;
    this.#place(slot, this.#kept[0]);
    return true;
  }

  /** Finds the best paths of a slot to `count` candidates and keeps the best of them. @returns how many are kept. */
  #arrive(slot: number, count: number): number {
    this.#weight = Math.min(1, Math.max(this.#way.elapsed_s, 1) / this.#options.memory_s);
    return this.#keepBest(count, this.#findWays(slot, count));
  }

  /**
   * Finds the best way from the candidates of a slot's newest layer to each of `count` others. No way is looked for that
   * cannot matter, for even the likeliest there is leads to a hopeless candidate.
   * @returns whether one leads to any.
   */
  #findWays(slot: number, count: number): boolean {
    const layer = this.#trellis.newest(slot);
    const { score, link, at_m, count: counts, width } = this.#trellis;
    const { order, emission, link: to_link, chain: to_chain, at_m: to_m } = this.#candidates;
    const { hopeless } = this.#options;
    const weight = this.#weight;
    const way = this.#way;
    const arrived = this.#arrived;
    arrived.fill(Number.NEGATIVE_INFINITY, 0, count);
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < counts[layer]; i++) {
      const a = layer * width + i;
      const before = score[slot * width + i];
      if (before === Number.NEGATIVE_INFINITY) continue;
      way.leave(link[a], at_m[a]);
      for (let j = 0; j < count; j++) {
        const row = order[j];
        if (before <= arrived[j] || before + emission[row] * weight - best < hopeless) continue;
        const after = before + way.arrive(to_link[row], to_chain[row], to_m[row]);
        if (after <= arrived[j]) continue;
        arrived[j] = after;
        this.#arrived_by[j] = i;
        best = Math.max(best, after + emission[row] * weight);
      }
    }
    return best > Number.NEGATIVE_INFINITY;
  }

  /**
   * Adds the emission to what arrived and keeps the best that are not hopeless, in order.
   * @param may_break whether the best path may also begin again at places near the fix, where that is likelier than any way.
   * @returns how many are kept.
   */
  #keepBest(count: number, may_break: boolean): number {
    const { width } = this.#trellis;
    const { broken, radius_m, hopeless } = this.#options;
    const { order, emission, off_m } = this.#candidates;
    const weight = this.#weight;
    const arrived = this.#arrived;
    const kept = this.#kept;
    let size = 0;
    for (let j = 0; j < count; j++) {
      const row = order[j];
      if (may_break && arrived[j] < broken && off_m[row] <= radius_m) {
        arrived[j] = broken;
        this.#arrived_by[j] = BROKEN;
      }
      if (arrived[j] === Number.NEGATIVE_INFINITY) continue;
      arrived[j] += emission[row] * weight;
      if (size > 0 && arrived[j] - arrived[kept[0]] < hopeless) continue;
      if (size === width && arrived[j] <= arrived[kept[size - 1]]) continue;
      let at = size < width ? size++ : size - 1;
      for (; at > 0 && arrived[kept[at - 1]] < arrived[j]; at--) kept[at] = kept[at - 1];
      kept[at] = j;
    }
    while (size > 0 && arrived[kept[size - 1]] - arrived[kept[0]] < hopeless) size--;
    return size;
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
