const AXIS_M = 6_378_245;
const ECCENTRICITY_2 = 0.006693421622965943;
const RADIAN = Math.PI / 180;

/**
 * WGS-84 to GCJ-02 (GB 20263's shifted datum, after the published reverse engineering of "eviltransform"), for terminals
 * that are meant to send the wrong datum. Good to 1 m inside China.
 */
export function gcj02Of(lon: number, lat: number): [lon: number, lat: number] {
  const x = lon - 105;
  const y = lat - 35;
  const sin = Math.sin(lat * RADIAN);
  const magic = 1 - ECCENTRICITY_2 * sin * sin;
  const meridian = (AXIS_M * (1 - ECCENTRICITY_2) * RADIAN) / (magic * Math.sqrt(magic));
  const parallel = (AXIS_M * Math.cos(lat * RADIAN) * RADIAN) / Math.sqrt(magic);
  return [lon + eastShift_m(x, y) / parallel, lat + northShift_m(x, y) / meridian];
}

function waves(v: number, parts: readonly (readonly [amplitude: number, per: number])[]): number {
  return (
    parts.reduce((sum, [amplitude, per]) => sum + amplitude * Math.sin((v * Math.PI) / per), 0) * (2 / 3)
  );
}

const SHORT_WAVES = [
  [20, 1 / 6],
  [20, 1 / 2],
] as const;

function northShift_m(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  const long = waves(y, [
    [20, 1],
    [40, 3],
    [160, 12],
    [320, 30],
  ]);
  return base + waves(x, SHORT_WAVES) + long;
}

function eastShift_m(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  const long = waves(x, [
    [20, 1],
    [40, 3],
    [150, 12],
    [300, 30],
  ]);
  return base + waves(x, SHORT_WAVES) + long;
}
