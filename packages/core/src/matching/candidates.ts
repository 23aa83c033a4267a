import type { RoadNetwork } from '../network/index.ts';
import type { MatcherOptions } from './matcher-options.ts';
import type { Plane } from './plane.ts';
import { SegmentGrid } from './segment-grid.ts';

/** Degrees of freedom of Student's t by which places far out are judged: far is unlikely, farther hardly more so. */
const FAR_FREEDOM = 4;

/**
 * Places on links where a vehicle may be that states a fix, with how likely each makes the fix. They stand in the
 * columns until the next search: no allocation.
 */
export class Candidates {
  /** By candidate, from 0: log-likelihood of the fix (its best possible is 0), link, place along it, place on the plane. */
  readonly emission: Float32Array;
  readonly link: Uint32Array;
  readonly offset_m: Float32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly #grid: SegmentGrid;
  readonly #options: MatcherOptions;

  constructor(network: RoadNetwork, plane: Plane, options: MatcherOptions) {
    this.#grid = new SegmentGrid(network, plane);
    this.#options = options;
    const capacity = this.#grid.found_link.length;
    this.emission = new Float32Array(capacity);
    this.link = new Uint32Array(capacity);
    this.offset_m = new Float32Array(capacity);
    this.x = new Float32Array(capacity);
    this.y = new Float32Array(capacity);
  }

  /** The most likely of the links near a fix, best first. @returns how many there are. */
  findNear(x: number, y: number, speed_kmh: number, course_deg: number): number {
    const { sigma_m, radius_m, candidates } = this.#options;
    const found = this.#grid.search(x, y, radius_m);
    let count = 0;
    for (let row = 0; row < found; row++) {
      const off = this.#grid.found_distance_m[row] / sigma_m;
      const emission = -0.5 * off * off + this.#courseEmission(row, speed_kmh, course_deg);
      if (count === candidates && emission <= this.emission[count - 1]) continue;
      let at = count < candidates ? count++ : count - 1;
      for (; at > 0 && this.emission[at - 1] < emission; at--) this.#copy(at - 1, at);
      this.#write(at, row, emission);
    }
    return count;
  }

  /** All links far out, in no order. @returns how many there are. */
  findFar(x: number, y: number, speed_kmh: number, course_deg: number): number {
    const { sigma_m, wide_m } = this.#options;
    const found = this.#grid.search(x, y, wide_m);
    for (let row = 0; row < found; row++) {
      const off = this.#grid.found_distance_m[row] / sigma_m;
      const emission = -0.5 * (FAR_FREEDOM + 1) * Math.log1p((off * off) / FAR_FREEDOM);
      this.#write(row, row, emission + this.#courseEmission(row, speed_kmh, course_deg));
    }
    return found;
  }

  /** Beyond a right angle the road is driven the wrong way: as unlikely as it gets, but a receiver may err. */
  #courseEmission(row: number, speed_kmh: number, course_deg: number): number {
    // Not below the speed: also when none is stated.
    if (!(speed_kmh >= this.#options.course_from_kmh) || Number.isNaN(course_deg)) return 0;
    const turn = Math.abs(((course_deg - this.#grid.found_course_deg[row] + 540) % 360) - 180);
    const off = Math.min(turn, 120) / this.#options.course_deg;
    return -0.5 * off * off;
  }

  #write(at: number, row: number, emission: number): void {
    const grid = this.#grid;
    this.emission[at] = emission;
    this.link[at] = grid.found_link[row];
    this.offset_m[at] = grid.found_offset_m[row];
    this.x[at] = grid.found_x[row];
    this.y[at] = grid.found_y[row];
  }

  #copy(from: number, to: number): void {
    this.emission[to] = this.emission[from];
    this.link[to] = this.link[from];
    this.offset_m[to] = this.offset_m[from];
    this.x[to] = this.x[from];
    this.y[to] = this.y[from];
  }
}
