import type { RoadNetwork } from '../network/index.ts';
import type { Chains } from './chains.ts';
import type { MatcherOptions } from './matcher-options.ts';
import type { Plane } from './plane.ts';
import { SegmentGrid } from './segment-grid.ts';

/** Degrees of freedom of Student's t by which places far out are judged: far is unlikely, farther hardly more so. */
const FAR_FREEDOM = 4;

/** A fix with its place on the plane, m. */
export interface PlacedFix {
  readonly at_ms: number;
  readonly x: number;
  readonly y: number;
  /** As reported, NaN when not stated. */
  readonly speed_kmh: number;
  /** As reported, clockwise from north; NaN when not stated. */
  readonly course_deg: number;
}

/**
 * Places where a vehicle may be that states a fix, one on each chain, with how likely each makes the fix. They stand in
 * the columns until the next search: no allocation.
 */
export class Candidates {
  /** The candidates found, best first when near: rows of the columns below. */
  readonly order: Uint16Array;
  /** By row: log-likelihood of the fix (its best possible is 0), link, chain, place along the chain, place on the plane. */
  readonly emission: Float32Array;
  readonly link: Uint32Array;
  readonly chain: Uint32Array;
  readonly at_m: Float32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** From the fix, m. */
  readonly off_m: Float32Array;
  /** Distance of the nearest place of the last search far out, m; infinite when there was none. */
  nearest_m = Number.POSITIVE_INFINITY;
  readonly #grid: SegmentGrid;
  readonly #chains: Chains;

  constructor(network: RoadNetwork, chains: Chains, plane: Plane) {
    this.#grid = new SegmentGrid(network, plane, chains.of_link);
    this.#chains = chains;
    this.link = this.#grid.found_link;
    this.x = this.#grid.found_x;
    this.y = this.#grid.found_y;
    this.off_m = this.#grid.found_distance_m;
    const capacity = this.link.length;
    this.order = new Uint16Array(capacity);
    this.emission = new Float32Array(capacity);
    this.chain = new Uint32Array(capacity);
    this.at_m = new Float32Array(capacity);
  }

  /** The most likely places near a fix, best first. @returns how many there are. */
  findNear(fix: PlacedFix, options: MatcherOptions): number {
    const { sigma_m, radius_m, candidates } = options;
    const { order, emission } = this;
    const found = this.#grid.search(fix.x, fix.y, radius_m);
    let count = 0;
    for (let row = 0; row < found; row++) {
      const off = this.#grid.found_distance_m[row] / sigma_m;
      const likelihood = -0.5 * off * off + this.#courseEmission(row, fix, options);
      if (count === candidates && likelihood <= emission[order[count - 1]]) continue;
      let at = count < candidates ? count++ : count - 1;
      for (; at > 0 && emission[order[at - 1]] < likelihood; at--) order[at] = order[at - 1];
      order[at] = row;
      emission[row] = likelihood;
    }
    for (let i = 0; i < count; i++) this.#place(order[i]);
    return count;
  }

  /** All places far out, in no order. @returns how many there are. */
  findFar(fix: PlacedFix, options: MatcherOptions): number {
    const { sigma_m, wide_m } = options;
    const found = this.#grid.search(fix.x, fix.y, wide_m);
    this.nearest_m = Number.POSITIVE_INFINITY;
    for (let row = 0; row < found; row++) {
      const distance_m = this.#grid.found_distance_m[row];
      this.nearest_m = Math.min(this.nearest_m, distance_m);
      const off = distance_m / sigma_m;
      const likelihood = -0.5 * (FAR_FREEDOM + 1) * Math.log1p((off * off) / FAR_FREEDOM);
      this.emission[row] = likelihood + this.#courseEmission(row, fix, options);
      this.order[row] = row;
      this.#place(row);
    }
    return found;
  }

  /** Beyond a right angle the road is driven the wrong way: as unlikely as it gets, but a receiver may err. */
  #courseEmission(row: number, { speed_kmh, course_deg }: PlacedFix, options: MatcherOptions): number {
    // Not below the speed: also when none is stated.
    if (!(speed_kmh >= options.course_from_kmh) || Number.isNaN(course_deg)) return 0;
    const turn = Math.abs(((course_deg - this.#grid.found_course_deg[row] + 540) % 360) - 180);
    const off = Math.min(turn, 120) / options.course_deg;
    return -0.5 * off * off;
  }

  #place(row: number): void {
    const link = this.link[row];
    this.chain[row] = this.#chains.of_link[link];
    this.at_m[row] = this.#chains.start_m[link] + this.#grid.found_offset_m[row];
  }
}
