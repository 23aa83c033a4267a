import type { NetworkArea } from '../network/index.ts';
import type { District } from './districts.ts';
import { type Point, toLonLat, toPlane } from './plane.ts';
import { STREET_OFFICES } from './street-offices.ts';

/**
 * The streets (街道) of the districts, approximately: every place belongs to the nearest street office of its
 * district. A street is the district's ring cut by the bisector to each other office (Voronoi cell by half planes,
 * Sutherland–Hodgman); where that leaves parts, they hang together by lines without area.
 */
export function composeStreetAreas(districts: readonly District[]): NetworkArea[] {
  return districts.flatMap(({ code, ring }) => {
    const offices = (STREET_OFFICES[code] ?? []).map(([name_zh, name_en, lon, lat]) => ({
      name_zh,
      name_en,
      at: toPlane(lon, lat),
    }));
    return offices.map(({ name_zh, name_en, at }, i) => {
      const cell = offices.reduce(
        (left, other, k) => (k === i ? left : cutByBisector(left, at, other.at)),
        ring,
      );
      const points = cell.map(toLonLat);
      return {
        code: `${code}${String(i + 1).padStart(3, '0')}`,
        name_zh,
        name_en,
        coordinates: [[[...points, points[0]]]],
      };
    });
  });
}

/** The part of a ring that is nearer to `own` than to `other`. */
function cutByBisector(ring: readonly Point[], own: Point, other: Point): Point[] {
  const side = ({ x, y }: Point) =>
    (x - (own.x + other.x) / 2) * (own.x - other.x) + (y - (own.y + other.y) / 2) * (own.y - other.y);
  const inside: Point[] = [];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const sa = side(a);
    const sb = side(b);
    if (sa >= 0) inside.push(a);
    if (sa >= 0 === sb >= 0) return;
    const t = sa / (sa - sb);
    inside.push({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  });
  return inside;
}
