import { distance_m } from '../geo/index.ts';
import type { RoadNetwork } from './road-network.ts';

/** The points of a link's line, lon and lat. */
export function shapeOf(
  { shape_offset, shape_lon, shape_lat }: RoadNetwork,
  link: number,
): [number, number][] {
  const points: [number, number][] = [];
  for (let p = shape_offset[link]; p < shape_offset[link + 1]; p++) points.push([shape_lon[p], shape_lat[p]]);
  return points;
}

/** The place at so many metres along a link; its ends beyond them. */
export function pointAlong(network: RoadNetwork, link: number, along_m: number): [number, number] {
  const points = shapeOf(network, link);
  let left_m = along_m;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const piece_m = distance_m(...a, ...b);
    if (left_m <= piece_m) {
      const share = piece_m === 0 ? 0 : Math.max(0, left_m) / piece_m;
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    }
    left_m -= piece_m;
  }
  return points[points.length - 1];
}
