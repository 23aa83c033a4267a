import type { RoadProfile } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { bilingualRoadName } from '@opentocc/core/names';
import { LINK_CLASSES, LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';

type Mark = RoadProfile['marks'][number];

/** A place is named where a corridor passes it within this, m. */
const PLACE_REACH_M = 600;
/** Classes of roads that are named where they meet a corridor. */
const LEAST_CLASS = LINK_CLASSES.indexOf('collector');
const PLACE_RANK = LINK_CLASSES.length + 1;
/** More than the reach spans in latitude, degrees: spares most distances. */
const FAR_DEG = 0.01;

/** What lies along a corridor: where each named road first meets it, and the places by it. @param links in driving order */
export function marksAlong(network: RoadNetwork, links: Uint32Array): Mark[] {
  return [...crossings(network, links), ...places(network, links)].sort((a, b) => a.at_m - b.at_m);
}

/**
 * Where other named roads first meet a corridor: at a junction, or over or under it. Segments are compared one by one
 * within the corridor's box: 40 ms for 18,000 links, once a corridor (`past-service.ts` caches them).
 */
function crossings(network: RoadNetwork, links: Uint32Array): Mark[] {
  const { link_name, link_class, link_flags, strings, link_count } = network;
  const own = segmentsOf(network, links);
  const own_name = links.length > 0 ? link_name[links[0]] : 0;
  const first = new Map<number, Mark>();
  for (let link = 0; link < link_count; link++) {
    const name = link_name[link];
    if (name === 0 || name === own_name || link_class[link] > LEAST_CLASS) continue;
    if (link_flags[link] & LINK_FLAG.ramp) continue;
    const met_m = firstMeeting(network, link, own);
    const known = first.get(name);
    if (met_m === undefined || (known && known.at_m <= met_m)) continue;
    const rank = LINK_CLASSES.length - link_class[link];
    first.set(name, {
      at_m: met_m,
      kind: 'crossing',
      name: bilingualRoadName(strings[name]),
      rank,
    });
  }
  return [...first.values()];
}

type Point = readonly [lon: number, lat: number];

/** A piece of a corridor's line, degrees, how far along the corridor it begins, and its length. */
interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly at_m: number;
  readonly length_m: number;
}

function segmentsOf({ shape_offset, shape_lon, shape_lat, link_length_m }: RoadNetwork, links: Uint32Array) {
  const segments: Segment[] = [];
  let from_m = 0;
  for (const link of links) {
    let at_m = from_m;
    from_m += link_length_m[link];
    const last = shape_offset[link + 1] - 2;
    for (let p = shape_offset[link]; p <= last; p++) {
      const [from, to] = [p, p + 1].map((at): Point => [shape_lon[at], shape_lat[at]]);
      // The last ends where the next link begins, whatever was rounded.
      const length_m = p === last ? from_m - at_m : distance_m(...from, ...to);
      if (length_m > 0) segments.push({ from, to, at_m, length_m });
      at_m += length_m;
    }
  }
  return segments;
}

/** Where along the corridor a link touches or crosses it first, whole metres: never beyond a link that begins there. */
function firstMeeting(
  { shape_offset, shape_lon, shape_lat }: RoadNetwork,
  link: number,
  own: readonly Segment[],
) {
  for (const { from, to, at_m, length_m } of own) {
    const [west, east] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
    const [south, north] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
    for (let p = shape_offset[link]; p < shape_offset[link + 1] - 1; p++) {
      const [lon, lat, next_lon, next_lat] = [shape_lon[p], shape_lat[p], shape_lon[p + 1], shape_lat[p + 1]];
      if (Math.max(lon, next_lon) < west || Math.min(lon, next_lon) > east) continue;
      if (Math.max(lat, next_lat) < south || Math.min(lat, next_lat) > north) continue;
      const [one, other]: Point[] = [
        [lon, lat],
        [next_lon, next_lat],
      ];
      if (meet(from, to, one, other)) return Math.floor(at_m + length_m * shareAt(from, to, one, other));
    }
  }
  return undefined;
}

/** Whether two pieces touch or cross. */
function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

/** Share of the piece from a to b at which that from c to d, which it meets, first touches it. */
function shareAt(a: Point, b: Point, c: Point, d: Point): number {
  const [ab, cd, ac] = [minus(b, a), minus(d, c), minus(c, a)];
  const turn = cross(ab, cd);
  const along = (p: Point) => dot(minus(p, a), ab) / (dot(ab, ab) || 1);
  const share = turn === 0 ? Math.min(along(c), along(d)) : cross(ac, cd) / turn;
  return Math.max(0, Math.min(1, share));
}

const minus = (p: Point, q: Point): Point => [p[0] - q[0], p[1] - q[1]];
const cross = (p: Point, q: Point): number => p[0] * q[1] - p[1] * q[0];
const dot = (p: Point, q: Point): number => p[0] * q[0] + p[1] * q[1];

function places(network: RoadNetwork, links: Uint32Array): Mark[] {
  const { meta, link_from, link_length_m, node_lon, node_lat } = network;
  return meta.places.flatMap(({ name_zh, name_en, lon, lat }): Mark[] => {
    let [best_m, best_at_m, at_m] = [PLACE_REACH_M, Number.NaN, 0];
    for (const link of links) {
      const node = link_from[link];
      if (Math.abs(node_lat[node] - lat) < FAR_DEG) {
        const away_m = distance_m(lon, lat, node_lon[node], node_lat[node]);
        if (away_m < best_m) [best_m, best_at_m] = [away_m, at_m];
      }
      at_m += link_length_m[link];
    }
    if (Number.isNaN(best_at_m)) return [];
    return [{ at_m: best_at_m, kind: 'place', name: { zh: name_zh, en: name_en }, rank: PLACE_RANK }];
  });
}
