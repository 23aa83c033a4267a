import type { FilingFinding } from '@opentocc/contract';
import {
  createAreaFinder,
  distance_m,
  latDegree_m,
  lonDegree_m,
  type MultiPolygon,
} from '@opentocc/core/geo';
import type { Circle } from '../model.ts';
import type { FilingSettings } from '../settings.ts';
import { fault } from './findings.ts';

export type Point = readonly [lon: number, lat: number];
type XY = readonly [x: number, y: number];
/** Whether a point lies in the city. */
export type InCity = (lon: number, lat: number) => boolean;

/** Sides are looked at in steps of so much, so that no corner of the border slips between two corners. */
const STEP_M = 50;

/** The city as its districts make it; without districts the box of its roads. */
export function cityOf(
  districts: readonly { readonly coordinates: MultiPolygon }[],
  [west, south, east, north]: readonly [number, number, number, number],
): InCity {
  if (districts.length === 0) return (lon, lat) => lon >= west && lon <= east && lat >= south && lat <= north;
  const find = createAreaFinder(districts.map(({ coordinates }) => coordinates));
  return (lon, lat) => find(lon, lat) >= 0;
}

/** The corners of a ring, without the last that repeats the first and without any that repeats the one before. */
export function cornersOf(ring: readonly Point[]): Point[] {
  const isSame = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1];
  const corners = ring.filter((point, i) => i === 0 || !isSame(point, ring[i - 1]));
  if (corners.length > 1 && isSame(corners[0], corners[corners.length - 1])) corners.pop();
  return corners;
}

/** Everything that is wrong with the area of a place: rings as GeoJSON has them. */
export function checkArea(
  rings: readonly (readonly Point[])[],
  inCity: InCity,
  { least_m2, most_m2 }: Pick<FilingSettings, 'least_m2' | 'most_m2'>,
): FilingFinding[] {
  if (rings.length === 0 || rings[0].length === 0) return [fault('no_area', 'area')];
  if (rings.length > 1) return [fault('holes', 'area')];
  const corners = cornersOf(rings[0]);
  if (corners.length < 3) return [fault('few_corners', 'area')];
  const plane = toPlane(corners);
  const crossed = crossingSides(plane);
  if (crossed) return [fault('self_crossing', 'area', { a: crossed[0] + 1, b: crossed[1] + 1 })];
  const m2 = Math.round(Math.abs(signedArea(plane)));
  if (m2 < least_m2) return [fault('too_small', 'area', { m2, least: least_m2 })];
  if (m2 > most_m2) return [fault('too_large', 'area', { m2, most: most_m2 })];
  const inside = alongSides(corners).map(([lon, lat]) => inCity(lon, lat));
  if (inside.every((one) => !one)) return [fault('outside_city', 'area')];
  return inside.includes(false) ? [fault('crosses_border', 'area')] : [];
}

/** The circle around an area: its middle by weight, and how far its farthest corner is; null where it has none. */
export function circleOf(rings: readonly (readonly Point[])[]): Circle | null {
  const corners = cornersOf(rings[0] ?? []);
  if (corners.length < 3) return null;
  const plane = toPlane(corners);
  const twice = 2 * signedArea(plane);
  if (twice === 0) return null;
  let [x, y] = [0, 0];
  for (const [i, a] of plane.entries()) {
    const b = plane[(i + 1) % plane.length];
    const cross = a[0] * b[1] - b[0] * a[1];
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  }
  const lat0 = corners[0][1];
  const lon = corners[0][0] + x / (3 * twice) / lonDegree_m(lat0);
  const lat = lat0 + y / (3 * twice) / latDegree_m(lat0);
  const radius_m = Math.max(...corners.map((corner) => distance_m(lon, lat, corner[0], corner[1])));
  return { lon, lat, radius_m: Math.ceil(radius_m) };
}

/** On a plane in metres, from the first corner. */
function toPlane(corners: readonly Point[]): XY[] {
  const [lon0, lat0] = corners[0];
  const [lon_m, lat_m] = [lonDegree_m(lat0), latDegree_m(lat0)];
  return corners.map(([lon, lat]) => [(lon - lon0) * lon_m, (lat - lat0) * lat_m]);
}

function signedArea(ring: readonly XY[]): number {
  return ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length];
    return sum + (a[0] * b[1] - b[0] * a[1]) / 2;
  }, 0);
}

/** Two sides that touch without being neighbours; undefined where there are none. O(sides²). */
function crossingSides(ring: readonly XY[]): [number, number] | undefined {
  const n = ring.length;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const areNeighbours = j === i + 1 || (i === 0 && j === n - 1);
      const touch = areNeighbours
        ? foldsBack(ring, i, j)
        : meet(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n]);
      if (touch) return [i, j];
    }
  return undefined;
}

const cross = (o: XY, a: XY, b: XY): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);

/** Neighbouring sides that lie on each other. */
function foldsBack(ring: readonly XY[], i: number, j: number): boolean {
  const n = ring.length;
  const [from, at, to] =
    j === i + 1 ? [ring[i], ring[j], ring[(j + 1) % n]] : [ring[j], ring[i], ring[i + 1]];
  const dot = (from[0] - at[0]) * (to[0] - at[0]) + (from[1] - at[1]) * (to[1] - at[1]);
  return dot > 0 && Math.abs(cross(at, from, to)) < 1e-6 * dot;
}

function meet(a: XY, b: XY, c: XY, d: XY): boolean {
  const [p, q, r, s] = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)];
  if (((p > 0 && q < 0) || (p < 0 && q > 0)) && ((r > 0 && s < 0) || (r < 0 && s > 0))) return true;
  const isOn = (o: XY, e: XY, at: XY) =>
    Math.min(o[0], e[0]) <= at[0] &&
    at[0] <= Math.max(o[0], e[0]) &&
    Math.min(o[1], e[1]) <= at[1] &&
    at[1] <= Math.max(o[1], e[1]);
  return (
    (p === 0 && isOn(a, b, c)) ||
    (q === 0 && isOn(a, b, d)) ||
    (r === 0 && isOn(c, d, a)) ||
    (s === 0 && isOn(c, d, b))
  );
}

function alongSides(corners: readonly Point[]): Point[] {
  return corners.flatMap(([lon, lat], i) => {
    const [next_lon, next_lat] = corners[(i + 1) % corners.length];
    const steps = Math.max(1, Math.ceil(distance_m(lon, lat, next_lon, next_lat) / STEP_M));
    return Array.from(
      { length: steps },
      (_, k): Point => [lon + ((next_lon - lon) * k) / steps, lat + ((next_lat - lat) * k) / steps],
    );
  });
}
