import { latDegree_m, lonDegree_m } from '../geo/index.ts';
import type { RoadNetwork } from '../network/index.ts';

export type TurnKind = 'straight' | 'left' | 'right';

/** A bend of less counts as straight on, degrees. */
const STRAIGHT_DEG = 40;

/** How a driver turns from one link into the next; turning round counts as left. */
export function turnKind(network: RoadNetwork, from: number, to: number): TurnKind {
  const bend_deg = difference_deg(courseAtEnd_deg(network, from), courseAtStart_deg(network, to));
  if (Math.abs(bend_deg) <= STRAIGHT_DEG) return 'straight';
  return bend_deg > 0 ? 'left' : 'right';
}

/** Direction in which a link reaches its end, degrees counter-clockwise from east. */
export function courseAtEnd_deg({ shape_offset, ...network }: RoadNetwork, link: number): number {
  const last = shape_offset[link + 1] - 1;
  return course_deg(network, last - 1, last);
}

function courseAtStart_deg({ shape_offset, ...network }: RoadNetwork, link: number): number {
  return course_deg(network, shape_offset[link], shape_offset[link] + 1);
}

type Shapes = Pick<RoadNetwork, 'shape_lon' | 'shape_lat'>;

function course_deg({ shape_lon, shape_lat }: Shapes, from: number, to: number): number {
  const dx_m = (shape_lon[to] - shape_lon[from]) * lonDegree_m(shape_lat[from]);
  const dy_m = (shape_lat[to] - shape_lat[from]) * latDegree_m(shape_lat[from]);
  return (Math.atan2(dy_m, dx_m) * 180) / Math.PI;
}

/** From one direction to another, over −180 to 180 degrees, positive to the left. */
export function difference_deg(from_deg: number, to_deg: number): number {
  const turned = (((to_deg - from_deg) % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}
