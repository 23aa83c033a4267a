import type { RoadNetwork } from '@opentocc/core/network';
import { hubsOf, membersOf } from '../indices/index.ts';
import type { Hub } from './presents.ts';

/** Hubs with the roads around them, as the indices draw them. */
export function hubsAround(network: RoadNetwork) {
  const grouping = hubsOf(network);
  const all: Hub[] = grouping.groups.map(({ key, name }, i) => {
    const place = network.meta.places.find(({ code }) => code === key);
    return {
      code: key,
      name,
      lon: place?.lon ?? 0,
      lat: place?.lat ?? 0,
      links: [...membersOf(grouping, i)],
    };
  });
  return { links: grouping.links, all };
}
