import type { DistrictImpact, TrackPoint } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';

type Point = readonly [lon: number, lat: number];

/** Places of a district, by its code. */
export type DistrictPlaces = ReadonlyMap<string, readonly Point[]>;

const FORCES = [7, 10, 12] as const;
/** How often the storm is looked at along its track: each ten minutes, or so that there are as many moments at most. */
const STEP_MS = 10 * 60_000;
const MOST_MOMENTS = 1_000;

/**
 * Radius of a wind force by the grade, km, where a track gives no circles. Assumed (2026-11-27), of the size that the
 * centre's bulletins usually give; a storm may be half or twice as large.
 */
const BY_GRADE: Record<(typeof FORCES)[number], Readonly<Record<number, number>>> = {
  7: { 1: 80, 2: 150, 3: 200, 4: 250, 5: 300, 6: 350 },
  10: { 4: 80, 5: 120, 6: 150 },
  12: { 5: 50, 6: 80 },
};

/** How far a forecast track is off, km for each hour ahead. Assumed (2026-11-27): about 70 km after a day. */
const ERROR_KM_PER_H = 3;

export const isAssumed = (points: readonly TrackPoint[]): boolean =>
  points.some(({ circles }) => circles.length === 0);

/**
 * When the circle of each wind force reaches each district, along a track that is straight between its points. The interval
 * is that of a circle larger and smaller by the error of forecasts, which grows with the hours ahead of the last analysis.
 */
export function impactsOf(points: readonly TrackPoint[], districts: DistrictPlaces): DistrictImpact[] {
  const track = [...points].sort((a, b) => a.at_ms - b.at_ms);
  const moments = momentsOf(track);
  const analysed_ms = track.findLast(({ forecast }) => !forecast)?.at_ms ?? track[0]?.at_ms ?? 0;
  return [...districts].flatMap(([district, places]) => {
    const distances_km = moments.map(({ at }) => Math.min(...places.map((place) => distance_km(at, place))));
    return FORCES.map((force) =>
      impactOf(district, force, near(moments, distances_km, force, analysed_ms)),
    ).filter(({ earliest_ms }) => earliest_ms !== null);
  });
}

/** How far within the circle of a force a district is at a moment, and how far off the track may be then. */
interface Nearness {
  readonly at_ms: number;
  readonly margin_km: number;
  readonly error_km: number;
}

function near(
  moments: ReturnType<typeof momentsOf>,
  distances_km: readonly number[],
  force: (typeof FORCES)[number],
  analysed_ms: number,
): Nearness[] {
  return moments.flatMap(({ at_ms, from }, i) => {
    const radius_km = radiusOf(from, force);
    if (radius_km === 0) return [];
    const error_km = (ERROR_KM_PER_H * Math.max(0, at_ms - analysed_ms)) / HOUR_MS;
    return [{ at_ms, margin_km: radius_km - (distances_km[i] ?? Number.POSITIVE_INFINITY), error_km }];
  });
}

function impactOf(district: string, force: number, looked: readonly Nearness[]): DistrictImpact {
  const within = looked.filter(({ margin_km }) => margin_km >= 0);
  return {
    ...{ district, force },
    arrives_ms: within[0]?.at_ms ?? null,
    earliest_ms: looked.find(({ margin_km, error_km }) => margin_km + error_km >= 0)?.at_ms ?? null,
    latest_ms: looked.find(({ margin_km, error_km }) => margin_km - error_km >= 0)?.at_ms ?? null,
    // Where the track ends within the circle, nobody knows when it leaves.
    leaves_ms: within.at(-1) === looked.at(-1) ? null : (within.at(-1)?.at_ms ?? null),
  };
}

/** Where the storm is from step to step, with the point whose circles it has. */
function momentsOf(track: readonly TrackPoint[]) {
  const span_ms = (track.at(-1)?.at_ms ?? 0) - (track[0]?.at_ms ?? 0);
  const step_ms = Math.max(STEP_MS, span_ms / MOST_MOMENTS);
  return track.flatMap((from, i) => {
    const to = track[i + 1];
    if (!to) return [{ at_ms: from.at_ms, at: [from.lon, from.lat] as Point, from }];
    const steps = Math.max(1, Math.round((to.at_ms - from.at_ms) / step_ms));
    return Array.from({ length: steps }, (_, step) => {
      const share = step / steps;
      const at: Point = [from.lon + share * (to.lon - from.lon), from.lat + share * (to.lat - from.lat)];
      return { at_ms: Math.round(from.at_ms + share * (to.at_ms - from.at_ms)), at, from };
    });
  });
}

function radiusOf({ circles, grade }: TrackPoint, force: (typeof FORCES)[number]): number {
  const given = circles.find((circle) => circle.force === force)?.radius_km;
  return given ?? (circles.length > 0 ? 0 : (BY_GRADE[force][grade] ?? 0));
}

/** Great circle. */
export function distance_km([lon1, lat1]: Point, [lon2, lat2]: Point): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}
