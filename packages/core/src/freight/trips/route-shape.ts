import type { FreightMap, XY } from './freight-map.ts';

/** A piece of a designated route: points in degrees WGS-84, and the limit on it where known, km/h. */
export interface RoutePiece {
  readonly points: readonly (readonly [lon: number, lat: number])[];
  readonly limit_kmh: number | null;
}

/** Segments around the last one that are looked at before all are. */
const BACK = 4;
const AHEAD = 16;
/** A way is no longer than this share of the straight line, and some metres: else it is that by a turning point. */
const WAY_SHARE = 1.25;
const WAY_SPARE_M = 100;
/** A limit counts so far beyond the piece that it is of: positions and speeds lag. */
const LIMIT_SPREAD_M = 250;

/** A stretch of a route: how long it is, how long it takes at its limits, and the highest of them. */
export interface RouteWay {
  readonly length_m: number;
  readonly lawful_s: number;
  readonly most_kmh: number;
}

/**
 * A designated route as columns of straight segments. The distance of a fix is looked for near the segment of the fix before,
 * and only where that is far among all of them: 0.1 to 3 µs for 800 segments. A grid over segments was left: trucks are on
 * their route for all but a few fixes.
 */
export class RouteShape {
  readonly count: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #dx: Float64Array;
  readonly #dy: Float64Array;
  readonly #per_length_2: Float64Array;
  readonly #limit_kmh: Float32Array;
  /** Metres along the route to the begin of each segment, and to its end. */
  readonly #at_m: Float64Array;
  /** The segment that the last search found. */
  nearest = 0;

  /** @param pieces the way there and the way back, each in driving order; pieces need not touch */
  constructor(map: FreightMap, pieces: readonly RoutePiece[]) {
    this.count = pieces.reduce((sum, { points }) => sum + Math.max(0, points.length - 1), 0);
    const column = () => new Float64Array(this.count);
    [this.#x, this.#y, this.#dx, this.#dy, this.#per_length_2] = [
      column(),
      column(),
      column(),
      column(),
      column(),
    ];
    const own_kmh = new Float32Array(this.count);
    let at = 0;
    for (const { points, limit_kmh } of pieces)
      for (let i = 1; i < points.length; i++) {
        const [from, to] = [map.toPlane(...points[i - 1]), map.toPlane(...points[i])];
        const [dx, dy] = [to.x - from.x, to.y - from.y];
        const length_2 = dx * dx + dy * dy;
        this.#x[at] = from.x;
        this.#y[at] = from.y;
        this.#dx[at] = dx;
        this.#dy[at] = dy;
        this.#per_length_2[at] = length_2 > 0 ? 1 / length_2 : 0;
        own_kmh[at] = limit_kmh ?? Number.POSITIVE_INFINITY;
        at++;
      }
    this.#limit_kmh = this.#spread(own_kmh);
    this.#at_m = new Float64Array(this.count + 1);
    for (let i = 0; i < this.count; i++) this.#at_m[i + 1] = this.#at_m[i] + this.#length_m(i);
  }

  /**
   * Distance from a point to the route, m, Infinity for a route without a segment; sets {@link nearest}.
   * @param near_m what is within it near the last segment is taken without looking further
   */
  distance_m({ x, y }: XY, last: number, near_m: number): number {
    const close = this.#search(x, y, Math.max(0, last - BACK), Math.min(this.count, last + AHEAD));
    return close <= near_m ? close : this.#search(x, y, 0, this.count);
  }

  /** The highest limit within {@link LIMIT_SPREAD_M} of a segment, km/h; Infinity where none is known. */
  limit_kmh(segment: number): number {
    return this.#limit_kmh[segment] ?? Number.POSITIVE_INFINITY;
  }

