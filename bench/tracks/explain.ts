import { distance_m, latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';
import type { KubickaTrack } from './kubicka.ts';
import type { DrivenLink } from './match-track.ts';
import { roadKey } from './route-mismatch.ts';

/** Why a stretch of a route was matched wrongly, as far as its fixes show. */
export const CAUSES = {
  stands: 'the vehicle hardly moves while its fixes wander',
  end: 'the first or last link, of which only a part was driven',
  beside: 'two roads explain the fixes alike',
  elsewhere: 'the fixes lie on the other road',
  other: 'the fixes lie on the true road',
} as const;
export type Cause = keyof typeof CAUSES;

/** Metres missed or wrongly added, and why. */
export type Explained = Record<Cause, number>;

interface Stretch {
  readonly links: number[];
  from_ms: number;
  to_ms: number;
}

/** Slower than this on the straight a vehicle drives nowhere, m/s. */
const STANDS_MPS = 1;
/** Distances to two roads that differ by less than this say nothing, m. */
const ALIKE_M = 5;
/** Fixes before and after a stretch that are looked at with it, ms. */
const AROUND_MS = 5000;

/** Sorts what is wrong with a matched route by cause. Stretches are consecutive links, all missed or all added. */
export function explain(track: KubickaTrack, driven: readonly DrivenLink[]): Explained {
  const { network, route, at_ms } = track;
  const truth = Array.from(route, (link) => ({ link, ...timeOf(track, link) }));
  const explained: Explained = { stands: 0, end: 0, beside: 0, elsewhere: 0, other: 0 };
  const links = driven.map(({ link }) => link);
  for (const [stretches, their, others] of [
    [stretchesOf(network, truth, links), truth, links],
    [stretchesOf(network, driven, [...route]), driven, [...route]],
  ] as const)
    for (const stretch of stretches) {
      const is_end = stretch.links.includes(their[0].link) || stretch.links.includes(their.at(-1)!.link);
      const missing = their === truth;
      const rows = rowsOf(at_ms, stretch.from_ms - AROUND_MS, stretch.to_ms + AROUND_MS);
      const own_m = mean(rows, (row) => off_m(track, row, stretch.links));
      const other_m = mean(rows, (row) => off_m(track, row, others));
      const [true_m, matched_m] = missing ? [own_m, other_m] : [other_m, own_m];
      const cause = causeOf(track, rows, true_m, matched_m, is_end && stretch.links.length === 1);
      for (const link of stretch.links) explained[cause] += network.link_length_m[link];
    }
  return explained;
}

function causeOf(
  { lon, lat, at_ms }: KubickaTrack,
  rows: readonly number[],
  true_m: number,
  matched_m: number,
  is_end: boolean,
): Cause {
  if (is_end) return 'end';
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const moved_m = distance_m(lon[first], lat[first], lon[last], lat[last]);
  const seconds = (at_ms[last] - at_ms[first]) / 1000;
  if (seconds >= 30 && moved_m < STANDS_MPS * seconds) return 'stands';
  if (Math.abs(true_m - matched_m) < ALIKE_M) return 'beside';
  return true_m > matched_m ? 'elsewhere' : 'other';
}

/** Stretches of `route` that are not in `other`, links that are driven twice counted twice. */
function stretchesOf(
  network: RoadNetwork,
  route: readonly DrivenLink[],
  other: readonly number[],
): Stretch[] {
  const left = new Map<string, number>();
  for (const link of other) {
    const key = roadKey(network, link, true);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (const { link, enter_ms, exit_ms } of route) {
    const key = roadKey(network, link, true);
    const known = left.get(key) ?? 0;
    left.set(key, known - 1);
    if (known > 0) {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = { links: [], from_ms: enter_ms, to_ms: exit_ms };
      stretches.push(open);
    }
    open.links.push(link);
    open.to_ms = Math.max(open.to_ms, exit_ms);
  }
  return stretches;
}

/** When a link of the true route was driven: while the fixes lay nearest to it. */
function timeOf(track: KubickaTrack, link: number): { enter_ms: number; exit_ms: number } {
  let [nearest_m, at] = [Number.POSITIVE_INFINITY, 0];
  for (let row = 0; row < track.at_ms.length; row++) {
    const distance = off_m(track, row, [link]);
    if (distance < nearest_m) [nearest_m, at] = [distance, row];
  }
  return { enter_ms: track.at_ms[at], exit_ms: track.at_ms[at] };
}

function rowsOf(at_ms: Float64Array, from_ms: number, to_ms: number): number[] {
  const rows = [...at_ms.keys()].filter((row) => at_ms[row] >= from_ms && at_ms[row] <= to_ms);
  return rows.length > 0 ? rows : [at_ms.findIndex((ms) => ms >= from_ms)].map((row) => Math.max(0, row));
}

function mean(rows: readonly number[], of: (row: number) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}

/** From a fix to the nearest of some links, m. */
function off_m({ network, lon, lat }: KubickaTrack, row: number, links: readonly number[]): number {
  const { shape_offset, shape_lon, shape_lat } = network;
  const [lon_m, lat_m] = [lonDegree_m(lat[row]), latDegree_m(lat[row])];
  let nearest_m = Number.POSITIVE_INFINITY;
  for (const link of links)
    for (let p = shape_offset[link]; p + 1 < shape_offset[link + 1]; p++) {
      const from_x = (lon[row] - shape_lon[p]) * lon_m;
      const from_y = (lat[row] - shape_lat[p]) * lat_m;
      const dx = (shape_lon[p + 1] - shape_lon[p]) * lon_m;
      const dy = (shape_lat[p + 1] - shape_lat[p]) * lat_m;
      const span_2 = dx * dx + dy * dy;
      const share = span_2 > 0 ? Math.min(1, Math.max(0, (from_x * dx + from_y * dy) / span_2)) : 0;
      nearest_m = Math.min(nearest_m, Math.hypot(from_x - share * dx, from_y - share * dy));
    }
  return nearest_m;
}
