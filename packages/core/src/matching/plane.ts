import { latDegree_m, lonDegree_m } from '../geo/index.ts';

/**
 * A local plane in metres: x to the east, y to the north of an origin, scaled at the origin's latitude. Over a city of
 * 100 km the scale of x is off by up to 0.3 % at its northern and southern edge, far below the noise of a fix; lengths
 * that are published come from the network, not from here.
 */
export interface Plane {
  readonly lon0: number;
  readonly lat0: number;
  /** Metres of one degree at the origin. */
  readonly lon_m: number;
  readonly lat_m: number;
}

/** @param bbox west, south, east, north in degrees; the origin is its middle. */
export function planeOf([west, south, east, north]: readonly [number, number, number, number]): Plane {
  const lat0 = (south + north) / 2;
  return { lon0: (west + east) / 2, lat0, lon_m: lonDegree_m(lat0), lat_m: latDegree_m(lat0) };
}