  /**
   * The way along the route between two places, the shortest where the route passes one of them several times; null where it
   * does not lead past both. O(segments between them): for a gap, not for every fix.
   * @param last segment of the route near the later place
   * @param near_m how far from the route places may lie
   * @param top_kmh limit of the truck itself
   */
  between(from: XY, to: XY, last: number, near_m: number, top_kmh: number): RouteWay | null {
    if (!(this.distance_m(to, last, near_m) <= near_m)) return null;
    const end_m = this.#position_m(to, this.nearest);
    const most_m = Math.hypot(to.x - from.x, to.y - from.y) * WAY_SHARE + WAY_SPARE_M;
    let begin_m = Number.POSITIVE_INFINITY;
    for (
      let at = this.#segmentAt(end_m - most_m);
      at < this.count && this.#at_m[at] <= end_m + most_m;
      at++
    ) {
      if (this.#off_m(from, at) > near_m) continue;
      const position_m = this.#position_m(from, at);
      if (Math.abs(position_m - end_m) < Math.abs(begin_m - end_m)) begin_m = position_m;
    }
    if (Math.abs(end_m - begin_m) > most_m) return null;
    const ends_m = [Math.min(begin_m, end_m), Math.max(begin_m, end_m)] as const;
    return this.#way(...ends_m, top_kmh);
  }

  #way(from_m: number, to_m: number, top_kmh: number): RouteWay {
    let [lawful_s, most_kmh] = [0, 0];
    for (let at = this.#segmentAt(from_m); at < this.count && this.#at_m[at] < to_m; at++) {
      const own_m = Math.min(to_m, this.#at_m[at + 1]) - Math.max(from_m, this.#at_m[at]);
      const limit_kmh = Math.min(top_kmh, this.#limit_kmh[at]);
      lawful_s += (own_m * 3.6) / limit_kmh;
      most_kmh = Math.max(most_kmh, limit_kmh);
    }
    return { length_m: to_m - from_m, lawful_s, most_kmh };
  }

  /** The segment on which a position along the route lies. */
  #segmentAt(position_m: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#at_m[middle] <= position_m) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #position_m(place: XY, segment: number): number {
    return this.#at_m[segment] + this.#along(place, segment) * this.#length_m(segment);
  }

  /** Where on a segment a place lies beside it: 0 at its begin, 1 at its end. */
  #along({ x, y }: XY, at: number): number {
    const across = (x - this.#x[at]) * this.#dx[at] + (y - this.#y[at]) * this.#dy[at];
    return Math.min(1, Math.max(0, across * this.#per_length_2[at]));
  }

  #off_m(place: XY, at: number): number {
    const share = this.#along(place, at);
    return Math.hypot(
      place.x - this.#x[at] - share * this.#dx[at],
      place.y - this.#y[at] - share * this.#dy[at],
    );
  }

  #search(x: number, y: number, from: number, to: number): number {
    let least_2 = Number.POSITIVE_INFINITY;
    for (let at = from; at < to; at++) {
      const from_x = x - this.#x[at];
      const from_y = y - this.#y[at];
      const [dx, dy] = [this.#dx[at], this.#dy[at]];
      let share = (from_x * dx + from_y * dy) * this.#per_length_2[at];
      share = share > 0 ? Math.min(share, 1) : 0;
      const off_x = from_x - share * dx;
      const off_y = from_y - share * dy;
      const distance_2 = off_x * off_x + off_y * off_y;
      if (distance_2 >= least_2) continue;
      least_2 = distance_2;
      this.nearest = at;
    }
    return Math.sqrt(least_2);
  }

  #length_m(segment: number): number {
    return Math.hypot(this.#dx[segment], this.#dy[segment]);
  }

  #spread(own_kmh: Float32Array): Float32Array {
    const spread = own_kmh.slice();
    for (const step of [1, -1])
      for (let at = 0; at < this.count; at++) {
        let left_m = LIMIT_SPREAD_M;
        for (let other = at + step; other >= 0 && other < this.count && left_m > 0; other += step) {
          spread[at] = Math.max(spread[at], own_kmh[other]);
          left_m -= this.#length_m(other);
        }
      }
    return spread;
  }
}
