import type { RoutePiece } from '@opentocc/core/freight';
import { latDegree_m } from '@opentocc/core/geo';
import type { Random } from '../random.ts';
import type { CityPlace } from './freight-city.ts';
import { type Path, straightPath, YARD_KMH } from './path.ts';
import type { Manner, TrackPoint } from './truck.ts';

export const MINUTE_MS = 60_000;
/** How far abroad trips begin and end, m. */
const ABROAD_M = 4000;

export const STAGES = [
  { after_min: 15, means: 'sms' },
  { after_min: 30, means: 'call' },
  { after_min: 60, means: 'visit' },
] as const;

export const abroadOf = (port: CityPlace): [number, number] => [
  port.lon,
  port.lat - ABROAD_M / latDegree_m(22.5),
];

/** From abroad to a port; a bridge or a road on which the border itself lies. */
export const approachOf = (port: CityPlace): Path => straightPath(abroadOf(port), [port.lon, port.lat], 50);

/** Short halts beside the road, and creeping traffic. */
export function everydayOf(manner: Manner, { length_m }: Path, random: Random, restless: boolean): Manner {
  const halts =
    random.next() < 0.15 && !restless
      ? [{ at_m: length_m * random.next(), stay_ms: (2 + 9 * random.next()) * MINUTE_MS }]
      : [];
  const from_m = length_m * random.next();
  const jam = { from_m, to_m: from_m + 300 + 700 * random.next(), kmh: 3 + 5 * random.next() };
  return { ...manner, halts, jams: random.next() < 0.2 ? [jam] : [] };
}

/** Past the first stop without standing there, not even at lights. */
export function passing(manner: Manner, { length_m }: Path, i: number): Manner {
  const near_m = 900;
  const rush =
    i === 0
      ? { from_m: length_m - near_m, to_m: length_m + 1, share: 0.9 }
      : { from_m: 0, to_m: i === 1 ? near_m : 0, share: 0.9 };
  return { ...manner, rush };
}

/** The longest drive without a rest of 20 min. */
export function longestDrive_ms(track: readonly TrackPoint[]): number {
  let [longest_ms, from_ms, stood_ms] = [0, track[0].at_ms, 0];
  track.forEach(({ at_ms, speed_kmh }, i) => {
    stood_ms = speed_kmh === 0 && i > 0 ? stood_ms + at_ms - track[i - 1].at_ms : 0;
    if (stood_ms >= 20 * MINUTE_MS) from_ms = at_ms;
    longest_ms = Math.max(longest_ms, at_ms - from_ms);
  });
  return longest_ms;
}

/** A way as pieces of a designated route: one for each limit, so that each has its own; yards have none. */
export function piecesOf({ lon, lat, limit_kmh }: Path): RoutePiece[] {
  const pieces: { points: [number, number][]; limit_kmh: number | null }[] = [];
  for (let at = 0; at + 1 < lon.length; at++) {
    const last = pieces.at(-1);
    const next: [number, number] = [lon[at + 1], lat[at + 1]];
    const limit = limit_kmh[at] > YARD_KMH ? limit_kmh[at] : null;
    if (last?.limit_kmh === limit) last.points.push(next);
    else pieces.push({ points: [[lon[at], lat[at]], next], limit_kmh: limit });
  }
  return pieces;
}
