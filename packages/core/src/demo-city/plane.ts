/** A point of the working plane: metres east (x) and north (y) of the city's middle. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Middle of the plane, degrees WGS-84. */
const ORIGIN = { lon: 114.15, lat: 22.62 };
/** Length of one degree on the WGS-84 ellipsoid at 22.62° north, m; good to 0.1 % over the whole city. */
const DEGREE_M = { lon: 102_808, lat: 110_738 };

export function toPlane(lon: number, lat: number): Point {
  return { x: (lon - ORIGIN.lon) * DEGREE_M.lon, y: (lat - ORIGIN.lat) * DEGREE_M.lat };
}

/** Degrees rounded to 1e-6 (0.1 m), so that the same seed gives the same bytes on every machine. */
export function toLonLat(p: Point): [lon: number, lat: number] {
  const round = (v: number) => Math.round(v * 1e6) / 1e6;
  return [round(ORIGIN.lon + p.x / DEGREE_M.lon), round(ORIGIN.lat + p.y / DEGREE_M.lat)];
}

/** Reads 'lon,lat lon,lat …', the form of every line in the data files. */
export function parseLine(text: string): Point[] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [lon, lat] = pair.split(',').map(Number);
      return toPlane(lon, lat);
    });
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/** Shares along a–b and c–d at which the two segments cross, or undefined when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number } | undefined {
  const rx = b.x - a.x;
  const ry = b.y - a.y;
  const sx = d.x - c.x;
  const sy = d.y - c.y;
  const denominator = rx * sy - ry * sx;
  if (Math.abs(denominator) < 1e-9) return undefined;
  const t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / denominator;
  const u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : undefined;
}

/** Share along a–b of the point nearest to `p`, 0–1. */
export function nearestShare(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const square = dx * dx + dy * dy;
  if (square === 0) return 0;
  return Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square));
}

/** A smooth line through all `points` (Catmull–Rom), a point about every `step_m`. */
export function smooth(points: readonly Point[], step_m: number): Point[] {
  const line: Point[] = [];
  for (let i = 0; i + 1 < points.length; i += 1) {
    const p1 = points[i];
    const p2 = points[i + 1];
    const p0 = points[i - 1] ?? between(p2, p1, 2);
    const p3 = points[i + 2] ?? between(p1, p2, 2);
    const steps = Math.max(1, Math.round(distance(p1, p2) / step_m));
    for (let k = 0; k < steps; k += 1) line.push(splinePoint(p0, p1, p2, p3, k / steps));
  }
  line.push(points[points.length - 1]);
  return line;
}

/** Cardinal spline with tangents scaled to the segment, so that unequal waypoints do not overshoot. */
function splinePoint(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const d01 = distance(p0, p1);
  const d12 = distance(p1, p2);
  const d23 = distance(p2, p3);
  const m1 = d12 / (d01 + d12);
  const m2 = d12 / (d12 + d23);
  const h1 = 2 * t ** 3 - 3 * t ** 2 + 1;
  const h2 = t ** 3 - 2 * t ** 2 + t;
  const h3 = -2 * t ** 3 + 3 * t ** 2;
  const h4 = t ** 3 - t ** 2;
  const axis = (k: 'x' | 'y') =>
    h1 * p1[k] + h2 * m1 * (p2[k] - p0[k]) + h3 * p2[k] + h4 * m2 * (p3[k] - p1[k]);
  return { x: axis('x'), y: axis('y') };
}

/** Whether `p` lies inside the closed ring (even–odd rule). */
export function insideRing(p: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = ring[i];
    const b = ring[j];
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}
