import type { RoadNetwork } from '../network/index.ts';
import { Candidates } from './candidates.ts';
import { DEFAULT_MATCHER_OPTIONS, type MatcherOptions } from './matcher-options.ts';
import { type Plane, planeOf } from './plane.ts';
import { ReachTable } from './reach-table.ts';
import { TimeProfile } from './time-profile.ts';
import { Trellis } from './trellis.ts';

/** Hears what vehicles did, once it is decided; never told otherwise afterwards. Times are UTC ms. */
export interface TravelSink {
  /** A vehicle drove along a link from `from_m` to `to_m` of its length. */
  travel(slot: number, link: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void;
  /** A vehicle did not move. */
  stand(slot: number, link: number, at_m: number, from_ms: number, to_ms: number): void;
  /** The vehicle's path breaks off here: what comes next is not connected with what was. */
  interrupt(slot: number): void;
}

/** What became of a fix. `unmatched`: no link near. `prolonged`: nothing new, the vehicle stands. */
export type MatchOutcome = 'matched' | 'prolonged' | 'unmatched';

/** A route that needs more than this over the speed limit is penalised by its excess. */
const SPEEDING = 1.35;
/** Nobody drives at more than this over the limit, and slower limits than this are not kept, km/h. */
const IMPOSSIBLE = 1.6;
const SLOWEST_LIMIT_KMH = 60;
const LONGEST_PATH = 512;
/** A leg is driven when it comes this far, m, at this speed or more on the straight, m/s: what wanders about a place does not. */
const LEG_M = 200;
const DRIVEN_MPS = 3;

/**
 * Streaming map matching by a hidden Markov model (Newson and Krumm 2009, "Hidden Markov map matching through noise and
 * sparseness"), many vehicles in one trellis. Emission: distance, and the course of a vehicle that moves. Transition:
 * |route − straight| with a scale that grows with the time between fixes, turning round, and speeds that the road does
 * not allow. A fix is decided as soon as all surviving paths agree on it (Viterbi with the online rule of Goh et al.
 * 2012), or when the window is full or its delay used up; paths that contradict a decision are dropped, so that output is
 * never revised. A fix costs O(candidates²) look-ups.
 *
 * A fix to which no path leads is left out; where several in a row are, and the vehicle is one that gets anywhere, its
 * path is looked for among all links far out by how it goes on, until its fixes lie on it again: under an elevated road,
 * between towers, or where the map is off, fixes stay beside the road for minutes and breaking off would lose them all.
 */
export class Matcher {
  readonly plane: Plane;
  readonly #network: RoadNetwork;
  readonly #options: MatcherOptions;
  readonly #sink: TravelSink;
  readonly #candidates: Candidates;
  readonly #reach: ReachTable;
  readonly #trellis: Trellis;
  readonly #profile = new TimeProfile();
  readonly #path = new Uint32Array(LONGEST_PATH);
  /** What a layer in the making keeps: candidates, their scores and the candidates before them. */
  readonly #kept: Uint16Array;
  readonly #kept_score: Float64Array;
  readonly #kept_back: Uint8Array;
  /** From the newest layer to the fix looked at: metres on the straight, time, scale of detours, weight of the place. */
  #straight_m = 0;
  #elapsed_s = 0;
  #beta_m = 0;
  #weight = 0;
  /** Ancestor of each candidate of the newest layer, in the layer looked at. */
  readonly #ancestor: Uint8Array;
  /** Those candidates themselves. */
  readonly #living: Uint8Array;

  constructor(network: RoadNetwork, sink: TravelSink, options: Partial<MatcherOptions> = {}) {
    this.#network = network;
    this.#sink = sink;
    this.#options = { ...DEFAULT_MATCHER_OPTIONS, ...options };
    const { reach_m, u_turn_m, window, candidates } = this.#options;
    this.plane = planeOf(network.meta.bbox);
    this.#candidates = new Candidates(network, this.plane, this.#options);
    this.#reach = new ReachTable(network, { bound_m: reach_m, u_turn_m });
    this.#trellis = new Trellis(window, candidates);
    this.#kept = new Uint16Array(candidates);
    this.#kept_score = new Float64Array(candidates);
    this.#kept_back = new Uint8Array(candidates);
    this.#ancestor = new Uint8Array(candidates);
    this.#living = new Uint8Array(candidates);
  }

