/** Ellipsoid WGS-84. */
const EQUATOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const SCALE = 0.9996;
const FALSE_EASTING_M = 500_000;
const FALSE_NORTHING_M = 10_000_000;

const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING_M = (EQUATOR_M / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
/** Krüger's series, inverse, to the third order. */
const BETA = [N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3, N ** 2 / 48 + N ** 3 / 15, (17 / 480) * N ** 3];
const DELTA = [
  2 * N - (2 / 3) * N ** 2 - 2 * N ** 3,
  (7 / 3) * N ** 2 - (8 / 5) * N ** 3,
  (56 / 15) * N ** 3,
];

/**
 * Degrees WGS-84 of a place in a UTM zone (Krüger 1912, third order): within a centimetre inside a zone and its
 * neighbours.
 * @param zone 1–60. @param south true for the southern hemisphere's false northing.
 */
export function utmToWgs84(
  easting_m: number,
  northing_m: number,
  zone: number,
  south: boolean,
): [lon: number, lat: number] {
  const xi = (northing_m - (south ? FALSE_NORTHING_M : 0)) / (SCALE * RECTIFYING_M);
  const eta = (easting_m - FALSE_EASTING_M) / (SCALE * RECTIFYING_M);
  let xi_0 = xi;
  let eta_0 = eta;
  BETA.forEach((beta, i) => {
    const k = 2 * (i + 1);
    xi_0 -= beta * Math.sin(k * xi) * Math.cosh(k * eta);
    eta_0 -= beta * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  const chi = Math.asin(Math.sin(xi_0) / Math.cosh(eta_0));
  const lat = DELTA.reduce((sum, delta, i) => sum + delta * Math.sin(2 * (i + 1) * chi), chi);
  const lon = Math.atan2(Math.sinh(eta_0), Math.cos(xi_0));
  return [zone * 6 - 183 + (lon * 180) / Math.PI, (lat * 180) / Math.PI];
}
