import {
  type IndexValue,
  type LinksFrame,
  type LiveTopic,
  SPEED_UNKNOWN,
  type VehiclesFrame,
} from '@opentocc/contract';
import type { Area } from '../../../kit/area.ts';

/** How far a client may see, by topic. */
export type LiveAreas = Readonly<Record<LiveTopic, Area>>;

export const WHOLE_CITY: LiveAreas = { links: null, vehicles: null, indices: null };

/** The frame as an area sees it: links outside are unknown. */
export function linksWithin(frame: LinksFrame, isShown: (link: number) => boolean): LinksFrame {
  if (frame.kind === 'links_snapshot')
    return {
      ...frame,
      state: frame.state.map((state, link) => (isShown(link) ? state : 0)),
      speed_kmh: frame.speed_kmh.map((speed, link) => (isShown(link) ? speed : SPEED_UNKNOWN)),
    };
  const kept = (_: number, row: number) => isShown(frame.link[row]);
  return {
    ...frame,
    link: frame.link.filter(kept),
    state: frame.state.filter(kept),
    speed_kmh: frame.speed_kmh.filter(kept),
  };
}

/** The frame as an area sees it: a vehicle that is outside now goes away, whether it was shown before or not. */
export function vehiclesWithin(frame: VehiclesFrame, isShown: (vehicle: number) => boolean): VehiclesFrame {
  const kept = (_: number, row: number) => isShown(frame.vehicle[row]);
  const outside = frame.kind === 'vehicles_delta' ? frame.vehicle.filter((vehicle) => !isShown(vehicle)) : [];
  return {
    ...frame,
    vehicle: frame.vehicle.filter(kept),
    lon_e6: frame.lon_e6.filter(kept),
    lat_e6: frame.lat_e6.filter(kept),
    removed: Uint32Array.from([...frame.removed, ...outside]),
    speed_kmh: frame.speed_kmh.filter(kept),
    course: frame.course.filter(kept),
    vehicle_class: frame.vehicle_class.filter(kept),
  };
}

/** Values of districts within an area; those of the whole city and its classes are open. */
export function indicesWithin(values: readonly IndexValue[], area: Area): IndexValue[] {
  return values.filter(({ scope, key }) => area === null || scope !== 'district' || area.includes(key));
}
