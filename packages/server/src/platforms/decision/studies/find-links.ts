import type { StudyLink } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import { stretchOf } from '../../../brain/network/index.ts';
import { type Area, districtOfLink, isWithin } from '../../../kit/area.ts';

/** Links that an answer names. */
const MOST_FOUND = 40;

/** Links for cars of roads whose name holds some words, in either language, within an area; the longest first. */
export function findLinks(network: RoadNetwork, area: Area, words: string): StudyLink[] {
  const { strings, link_name, link_users, link_length_m, link_lanes, link_limit_kmh } = network;
  const wanted = words.toLowerCase();
  const names = new Set(
    [...strings.keys()].filter((name) => {
      const { zh, en } = bilingualRoadName(strings[name]);
      return zh !== '' && (zh.includes(words) || en.toLowerCase().includes(wanted));
    }),
  );
  const found = [...link_name.keys()].filter(
    (link) =>
      names.has(link_name[link]) && link_users[link] !== 0 && isWithin(area, districtOfLink(network, link)),
  );
  return found
    .sort((a, b) => link_length_m[b] - link_length_m[a] || a - b)
    .slice(0, MOST_FOUND)
    .map((id) => ({
      ...{ id, road: bilingualRoadName(strings[link_name[id]]), stretch: stretchOf(network, id) },
      ...{ lanes: link_lanes[id], limit_kmh: link_limit_kmh[id] },
    }));
}
