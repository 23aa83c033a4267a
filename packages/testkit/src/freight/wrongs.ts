import {
  type AlarmKind,
  FOLLOW_OPTIONS,
  type FreightMap,
  type RouteShape,
  type TruckFix,
} from '@opentocc/core/freight';
import { lonDegree_m } from '@opentocc/core/geo';
import type { Random } from '../random.ts';
import type { Path } from './path.ts';
import type { Manner, TrackPoint } from './truck.ts';

const MINUTE_MS = 60_000;

/** What a simulated trip does wrong on purpose, and from when on. */
export interface Wrong {
  readonly kind: AlarmKind;
  readonly from_ms: number;
}

/**
 * Alarms that rightly come with a wrong besides its own: whoever crosses at another port drives to it beside the route; a
 * terminal that jumps, or rides on another truck, is not where its trip is.
 */
export const COMES_WITH: Readonly<Record<AlarmKind, readonly AlarmKind[]>> = {
  ...{ off_route: [], long_stay: [], silent: [], fatigue: [], speeding: [], overdue: [], missed_stop: [] },
  wrong_port: ['off_route'],
  jump: ['off_route', 'long_stay', 'missed_stop', 'swap', 'wrong_port', 'silent'],
  swap: ['off_route', 'long_stay', 'missed_stop', 'jump', 'silent', 'wrong_port'],
};

/** A halt beside the road where no truck may stand, for 17 to 77 min; null where there is no such place. */
export function longHalt(map: FreightMap, path: Path, random: Random): Manner['halts'] | null {
  for (let attempt = 0; attempt < 20; attempt++) {
    const at = 1 + random.below(path.lon.length - 2);
    const here = map.toPlane(path.lon[at], path.lat[at]);
    const isNear = map.places.some(
      ({ x, y, radius_m }) => Math.hypot(x - here.x, y - here.y) < radius_m + 250,
    );
    if (!isNear) return [{ at_m: path.at_m[at], stay_ms: (17 + 60 * random.next()) * MINUTE_MS }];
  }
  return null;
}

/** Stretch of fast road that is long enough to be seen speeding on, m. */
const RUSH_M = 4500;

/** Too fast by 25 to 50 % on a stretch of fast road; null where there is none. */
export function rushOn(path: Path, random: Random): Manner['rush'] {
  let begin = -1;
  for (let at = 0; at + 1 < path.at_m.length; at++) {
    if (path.limit_kmh[at] < 60 || path.tunnel[at]) begin = -1;
    else if (begin < 0) begin = at;
    if (begin < 0 || path.at_m[at + 1] - path.at_m[begin] < RUSH_M + 400) continue;
    // Positions lag: the ends of the stretch have the limit of what lies beyond.
    const from_m = path.at_m[begin] + 200;
    return { from_m, to_m: from_m + RUSH_M, share: 1.25 + 0.25 * random.next() };
  }
  return null;
}

/** How far and how long beside a route a detour is, at least. */
const BESIDE_M = 150;
const BESIDE_WAY_M = 900;

/** Whether a way leaves the designated route clearly and for long enough to matter. */
export function leaves(route: RouteShape, map: FreightMap, path: Path): boolean {
  let way_m = 0;
  for (let at = 0; at + 1 < path.lon.length; at++) {
    const away_m = route.distance_m(map.toPlane(path.lon[at], path.lat[at]), 0, 0);
    way_m = away_m >= BESIDE_M ? way_m + path.at_m[at + 1] - path.at_m[at] : 0;
    if (way_m >= BESIDE_WAY_M) return true;
  }
  return false;
}

/** Near a place silence may last longer. */
function isNearPlace(map: FreightMap, lon: number, lat: number): boolean {
  const here = map.toPlane(lon, lat);
  return map.places.some(({ x, y, radius_m }) => Math.hypot(x - here.x, y - here.y) < radius_m + 400);
}

/** When it drives in the city with minutes to go before anything else happens; null where it never does. */
function drivingTime(
  map: FreightMap,
  track: readonly TrackPoint[],
  random: Random,
  minutes: number,
): number | null {
  const ends_ms = track.findLast(({ abroad }) => !abroad)?.at_ms ?? 0;
  const isFit = ({ driving, abroad, speed_kmh, at_ms, lon, lat }: TrackPoint, i: number): boolean => {
    const later = track[Math.min(track.length - 1, i + 12)];
    const drives = driving && !abroad && speed_kmh > 15 && !later.abroad && later.driving;
    return drives && ends_ms - at_ms > minutes * MINUTE_MS && !isNearPlace(map, lon, lat);
  };
  const fit = track.filter(isFit);
  return fit.length === 0 ? null : fit[random.below(fit.length)].at_ms;
}

interface Tampered {
  readonly fixes: readonly TruckFix[];
  readonly from_ms: number;
}

/**
 * The terminal says nothing for 8 to 60 min from when it drives. Where a tunnel takes so much of it that it says nothing in the
 * open for no longer than it may, that is no wrong, and null.
 */
export function silenced(
  map: FreightMap,
  fixes: readonly TruckFix[],
  track: readonly TrackPoint[],
  random: Random,
): Tampered | null {
  const from_ms = drivingTime(map, track, random, 45);
  if (from_ms === null) return null;
  const to_ms = from_ms + (8 + 52 * random.next()) * MINUTE_MS;
  const quiet = track.filter(({ at_ms }) => at_ms > from_ms && at_ms < to_ms);
  const open = quiet.filter(({ tunnel }) => !tunnel).length / quiet.length;
  if ((to_ms - from_ms) * open <= FOLLOW_OPTIONS.silent_ms) return null;
  return { from_ms, fixes: fixes.filter(({ at_ms }) => at_ms <= from_ms || at_ms >= to_ms) };
}

/** From a moment on, positions are 8 to 40 km away. */
export function displaced(
  map: FreightMap,
  fixes: readonly TruckFix[],
  track: readonly TrackPoint[],
  random: Random,
): Tampered | null {
  const from_ms = drivingTime(map, track, random, 10);
  if (from_ms === null) return null;
  const [far_m, angle] = [8_000 + 32_000 * random.next(), random.next() * Math.PI];
  const move = (fix: TruckFix): TruckFix => ({
    ...fix,
    lon: fix.lon + (far_m * Math.cos(angle)) / lonDegree_m(fix.lat),
    lat: fix.lat + (far_m * Math.sin(angle)) / 110_738,
  });
  return { from_ms, fixes: fixes.map((fix) => (fix.at_ms < from_ms ? fix : move(fix))) };
}

/** From a moment on, another terminal reports for the truck. */
export function exchanged(
  map: FreightMap,
  fixes: readonly TruckFix[],
  track: readonly TrackPoint[],
  random: Random,
): Tampered | null {
  const from_ms = drivingTime(map, track, random, 10);
  if (from_ms === null) return null;
  return {
    from_ms,
    fixes: fixes.map((fix) => (fix.at_ms < from_ms ? fix : { ...fix, terminal: '013900000000' })),
  };
}
