import type { WorstRoad } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { LINK_CLASSES, NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import type { GroupValues } from '@opentocc/core/traffic';
import { type Grouping, type IndexGroup, membersOf } from './grouping.ts';

/** What a road must have to be ranked; assumed on 2026-11-01: one short piece with one vehicle is no finding. */
const LEAST = { length_m: 300, samples: 3, coverage: 0.3 } as const;

/** The most congested roads that are reached by their Shenzhen index, worst first. */
export function worstRoadsOf(
  network: RoadNetwork,
  roads: Grouping,
  values: GroupValues,
  limit: number,
  isReached: (road: IndexGroup) => boolean,
): WorstRoad[] {
  const ranked = roads.groups
    .map((_, i) => i)
    .filter((i) => isRanked(values, i) && isReached(roads.groups[i]))
    .sort((a, b) => values.index[b] - values.index[a] || values.length_m[b] - values.length_m[a]);
  return ranked.slice(0, limit).map((i): WorstRoad => {
    const own = membersOf(roads, i);
    const district = network.link_district[own[0]];
    return {
      key: roads.groups[i].key,
      name: bilingualRoadName(network.strings[network.link_name[own[0]]]),
      class: LINK_CLASSES[longestClass(network, own)],
      index: values.index[i],
      speed_kmh: values.speed_kmh[i],
      free_flow_kmh: values.free_flow_kmh[i],
      length_km: values.length_m[i] / 1000,
      samples: values.samples[i],
      district: district === NONE_U16 ? null : district,
      links: [...own],
    };
  });
}

function isRanked({ length_m, covered_m, samples }: GroupValues, i: number): boolean {
  return (
    length_m[i] >= LEAST.length_m &&
    samples[i] >= LEAST.samples &&
    covered_m[i] >= LEAST.coverage * length_m[i]
  );
}

/** The class of most of a road's length. */
function longestClass({ link_class, link_length_m }: RoadNetwork, links: Uint32Array): number {
  const length_m = new Float64Array(LINK_CLASSES.length);
  for (const link of links) length_m[link_class[link]] += link_length_m[link];
  return length_m.indexOf(Math.max(...length_m));
}
