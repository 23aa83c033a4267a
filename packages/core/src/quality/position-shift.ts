import { PROBE_RADIUS_M, type RoadProbe } from './road-probe.ts';

/**
 * Sums of an estimate of one vector by which a crowd of fixes is off its roads. A fix beside a road shows only the part
 * across the road; roads of all directions together show the whole (least squares, as in point-to-line ICP).
 * In order: samples, xx, xy, yy of the normals, x and y of the offsets along them, offsets squared.
 */
export type ShiftSums = [
  n: number,
  xx: number,
  xy: number,
  yy: number,
  x: number,
  y: number,
  squares: number,
];

export const emptyShiftSums = (): ShiftSums => [0, 0, 0, 0, 0, 0, 0];

/** Adds a fix that lies (off_x, off_y) from the nearest point of its road, which leads along `course_deg`. */
export function addOffset(sums: ShiftSums, off_x: number, off_y: number, course_deg: number): void {
  const radian = (course_deg * Math.PI) / 180;
  const [normal_x, normal_y] = [Math.cos(radian), -Math.sin(radian)];
  const off = off_x * normal_x + off_y * normal_y;
  sums[0]++;
  sums[1] += normal_x * normal_x;
  sums[2] += normal_x * normal_y;
  sums[3] += normal_y * normal_y;
  sums[4] += off * normal_x;
  sums[5] += off * normal_y;
  sums[6] += off * off;
}

/** A systematic shift of positions, m to the east and north. */
export interface Shift {
  readonly east_m: number;
  readonly north_m: number;
  /** Half of the 95 % interval of each part, m, the wider of the two. */
  readonly half_width_m: number;
  readonly samples: number;
}

const LEAST_SAMPLES = 30;
/** Below it all roads lead one way, and a shift along them cannot be seen. */
const LEAST_DETERMINANT = 0.02;

/** @returns null while too few fixes, or roads of one direction only, were seen. */
export function estimateShift([n, xx, xy, yy, x, y, squares]: Readonly<ShiftSums>): Shift | null {
  const determinant = xx * yy - xy * xy;
  if (n < LEAST_SAMPLES || determinant < LEAST_DETERMINANT * n * n) return null;
  const east_m = (yy * x - xy * y) / determinant;
  const north_m = (xx * y - xy * x) / determinant;
  const left = Math.max(0, squares - east_m * x - north_m * y);
  const variance = left / Math.max(1, n - 2);
  const half_width_m = 1.96 * Math.sqrt((variance * Math.max(xx, yy)) / determinant);
  return { east_m, north_m, half_width_m, samples: n };
}

/** A place on the probe's plane with the course driven there. */
export interface CoursedPlace {
  readonly x: number;
  readonly y: number;
  readonly course_deg: number;
}

const FARTHEST_M = 800;
const COARSE_M = 40;
const FINE_M = 10;
const COARSE_ROW = (2 * FARTHEST_M) / COARSE_M + 1;
const LEAST_ON_ROAD = 0.7;
/** The best shift must hold so much more of the fixes on roads than the best one elsewhere does. */
const LEAST_AHEAD = 0.2;

/**
 * Looks for the one shift that puts a crowd of places onto roads, up to 800 m away, by trying: coarse at 40 m, then fine
 * around the best. About 1,700 shifts times the places at a microsecond each, so it is done in rows, one a call.
 */
export class ShiftSearch {
  readonly #probe: RoadProbe;
  readonly #places: readonly CoursedPlace[];
  readonly #scores: { readonly x: number; readonly y: number; readonly score: number }[] = [];
  #row = 0;

  constructor(probe: RoadProbe, places: readonly CoursedPlace[]) {
    this.#probe = probe;
    this.#places = places;
  }

  /** Tries another row. @returns whether the coarse search is complete. */
  step(): boolean {
    if (this.#row === COARSE_ROW) return true;
    const y = this.#row * COARSE_M - FARTHEST_M;
    for (let i = 0; i < COARSE_ROW; i++) {
      const x = i * COARSE_M - FARTHEST_M;
      this.#scores.push({ x, y, score: this.#score(x, y, COARSE_M) });
    }
    this.#row++;
    return this.#row === COARSE_ROW;
  }

  /** By what the places are shifted against the roads, or null when no shift stands out. */
  result(): { readonly east_m: number; readonly north_m: number; readonly on_road: number } | null {
    const coarse = this.#scores.reduce((best, one) => (one.score > best.score ? one : best));
    let best = { ...coarse, score: -1 };
    for (let dx = -COARSE_M; dx <= COARSE_M; dx += FINE_M)
      for (let dy = -COARSE_M; dy <= COARSE_M; dy += FINE_M) {
        const [x, y] = [coarse.x + dx, coarse.y + dy];
        const score = this.#score(x, y, PROBE_RADIUS_M / 3);
        if (score > best.score) best = { x, y, score };
      }
    const elsewhere = this.#scores
      .filter(({ x, y }) => Math.hypot(x - best.x, y - best.y) > 4 * COARSE_M)
      .reduce((most, { score }) => Math.max(most, score), 0);
    const on_road = this.#onRoad(best.x, best.y);
    if (on_road < LEAST_ON_ROAD || coarse.score - elsewhere < LEAST_AHEAD) return null;
    return { east_m: -best.x, north_m: -best.y, on_road };
  }

  /** Mean nearness to a road, 1 on it and 0 at `radius_m`, of the places moved by (x, y). */
  #score(x: number, y: number, radius_m: number): number {
    let sum = 0;
    for (const place of this.#places) {
      const off_m = this.#probe.distanceOnPlane_m(place.x + x, place.y + y, place.course_deg, radius_m);
      if (off_m < radius_m) sum += 1 - off_m / radius_m;
    }
    return sum / this.#places.length;
  }

  #onRoad(x: number, y: number): number {
    const radius_m = PROBE_RADIUS_M / 3;
    const on = this.#places.filter(
      (place) =>
        this.#probe.distanceOnPlane_m(place.x + x, place.y + y, place.course_deg, radius_m) <= radius_m,
    );
    return on.length / this.#places.length;
  }
}
