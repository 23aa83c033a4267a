import { type Plane, planeOf, SegmentGrid } from '@opentocc/core/matching';
import { pointAlong, type RoadNetwork, shapeOf } from '@opentocc/core/network';

/** Where a detector stands on the network. */
export interface LinkPlace {
  readonly link: number;
  readonly along_m: number;
  readonly off_m: number;
}

/** Why no link was found. */
export type NoLink = 'far_from_roads' | 'no_road_that_way' | 'which_way';

/** A detector farther from every road is stated wrongly, m; assumed on 2026-11-27. */
const RADIUS_M = 40;
/** Traffic counted leads the way of its link within this, degrees. */
const ALIGNED_DEG = 45;
/** Two carriageways nearly as near as each other cannot be distinguished by the place alone, m. */
const ALIKE_M = 15;
const OPPOSITE_DEG = 135;

/** Finds the link of a detector by its place and the way of the traffic that it counts. */
export class DetectorLocator {
  readonly #plane: Plane;
  readonly #grid: SegmentGrid;

  constructor(private readonly network: RoadNetwork) {
    this.#plane = planeOf(network.meta.bbox);
    this.#grid = new SegmentGrid(network, this.#plane);
  }

  /** @param heading_deg null where it is not stated: then no carriageway of the other way may be as near */
  locate(lon: number, lat: number, heading_deg: number | null): LinkPlace | NoLink {
    const { lon0, lat0, lon_m, lat_m } = this.#plane;
    const grid = this.#grid;
    const found = grid.search((lon - lon0) * lon_m, (lat - lat0) * lat_m, RADIUS_M);
    if (found === 0) return 'far_from_roads';
    const rows = Array.from({ length: found }, (_, row) => row).sort(
      (a, b) => grid.found_distance_m[a] - grid.found_distance_m[b],
    );
    const best = rows.find(
      (row) => heading_deg === null || turn_deg(grid.found_course_deg[row], heading_deg) <= ALIGNED_DEG,
    );
    if (best === undefined) return 'no_road_that_way';
    if (heading_deg === null && rows.some((row) => this.#isOtherWay(best, row))) return 'which_way';
    return {
      link: grid.found_link[best],
      along_m: grid.found_offset_m[best],
      off_m: grid.found_distance_m[best],
    };
  }

  /** The place at a distance along a link, m, and the way that it leads there; undefined where there is no such link. */
  placeOn(link: number, along_m: number) {
    const { link_count, link_length_m } = this.network;
    if (link >= link_count || along_m > link_length_m[link]) return undefined;
    const [lon, lat] = pointAlong(this.network, link, along_m);
    return { lon, lat, heading_deg: this.#courseAt(link, lon, lat) };
  }

  #isOtherWay(best: number, row: number): boolean {
    const { found_distance_m, found_course_deg } = this.#grid;
    return (
      found_distance_m[row] - found_distance_m[best] < ALIKE_M &&
      turn_deg(found_course_deg[row], found_course_deg[best]) > OPPOSITE_DEG
    );
  }

  #courseAt(link: number, lon: number, lat: number): number {
    const { lon0, lat0, lon_m, lat_m } = this.#plane;
    const grid = this.#grid;
    const found = grid.search((lon - lon0) * lon_m, (lat - lat0) * lat_m, 5);
    for (let row = 0; row < found; row++)
      if (grid.found_link[row] === link) return grid.found_course_deg[row];
    const points = shapeOf(this.network, link);
    const [a, b] = [points[0], points[points.length - 1]];
    const course = (Math.atan2((b[0] - a[0]) * lon_m, (b[1] - a[1]) * lat_m) * 180) / Math.PI;
    return (course + 360) % 360;
  }
}

function turn_deg(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}