  /** Bytes of the routing lists made so far. */
  get table_bytes(): number {
    return this.#reach.bytes;
  }

  /**
   * Takes the next fix of a vehicle; times of one slot never go back.
   * @param slot small integer of the vehicle, from 0.
   * @param lon degrees WGS-84; likewise lat.
   * @param speed_kmh as reported, NaN when not stated.
   * @param course_deg as reported, clockwise from north; NaN when not stated.
   */
  push(
    slot: number,
    at_ms: number,
    lon: number,
    lat: number,
    speed_kmh: number,
    course_deg: number,
  ): MatchOutcome {
    const x = (lon - this.plane.lon0) * this.plane.lon_m;
    const y = (lat - this.plane.lat0) * this.plane.lat_m;
    const trellis = this.#trellis;
    trellis.reserve(slot);
    if (this.#prolongs(slot, at_ms, x, y, speed_kmh)) return 'prolonged';
    if (trellis.layers[slot] === trellis.window) this.#decideOldest(slot);
    this.#noteDriving(slot, at_ms, x, y);
    if (!this.#goesOn(slot, at_ms, x, y, speed_kmh, course_deg)) {
      if (this.#skips(slot)) return 'unmatched';
      this.finish(slot);
      const count = this.#candidates.findNear(x, y, speed_kmh, course_deg);
      if (count === 0) return 'unmatched';
      this.#startLayer(slot, count);
    }
    trellis.skipped[slot] = 0;
    const layer = this.#newest(slot);
    const place = layer * trellis.width + this.#best(layer);
    trellis.far[slot] = Number(Math.hypot(trellis.x[place] - x, trellis.y[place] - y) > this.#options.far_m);
    trellis.at_ms[layer] = at_ms;
    trellis.until_ms[layer] = at_ms;
    trellis.fix_x[layer] = x;
    trellis.fix_y[layer] = y;
    trellis.speed_kmh[layer] = speed_kmh;
    this.#decideAgreed(slot);
    this.#decideLate(slot, at_ms);
    return 'matched';
  }

  /** Decides all that waits for a vehicle and forgets where it is. */
  finish(slot: number): void {
    const trellis = this.#trellis;
    if (slot >= trellis.layers.length || trellis.layers[slot] === 0) return;
    while (trellis.layers[slot] > 1) this.#decideOldest(slot);
    this.#tellStand(slot, trellis.layer(slot, 0), trellis.decided[slot]);
    trellis.layers[slot] = 0;
    this.#sink.interrupt(slot);
  }

  /**
   * Decides what a vehicle did before `before_ms` when nothing has come since: to be called now and then, so that the
   * travel of a vehicle that fell silent is not kept back.
   */
  expire(slot: number, before_ms: number): void {
    const { layers, until_ms } = this.#trellis;
    if (slot < layers.length && layers[slot] > 0 && until_ms[this.#newest(slot)] < before_ms)
      this.finish(slot);
  }

  /**
   * Where the vehicle most likely is now; may be revised by later fixes, unlike what the sink is told.
   * @returns its candidate's index for the `…Of` readers, or -1 when it is not on the road.
   */
  latest(slot: number): number {
    const trellis = this.#trellis;
    if (slot >= trellis.layers.length || trellis.layers[slot] === 0) return -1;
    const layer = this.#newest(slot);
    return layer * trellis.width + this.#best(layer);
  }

  linkOf(candidate: number): number {
    return this.#trellis.link[candidate];
  }

  lonOf(candidate: number): number {
    return this.plane.lon0 + this.#trellis.x[candidate] / this.plane.lon_m;
  }

  latOf(candidate: number): number {
    return this.plane.lat0 + this.#trellis.y[candidate] / this.plane.lat_m;
  }

  /** Leaves out a fix that does not fit, unless too many have not: then the path before is given up. */
  #skips(slot: number): boolean {
    const { layers, skipped } = this.#trellis;
    if (layers[slot] === 0 || skipped[slot] >= this.#options.skips) return false;
    skipped[slot]++;
    return true;
  }

  #newest(slot: number): number {
    return this.#trellis.layer(slot, this.#trellis.layers[slot] - 1);
  }

  #prolongs(slot: number, at_ms: number, x: number, y: number, speed_kmh: number): boolean {
    const trellis = this.#trellis;
    if (trellis.layers[slot] === 0) return false;
    const layer = this.#newest(slot);
    if (at_ms - trellis.until_ms[layer] > this.#options.max_gap_ms) {
      this.finish(slot);
      return false;
    }
    const { still_m } = this.#options;
    const dx = x - trellis.fix_x[layer];
    const dy = y - trellis.fix_y[layer];
    if (dx * dx + dy * dy > still_m * still_m) return false;
    trellis.until_ms[layer] = at_ms;
    trellis.speed_kmh[layer] = speed_kmh;
    this.#decideLate(slot, at_ms);
    return true;
  }

  /** Keeps whether the vehicle gets anywhere, unlike one that stands while its fixes wander. */
  #noteDriving(slot: number, at_ms: number, x: number, y: number): void {
    const { leg_x, leg_y, leg_ms, drives, layers } = this.#trellis;
    const is_new = layers[slot] === 0;
    const leg_m = Math.hypot(x - leg_x[slot], y - leg_y[slot]);
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
    const may_be_far = drives[slot] === 1 && this.#elapsed_s * 1000 <= wide_gap_ms;
    const goesOnFar = () => this.#connect(slot, this.#candidates.findFar(x, y, speed_kmh, course_deg));
    if (may_be_far && far[slot] === 1 && goesOnFar()) return true;
    if (this.#connect(slot, this.#candidates.findNear(x, y, speed_kmh, course_deg))) return true;
    return may_be_far && far[slot] === 0 && skipped[slot] >= skips && goesOnFar();
  }

  #measureStep(slot: number, at_ms: number, x: number, y: number): void {
    const { fix_x, fix_y, until_ms } = this.#trellis;
    const { beta_m, beta_m_per_s, memory_s } = this.#options;
    const from = this.#newest(slot);
    this.#straight_m = Math.hypot(x - fix_x[from], y - fix_y[from]);
    this.#elapsed_s = (at_ms - until_ms[from]) / 1000;
    this.#beta_m = beta_m + beta_m_per_s * Math.min(60, this.#elapsed_s);
    this.#weight = Math.min(1, Math.max(this.#elapsed_s, 1) / memory_s);
  }

  /** Adds a layer of the best of `count` candidates, by their paths. @returns false when no path reaches any. */
  #connect(slot: number, count: number): boolean {
    const trellis = this.#trellis;
    const from = this.#newest(slot);
    const to = trellis.layer(slot, trellis.layers[slot]);
    let kept = 0;
    for (let j = 0; j < count; j++) kept = this.#keepBest(from, j, kept);
    if (kept === 0) return false;
    for (let k = 0; k < kept; k++) {
      const at = to * trellis.width + k;
      this.#write(at, this.#kept[k]);
      const score = this.#kept_score[k] - this.#kept_score[0];
      trellis.score[at] = score < this.#options.hopeless ? -Infinity : score;
      trellis.back[at] = this.#kept_back[k];
    }
    trellis.count[to] = kept;
    trellis.layers[slot]++;
    return true;
  }

  /** Finds the best way to candidate `j` and keeps it in order of score, if there is one. @returns how many are kept. */
  #keepBest(from: number, j: number, kept: number): number {
    const trellis = this.#trellis;
    const first = from * trellis.width;
    let best = -Infinity;
    let back = 0;
    for (let i = 0; i < trellis.count[from]; i++) {
      const before = trellis.score[first + i];
      if (before <= best) continue;
      const score = before + this.#transition(first + i, j);
      if (score <= best) continue;
      best = score;
      back = i;
    }
    if (best === -Infinity) return kept;
    best += this.#candidates.emission[j] * this.#weight;
    if (kept === trellis.width && best <= this.#kept_score[kept - 1]) return kept;
    let at = kept < trellis.width ? kept : kept - 1;
    for (; at > 0 && this.#kept_score[at - 1] < best; at--) {
      this.#kept_score[at] = this.#kept_score[at - 1];
      this.#kept[at] = this.#kept[at - 1];
      this.#kept_back[at] = this.#kept_back[at - 1];
    }
    this.#kept_score[at] = best;
    this.#kept[at] = j;
    this.#kept_back[at] = back;
    return Math.min(kept + 1, trellis.width);
  }

  #write(at: number, j: number): void {
    const [trellis, candidates] = [this.#trellis, this.#candidates];
    trellis.link[at] = candidates.link[j];
    trellis.offset_m[at] = candidates.offset_m[j];
    trellis.x[at] = candidates.x[j];
    trellis.y[at] = candidates.y[j];
  }

  #startLayer(slot: number, count: number): void {
    const trellis = this.#trellis;
    const layer = trellis.layer(slot, 0);
    for (let j = 0; j < count; j++) {
      const at = layer * trellis.width + j;
      this.#write(at, j);
      trellis.score[at] = this.#candidates.emission[j] - this.#candidates.emission[0];
    }
    trellis.count[layer] = count;
    trellis.layers[slot] = 1;
    trellis.decided[slot] = 0;
    trellis.driven_m[slot] = 0;
  }

