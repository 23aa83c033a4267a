import { distance_m, latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';

/** Where a vehicle is, written in place: no object for each fix. */
export interface Spot {
  lon: number;
  lat: number;
  /** Course of the road, degrees clockwise from north. */
  course_deg: number;
}

/** Finds places by metres along a link. */
export function createShapeWalker(network: RoadNetwork): (link: number, along_m: number, into: Spot) => void {
  const { shape_offset, shape_lon, shape_lat, link_length_m } = network;
  const length_m = new Float32Array(shape_lon.length);
  const course = new Float32Array(shape_lon.length);
  for (let link = 0; link < network.link_count; link += 1) {
    for (let p = shape_offset[link]; p + 1 < shape_offset[link + 1]; p += 1) {
      const dx = (shape_lon[p + 1] - shape_lon[p]) * lonDegree_m(shape_lat[p]);
      const dy = (shape_lat[p + 1] - shape_lat[p]) * latDegree_m(shape_lat[p]);
      length_m[p] = distance_m(shape_lon[p], shape_lat[p], shape_lon[p + 1], shape_lat[p + 1]);
      course[p] = ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360;
    }
  }
  return (link, along_m, into) => {
    const last = shape_offset[link + 1] - 2;
    let p = shape_offset[link];
    let rest = Math.min(along_m, link_length_m[link]);
    while (p < last && rest > length_m[p]) rest -= length_m[p++];
    const share = length_m[p] === 0 ? 0 : Math.min(1, rest / length_m[p]);
    into.lon = shape_lon[p] + (shape_lon[p + 1] - shape_lon[p]) * share;
    into.lat = shape_lat[p] + (shape_lat[p + 1] - shape_lat[p]) * share;
    into.course_deg = course[p];
  };
}
