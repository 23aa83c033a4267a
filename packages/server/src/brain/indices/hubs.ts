import { distance_m } from '@opentocc/core/geo';
import { csrOf, type NetworkPlace, type RoadNetwork, USER_BIT } from '@opentocc/core/network';
import type { Grouping, IndexGroup } from './grouping.ts';

/** How far the area of a hub reaches from its place, by kind; assumed on 2026-11-01 until the centre draws its own. */
export const HUB_RADIUS_M: Readonly<Partial<Record<NetworkPlace['kind'], number>>> = {
  airport: 3000,
  port: 2000,
  crossing: 1500,
  rail: 1500,
  stadium: 1000,
  bus: 1000,
  hospital: 500,
};
/** More than any radius spans in latitude, degrees: spares most distances. */
const FAR_DEG = 0.04;

/** Areas around the hubs of the city: links whose middle is within the radius of the hub's kind. A link may be in several. */
export function hubsOf(network: RoadNetwork): Grouping {
  const places = network.meta.places.filter(({ kind }) => HUB_RADIUS_M[kind] !== undefined);
  const groups = places.map(({ code, name_zh, name_en }): IndexGroup => {
    return { scope: 'hub', key: code, name: { zh: name_zh, en: name_en } };
  });
  return {
    groups,
    links: csrOf(places.map((place) => linksNear(network, place, HUB_RADIUS_M[place.kind]!))),
  };
}

function linksNear(network: RoadNetwork, { lon, lat }: NetworkPlace, radius_m: number): number[] {
  const { link_count, link_users, shape_offset, shape_lon, shape_lat } = network;
  const near: number[] = [];
  for (let link = 0; link < link_count; link++) {
    if ((link_users[link] & USER_BIT.car) === 0) continue;
    const middle = (shape_offset[link] + shape_offset[link + 1] - 1) / 2;
    const [a, b] = [Math.floor(middle), Math.ceil(middle)];
    const middle_lat = (shape_lat[a] + shape_lat[b]) / 2;
    if (Math.abs(middle_lat - lat) > FAR_DEG) continue;
    if (distance_m(lon, lat, (shape_lon[a] + shape_lon[b]) / 2, middle_lat) <= radius_m) near.push(link);
  }
  return near;
}