  /** Log-likelihood of driving from a place in the newest layer to candidate `b`; -Infinity when there is no way within reach. */
  #transition(a: number, b: number): number {
    const { link, offset_m } = this.#trellis;
    const { link_length_m, link_limit_kmh } = this.#network;
    const from = link[a];
    const to = this.#candidates.link[b];
    const limit_kmh = Math.max(link_limit_kmh[from], link_limit_kmh[to], SLOWEST_LIMIT_KMH);
    const fastest_m = ((limit_kmh * IMPOSSIBLE) / 3.6) * this.#elapsed_s + 4 * this.#options.sigma_m;
    const ahead_m = this.#candidates.offset_m[b] - offset_m[a];
    let route_m: number;
    let extra_m = 0;
    if (from === to && ahead_m >= -this.#options.backwards_m) {
      route_m = Math.max(0, ahead_m);
    } else {
      const row = this.#reach.find(from, to, fastest_m);
      if (row < 0) return -Infinity;
      route_m = link_length_m[from] + ahead_m + this.#reach.distance_m(row);
      extra_m = this.#reach.extra_m(row);
    }
    if (route_m > Math.max(fastest_m, 1.2 * this.#straight_m)) return -Infinity;
    const allowed_m = (fastest_m * SPEEDING) / IMPOSSIBLE;
    const excess_m = Math.max(0, route_m - Math.max(allowed_m, this.#straight_m));
    const likelihood = -(Math.abs(route_m - this.#straight_m) + extra_m + excess_m) / this.#beta_m;
    return likelihood < this.#options.implausible ? -Infinity : likelihood;
  }

  /** Decides every fix on which all surviving paths agree. */
  #decideAgreed(slot: number): void {
    const trellis = this.#trellis;
    const layers = trellis.layers[slot];
    let agreed = 0;
    const alive = this.#startAncestors(slot);
    for (let n = layers - 1; n > 0; n--) {
      if (agreed === 0 && this.#sameAncestor(alive)) agreed = n;
      if (agreed > 0) break;
      this.#stepBack(slot, n, alive);
    }
    for (let n = 0; n < agreed; n++) this.#decideOldest(slot);
  }

  /** Decides the oldest fixes while they have waited for longer than allowed. */
  #decideLate(slot: number, now_ms: number): void {
    const trellis = this.#trellis;
    const { max_delay_ms } = this.#options;
    while (trellis.layers[slot] > 1 && now_ms - trellis.at_ms[trellis.layer(slot, 1)] > max_delay_ms)
      this.#decideOldest(slot);
  }

  /** Sets `#ancestor` to the living candidates of the newest layer themselves. @returns how many live. */
  #startAncestors(slot: number): number {
    const trellis = this.#trellis;
    const newest = this.#newest(slot);
    let alive = 0;
    for (let j = 0; j < trellis.count[newest]; j++)
      if (trellis.score[newest * trellis.width + j] > -Infinity) this.#ancestor[alive++] = j;
    return alive;
  }

  #sameAncestor(alive: number): boolean {
    for (let k = 1; k < alive; k++) if (this.#ancestor[k] !== this.#ancestor[0]) return false;
    return true;
  }

  /** Moves ancestors from the `n`-th layer to the one before. */
  #stepBack(slot: number, n: number, alive: number): void {
    const { back, width } = this.#trellis;
    const first = this.#trellis.layer(slot, n) * width;
    for (let k = 0; k < alive; k++) this.#ancestor[k] = back[first + this.#ancestor[k]];
  }

  /**
   * Decides the second oldest fix by the best path, tells the travel up to it, and drops the oldest. Paths through
   * another candidate of that fix are dropped with it.
   */
  #decideOldest(slot: number): void {
    const trellis = this.#trellis;
    const newest = this.#newest(slot);
    const alive = this.#startAncestors(slot);
    const best = this.#best(newest);
    let best_k = 0;
    for (let k = 0; k < alive; k++) if (this.#ancestor[k] === best) best_k = k;
    for (let k = 0; k < alive; k++) this.#living[k] = this.#ancestor[k];
    for (let n = trellis.layers[slot] - 1; n > 1; n--) this.#stepBack(slot, n, alive);
    const decided = this.#ancestor[best_k];
    for (let k = 0; k < alive; k++)
      if (this.#ancestor[k] !== decided) trellis.score[newest * trellis.width + this.#living[k]] = -Infinity;
    this.#tell(slot, decided);
    trellis.oldest[slot] = (trellis.oldest[slot] + 1) % trellis.window;
    trellis.layers[slot]--;
    trellis.decided[slot] = decided;
  }

  /** The best candidate of a slot's newest layer. */
  #best(layer: number): number {
    const trellis = this.#trellis;
    const first = layer * trellis.width;
    let best = 0;
    for (let j = 1; j < trellis.count[layer]; j++)
      if (trellis.score[first + j] > trellis.score[first + best]) best = j;
    return best;
  }

  /** Tells the sink what the vehicle did between the oldest fix and the next, decided, one. */
  #tell(slot: number, next: number): void {
    const trellis = this.#trellis;
    const [from, to] = [trellis.layer(slot, 0), trellis.layer(slot, 1)];
    const b = to * trellis.width + next;
    const a = from * trellis.width + trellis.back[b];
    this.#tellStand(slot, from, a - from * trellis.width);
    const { link, offset_m, driven_m } = trellis;
    const { link_length_m } = this.#network;
    // A step back is noise: the vehicle stood where it was farthest.
    const start_m = Math.max(offset_m[a], driven_m[slot]);
    if (link[a] === link[b] && offset_m[b] - offset_m[a] >= -this.#options.backwards_m) {
      driven_m[slot] = Math.max(offset_m[b], start_m);
      this.#sink.travel(slot, link[a], start_m, driven_m[slot], trellis.until_ms[from], trellis.at_ms[to]);
      return;
    }
    const row = this.#reach.find(link[a], link[b], 0);
    if (row < 0) throw new Error(`no route from link ${link[a]} to ${link[b]}, although it was decided`);
    const count = this.#reach.pathBetween(link[a], row, this.#path);
    const rest_m = link_length_m[link[a]] - start_m;
    const profile = this.#profile;
    profile.set(
      rest_m + this.#reach.distance_m(row) + offset_m[b],
      trellis.until_ms[from],
      trellis.at_ms[to],
      trellis.speed_kmh[from],
      trellis.speed_kmh[to],
    );
    let along_m = rest_m;
    let enter_ms = profile.timeAt(along_m);
    this.#sink.travel(slot, link[a], start_m, link_length_m[link[a]], trellis.until_ms[from], enter_ms);
    for (let i = 0; i < count; i++) {
      const passed = this.#path[i];
      along_m += link_length_m[passed];
      const exit_ms = profile.timeAt(along_m);
      this.#sink.travel(slot, passed, 0, link_length_m[passed], enter_ms, exit_ms);
      enter_ms = exit_ms;
    }
    driven_m[slot] = offset_m[b];
    this.#sink.travel(slot, link[b], 0, offset_m[b], enter_ms, trellis.at_ms[to]);
  }

  #tellStand(slot: number, layer: number, candidate: number): void {
    const trellis = this.#trellis;
    const at = layer * trellis.width + candidate;
    if (trellis.until_ms[layer] > trellis.at_ms[layer])
      this.#sink.stand(
        slot,
        trellis.link[at],
        trellis.offset_m[at],
        trellis.at_ms[layer],
        trellis.until_ms[layer],
      );
  }
}
