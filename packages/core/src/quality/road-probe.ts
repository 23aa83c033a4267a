import { type Plane, planeOf, SegmentGrid } from '../matching/index.ts';
import type { RoadNetwork } from '../network/index.ts';

/** A place is asked for roads no farther than this, m. */
export const PROBE_RADIUS_M = 60;
/** Courses within this agree, degrees: lane changes and curves between two vertices stay below it. */
const ALIGNED_DEG = 30;

/**
 * How far a moving vehicle is from the nearest road that leads its way. Much less than matching: no path, no memory of
 * the fix before, about a microsecond; enough to see whether a crowd of fixes lies on the road network at all.
 */
export class RoadProbe {
  readonly plane: Plane;
  /** From the road to the place asked last, m; 0 when no road was found. */
  off_x = 0;
  off_y = 0;
  readonly #grid: SegmentGrid;

  constructor(network: RoadNetwork) {
    this.plane = planeOf(network.meta.bbox);
    this.#grid = new SegmentGrid(network, this.plane);
  }

  /** Metres to the nearest road that leads along `course_deg`; infinite when none is within the radius. */
  distance_m(lon: number, lat: number, course_deg: number, radius_m = PROBE_RADIUS_M): number {
    const { lon0, lat0, lon_m, lat_m } = this.plane;
    return this.distanceOnPlane_m((lon - lon0) * lon_m, (lat - lat0) * lat_m, course_deg, radius_m);
  }

  /** The same for a place on the plane. */
  distanceOnPlane_m(x: number, y: number, course_deg: number, radius_m = PROBE_RADIUS_M): number {
    const grid = this.#grid;
    const found = grid.search(x, y, radius_m);
    let nearest_m = Number.POSITIVE_INFINITY;
    [this.off_x, this.off_y] = [0, 0];
    for (let row = 0; row < found; row++) {
      if (grid.found_distance_m[row] >= nearest_m) continue;
      if (turn_deg(grid.found_course_deg[row], course_deg) > ALIGNED_DEG) continue;
      nearest_m = grid.found_distance_m[row];
      this.off_x = x - grid.found_x[row];
      this.off_y = y - grid.found_y[row];
    }
    return nearest_m;
  }
}

function turn_deg(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}
