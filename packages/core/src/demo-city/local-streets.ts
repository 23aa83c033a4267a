import { hash01 } from '../random/index.ts';
import { distance, insideRing, type Point, toPlane } from './plane.ts';
import { Polyline } from './polyline.ts';
import { OPEN_LAND, QUARTERS, type Quarter } from './quarters.ts';
import type { SegmentIndex } from './segment-index.ts';
import type { Street } from './surface-graph.ts';

/** What the local streets have to respect. */
export interface Surroundings {
  /** Rings of the districts: land. */
  readonly land: readonly (readonly Point[])[];
  readonly surface: SegmentIndex;
  readonly surfaceLines: readonly Polyline[];
  readonly separated: SegmentIndex;
  readonly separatedLines: readonly Polyline[];
}

/** From the quarter's reach outwards only every 2nd, then every 4th street goes on. */
const FADE = { every: 0.95, second: 1.35, fourth: 1.8 };
/** A corner of the grid this near to a main road moves on to it. */
const SNAP_M = 85;
/** Streets keep this distance from a motorway, m. */
const CLEAR_M = 60;
/** Share of streets that pass under a motorway they meet. */
const UNDERPASS = 0.4;
/** Share of the pieces of a grid that were never built. */
const GAPS = 0.1;
const SHORE_M = 130;

interface Corner {
  readonly i: number;
  readonly j: number;
  readonly point: Point;
  readonly fade: number;
}

/**
 * Grows a warped street grid in every quarter, in its own direction and spacing, as far as land, open country and
 * the neighbouring quarters allow. Every fourth line is a collector. Deterministic by seed.
 */
export function growLocalStreets(seed: number, around: Surroundings): Street[] {
  const centres = QUARTERS.map(({ lon, lat }) => toPlane(lon, lat));
  const open = OPEN_LAND.map(([, lon, lat, radius_m]) => ({ at: toPlane(lon, lat), radius_m }));
  const free = (p: Point, q: number) =>
    ownerOf(p, centres) === q &&
    isLand(p, around.land) &&
    open.every(({ at, radius_m }) => distance(p, at) > radius_m);
  return QUARTERS.flatMap((quarter, q) =>
    growQuarter(seed + q * 7919, quarter, centres[q], (p) => free(p, q), around),
  );
}

function ownerOf(p: Point, centres: readonly Point[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centres.forEach((c, q) => {
    const off = distance(p, c) / QUARTERS[q].reach_m;
    if (off < least) {
      least = off;
      best = q;
    }
  });
  return best;
}

function isLand({ x, y }: Point, land: Surroundings['land']): boolean {
  const probes = [
    { x: x - SHORE_M, y },
    { x: x + SHORE_M, y },
    { x, y: y - SHORE_M },
    { x, y: y + SHORE_M },
  ];
  return probes.every((p) => land.some((ring) => insideRing(p, ring)));
}

function growQuarter(
  seed: number,
  quarter: Quarter,
  centre: Point,
  free: (p: Point) => boolean,
  around: Surroundings,
): Street[] {
  const corners = placeCorners(seed, quarter, centre, free, around);
  const streets: Street[] = [];
  for (const corner of corners.values()) {
    for (const { di, dj, axis } of DIRECTIONS) {
      const next = corners.get(cornerKey(corner.i + di, corner.j + dj));
      const rank = dj === 0 ? corner.j : corner.i;
      if (!next || rank % 2 ** Math.max(corner.fade, next.fade) !== 0) continue;
      const collector = rank % 4 === 0;
      const gap = !collector && hash01(seed, corner.i, corner.j, axis) < GAPS;
      if (!gap && fits(seed, corner, next, collector, around))
        streets.push(streetBetween(corner.point, next.point, collector));
    }
  }
  return streets;
}

/** Along a row and along a column of the grid; `axis` is of the noise. */
const DIRECTIONS = [
  { di: 1, dj: 0, axis: 1 },
  { di: 0, dj: 1, axis: 2 },
] as const;

/** How thin the grid is: every street, each second, each fourth. @param out distance from the centre over the reach */
function fadeAt(out: number): number {
  if (out < FADE.every) return 0;
  return out < FADE.second ? 1 : 2;
}

const cornerKey = (i: number, j: number) => i * 10_000 + j;

function placeCorners(
  seed: number,
  quarter: Quarter,
  centre: Point,
  free: (p: Point) => boolean,
  around: Surroundings,
): Map<number, Corner> {
  const corners = new Map<number, Corner>();
  const { spacing_m, reach_m } = quarter;
  const n = Math.ceil((reach_m * FADE.fourth) / spacing_m);
  for (let i = -n; i <= n; i += 1) {
    for (let j = -n; j <= n; j += 1) {
      const placed = gridPoint(seed, quarter, centre, i, j);
      const out = distance(placed, centre) / reach_m;
      if (out > FADE.fourth || !free(placed)) continue;
      const point = around.surface.nearest(placed, SNAP_M)?.point ?? placed;
      if (around.separated.nearest(point, CLEAR_M)) continue;
      corners.set(cornerKey(i, j), { i, j, point, fade: fadeAt(out) });
    }
  }
  return corners;
}

/** Corner (i, j) of a grid that is turned, bent by long waves and shaken a little, as grown towns are. */
function gridPoint(
  seed: number,
  { spacing_m, bearing_deg }: Quarter,
  centre: Point,
  i: number,
  j: number,
): Point {
  const shake = (axis: number) => (hash01(seed, i, j, axis) - 0.5) * 0.22;
  const wave = (v: number, phase: number) => 0.45 * Math.sin(v * 0.55 + phase);
  const phase = hash01(seed, 0, 0, 9) * 6;
  const u = (i + shake(3) + wave(j, phase)) * spacing_m;
  const v = (j + shake(4) + wave(i, phase + 2)) * spacing_m;
  const angle = (bearing_deg * Math.PI) / 180;
  return {
    x: centre.x + u * Math.cos(angle) - v * Math.sin(angle),
    y: centre.y + u * Math.sin(angle) + v * Math.cos(angle),
  };
}

function fits(seed: number, a: Corner, b: Corner, collector: boolean, around: Surroundings): boolean {
  const length = distance(a.point, b.point);
  if (length < 70) return false;
  if (runsBeside(a.point, b.point, around.surface, around.surfaceLines, 75)) return false;
  if (runsBeside(a.point, b.point, around.separated, around.separatedLines, CLEAR_M)) return false;
  const passes = around.separated.crossings(a.point, b.point).length;
  return passes === 0 || (passes === 1 && (collector || hash01(seed, a.i, a.j, 5) < UNDERPASS));
}

/** Whether the middle of a–b lies within `near_m` of a road that has about its direction. */
function runsBeside(
  a: Point,
  b: Point,
  index: SegmentIndex,
  lines: readonly Polyline[],
  near_m: number,
): boolean {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const near = index.nearest(middle, near_m);
  if (!near) return false;
  const d = lines[near.line].direction(near.at_m);
  const along = Math.abs((b.x - a.x) * d.x + (b.y - a.y) * d.y) / distance(a, b);
  return along > 0.82;
}

function streetBetween(a: Point, b: Point, collector: boolean): Street {
  return {
    line: new Polyline([a, b]),
    class: collector ? 'collector' : 'local',
    lanes: collector ? 2 : 1,
    limit_kmh: null,
    name: '',
  };
}
