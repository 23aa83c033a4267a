/** WGS-84: equatorial radius in metres and first eccentricity squared. */
const EQUATOR_M = 6_378_137;
const ECCENTRICITY_2 = 0.00669437999014;
const DEGREE = Math.PI / 180;

/** Metres of one degree of longitude at a latitude, by the prime vertical radius of the ellipsoid. */
export function lonDegree_m(lat_deg: number): number {
  const sin = Math.sin(lat_deg * DEGREE);
  return (DEGREE * EQUATOR_M * Math.cos(lat_deg * DEGREE)) / Math.sqrt(1 - ECCENTRICITY_2 * sin * sin);
}

/** Metres of one degree of latitude at a latitude, by the meridian radius of the ellipsoid. */
export function latDegree_m(lat_deg: number): number {
  const sin = Math.sin(lat_deg * DEGREE);
  const w = 1 - ECCENTRICITY_2 * sin * sin;
  return (DEGREE * EQUATOR_M * (1 - ECCENTRICITY_2)) / (w * Math.sqrt(w));
}

/**
 * Distance of two points in metres, degrees WGS-84: the ellipsoid's radii at the middle latitude. Within 1e-6 of the
 * geodesic up to 10 km below 70° of latitude; the sphere (haversine) is off by up to 0.5 %.
 */
export function distance_m(lon_a: number, lat_a: number, lon_b: number, lat_b: number): number {
  const middle = (lat_a + lat_b) / 2;
  return Math.hypot((lon_b - lon_a) * lonDegree_m(middle), (lat_b - lat_a) * latDegree_m(middle));
}
