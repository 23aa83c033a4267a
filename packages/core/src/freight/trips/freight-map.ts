import { insideArea, latDegree_m, lonDegree_m, type MultiPolygon } from '../../geo/index.ts';
import type { PointKind } from '../regimes/index.ts';

/** A place that trips use: a circle around its middle. */
export interface FreightPlace {
  readonly code: string;
  readonly kind: PointKind;
  readonly lon: number;
  readonly lat: number;
  readonly radius_m: number;
}

/** A tunnel: places at its ends and within, and how long it is. */
export interface Tunnel {
  readonly points: readonly (readonly [lon: number, lat: number])[];
  readonly length_m: number;
}

/** A place on the plane of the map, m. */
export interface PlacedPoint extends FreightPlace {
  readonly x: number;
  readonly y: number;
}

export interface XY {
  readonly x: number;
  readonly y: number;
}

/** A way through a tunnel: its mouths, and how far it is in the open and under ground, m. */
export interface TunnelWay {
  readonly into: XY;
  readonly out: XY;
  readonly open_m: number;
  readonly under_m: number;
}

/** So near to a tunnel its direction says nothing; farther off, the cosine of the angle within which it lies ahead. */
const NEAR_TUNNEL_M = 2500;
const AHEAD = Math.cos(Math.PI / 3);
/** Tunnels run about straight: their ways are so much longer than the straight line. */
export const TUNNEL_BEND = 1.2;
const CELL_M = 500;
/** Cells to a row of keys: more than any city has. */
const ROW = 100_000;

/**
 * Places and the border as the follower looks at them: on a plane, places in cells of 500 m, so that a fix looks at a few of
 * thousands. Distances on the plane are within 0.2 % of the geodesic over a city.
 */
export class FreightMap {
  readonly places: readonly PlacedPoint[];
  readonly #byCode: ReadonlyMap<string, PlacedPoint>;
  readonly #cells = new Map<number, PlacedPoint[]>();
  readonly #tunnels: readonly { readonly points: readonly XY[]; readonly length_m: number }[];
  readonly #lon_m: number;
  readonly #lat_m: number;
  readonly #lon0: number;
  readonly #lat0: number;

  /**
   * @param abroad the other side of the border: Hong Kong, also its waters
   * @param tunnels of all roads, not those of one route: a truck that is off its route has no view of the sky there either
   */
  constructor(
    places: readonly FreightPlace[],
    private readonly abroad: MultiPolygon,
    tunnels: readonly Tunnel[] = [],
  ) {
    this.#lon0 = places[0]?.lon ?? 0;
    this.#lat0 = places[0]?.lat ?? 0;
    this.#lon_m = lonDegree_m(this.#lat0);
    this.#lat_m = latDegree_m(this.#lat0);
    this.places = places.map((place) => ({ ...place, ...this.toPlane(place.lon, place.lat) }));
    this.#byCode = new Map(this.places.map((place) => [place.code, place]));
    this.#tunnels = tunnels.map(({ points, length_m }) => ({
      points: points.map(([lon, lat]) => this.toPlane(lon, lat)),
      length_m,
    }));
    for (const place of this.places) this.#enter(place);
  }

  toPlane(lon: number, lat: number): XY {
    return { x: (lon - this.#lon0) * this.#lon_m, y: (lat - this.#lat0) * this.#lat_m };
  }

  findPlace(code: string): PlacedPoint | undefined {
    return this.#byCode.get(code);
  }

  /** The place whose middle is nearest among those that reach so far; undefined where there is none. */
  placeAt({ x, y }: XY): PlacedPoint | undefined {
    let best: PlacedPoint | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const place of this.#cells.get(keyOf(x, y)) ?? []) {
      const distance = Math.hypot(place.x - x, place.y - y);
      if (distance > place.radius_m || distance >= least) continue;
      [best, least] = [place, distance];
    }
    return best;
  }

  /**
   * Length of the longest tunnel around a place, or within reach ahead of who comes there from another, m; 0 without one.
   * O(tunnels): for a silence, not for every fix.
   */
  tunnelAhead_m(at: XY, from: XY, reach_m: number): number {
    const [x, y] = [at.x - from.x, at.y - from.y];
    const moved_m = Math.hypot(x, y);
    const isNear = (point: XY): boolean => {
      const [dx, dy] = [point.x - at.x, point.y - at.y];
      const away_m = Math.hypot(dx, dy);
      return (
        away_m <= Math.min(NEAR_TUNNEL_M, reach_m) ||
        (away_m <= reach_m && dx * x + dy * y >= AHEAD * away_m * moved_m)
      );
    };
    const near = this.#tunnels.filter(({ points }) => points.some(isNear));
    return near.reduce((longest, { length_m }) => Math.max(longest, length_m), 0);
  }

  /**
   * Ways from one place to another through each tunnel, in the open as straight lines: no way is shorter. Where both ends are nearest to one mouth, nothing of the way is under ground.
   */
  waysThrough(from: XY, to: XY): TunnelWay[] {
    return this.#tunnels.map(({ points }) => {
      const [into, out] = [nearestOf(points, from), nearestOf(points, to)];
      const open_m = away(from, into) + away(out, to);
      return { into, out, open_m, under_m: away(into, out) * TUNNEL_BEND };
    });
  }

  isAbroad(lon: number, lat: number): boolean {
    return insideArea(this.abroad, lon, lat);
  }

  #enter(place: PlacedPoint): void {
    const { x, y, radius_m } = place;
    const [west, east] = [Math.floor((x - radius_m) / CELL_M), Math.floor((x + radius_m) / CELL_M)];
    const [south, north] = [Math.floor((y - radius_m) / CELL_M), Math.floor((y + radius_m) / CELL_M)];
    for (let row = south; row <= north; row++)
      for (let column = west; column <= east; column++) {
        const key = row * ROW + column;
        const cell = this.#cells.get(key);
        if (cell) cell.push(place);
        else this.#cells.set(key, [place]);
      }
  }
}

const away = (a: XY, b: XY): number => Math.hypot(a.x - b.x, a.y - b.y);

const nearestOf = (points: readonly XY[], to: XY): XY =>
  points.reduce((best, point) => (away(point, to) < away(best, to) ? point : best));

const keyOf = (x: number, y: number): number => Math.floor(y / CELL_M) * ROW + Math.floor(x / CELL_M);

/** Whether a point lies within a place, with some metres to spare. */
export const isAt = (place: PlacedPoint, { x, y }: XY, spare_m: number): boolean =>
  Math.hypot(place.x - x, place.y - y) <= place.radius_m + spare_m;
