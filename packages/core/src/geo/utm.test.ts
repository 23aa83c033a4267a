import { describe, expect, it } from 'vitest';
import { utmToWgs84 } from './utm.ts';

describe('UTM to WGS-84', () => {
  it.each([
    // A central meridian, the CN Tower (17N), Sydney's opera house (56S); easting and northing from public references.
    [500_000, 0, 50, false, 117, 0],
    [630_084, 4_833_438, 17, false, -79.38714, 43.64256],
    [334_873, 6_252_266, 56, true, 151.21526, -33.85681],
  ])('%d %d of zone %d', (easting, northing, zone, south, lon, lat) => {
    const [got_lon, got_lat] = utmToWgs84(easting, northing, zone, south);
    expect(got_lon).toBeCloseTo(lon, 3);
    expect(got_lat).toBeCloseTo(lat, 3);
  });

  it('is symmetric about the central meridian', () => {
    const [east] = utmToWgs84(500_000 + 80_000, 2_500_000, 50, false);
    const [west] = utmToWgs84(500_000 - 80_000, 2_500_000, 50, false);
    expect(east - 117).toBeCloseTo(117 - west, 9);
  });
});
