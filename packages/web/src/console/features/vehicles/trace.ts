import type { Trace } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';

/** One fix of a trace. */
export type TracePoint = Trace['points'][number];

/** Longest silence across which a vehicle is believed to have driven, ms: across longer ones no line is invented. */
const MAX_GAP_MS = 120_000;
/** Nothing on a road is faster: what lies beyond was not driven, km/h. */
const MAX_SPEED_KMH = 200;
/** A vehicle stands while its fixes stay within this of the first of them; places of receivers differ by as much. */
const STOP_RADIUS_M = 40;
/** Shorter halts are those of traffic lights and queues. Assumed on 2026-11-27. */
const STOP_MS = 180_000;

/** Where a vehicle stood, and from when to when. */
export interface Stop {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly lon: number;
  readonly lat: number;
}

type Place = Pick<TracePoint, 'lon' | 'lat'>;

export const distanceOf_m = (a: Place, b: Place): number => distance_m(a.lon, a.lat, b.lon, b.lat);

/** Whether a vehicle drove from one fix to the next, as far as they tell. */
function isDriven(from: TracePoint, to: TracePoint): boolean {
  const took_ms = to.at_ms - from.at_ms;
  return took_ms <= MAX_GAP_MS && distanceOf_m(from, to) * 3600 <= MAX_SPEED_KMH * took_ms; // 1 m/ms is 3600 km/h
}

/** The parts of a trace that were driven without a gap, in order. */
export function runsOf(points: readonly TracePoint[]): TracePoint[][] {
  const runs: TracePoint[][] = [];
  points.forEach((point, i) => {
    if (i > 0 && isDriven(points[i - 1], point)) runs.at(-1)?.push(point);
    else runs.push([point]);
  });
  return runs.filter(({ length }) => length > 1);
}

/** Where a vehicle stood for {@link STOP_MS} or longer. */
export function stopsOf(points: readonly TracePoint[]): Stop[] {
  const stops: Stop[] = [];
  let first = 0;
  for (let i = 1; i <= points.length; i++) {
    const stands = i < points.length && distanceOf_m(points[first], points[i]) <= STOP_RADIUS_M;
    if (stands) continue;
    const [from, to] = [points[first], points[i - 1]];
    if (to.at_ms - from.at_ms >= STOP_MS)
      stops.push({ from_ms: from.at_ms, to_ms: to.at_ms, lon: from.lon, lat: from.lat });
    first = i;
  }
  return stops;
}

/** How far was driven, gaps left out. */
export const length_m = (points: readonly TracePoint[]): number =>
  runsOf(points).reduce(
    (sum, run) => sum + run.slice(1).reduce((part, point, i) => part + distanceOf_m(run[i], point), 0),
    0,
  );

/** The last fix up to an instant; the first of all before it. */
export const pointAt = (points: readonly TracePoint[], at_ms: number): TracePoint | undefined =>
  points.findLast((point) => point.at_ms <= at_ms) ?? points[0];
