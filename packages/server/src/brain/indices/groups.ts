import type { Bilingual, IndexScope } from '@opentocc/contract';
import { bilingualRoadName, englishRoadName } from '@opentocc/core/names';
import {
  csrOf,
  LINK_CLASSES,
  type NetworkArea,
  NONE_U16,
  type RoadNetwork,
  USER_BIT,
} from '@opentocc/core/network';
import { corridorsOf } from './corridors.ts';
import type { Grouping, IndexGroup } from './grouping.ts';
import { hubsOf } from './hubs.ts';

/** One link as a group of its own. */
export function groupingOfLink({ strings, link_name }: RoadNetwork, link: number): Grouping {
  const name = strings[link_name[link]];
  return {
    groups: [{ scope: 'link', key: `${link}`, name: bilingualRoadName(name) }],
    links: csrOf([[link]]),
  };
}

export const SCOPE_NAMES: Record<IndexScope, Bilingual> = {
  city: { zh: '城市', en: 'city' },
  district: { zh: '行政区', en: 'district' },
  street: { zh: '街道', en: 'street' },
  class: { zh: '道路等级', en: 'class of roads' },
  road: { zh: '道路', en: 'road' },
  corridor: { zh: '走廊', en: 'corridor' },
  hub: { zh: '枢纽', en: 'hub' },
  link: { zh: '路段', en: 'link' },
};

export const CLASS_NAMES: Record<(typeof LINK_CLASSES)[number], Bilingual> = {
  motorway: { zh: '高速公路', en: 'Motorways' },
  expressway: { zh: '快速路', en: 'Expressways' },
  arterial: { zh: '主干路', en: 'Arterial roads' },
  collector: { zh: '次干路', en: 'Collector roads' },
  local: { zh: '支路', en: 'Local roads' },
};

/** The groupings of a network. A road is what has one name within one district; what has no name is in none. */
export function groupingsOf(network: RoadNetwork): Grouping[] {
  const { meta, link_class } = network;
  const everything: IndexGroup = {
    scope: 'city',
    key: 'city',
    name: { zh: meta.name_zh, en: meta.name_en },
  };
  const classes = LINK_CLASSES.map((key): IndexGroup => ({ scope: 'class', key, name: CLASS_NAMES[key] }));
  return [
    gather([everything], network, () => 0),
    gather(groupsOfAreas('district', meta.districts), network, (link) => network.link_district[link]),
    gather(groupsOfAreas('street', meta.streets), network, (link) => network.link_street[link]),
    gather(classes, network, (link) => link_class[link]),
    roadsOf(network),
    corridorsOf(network),
    hubsOf(network),
  ];
}

function groupsOfAreas(scope: IndexScope, areas: readonly NetworkArea[]): IndexGroup[] {
  return areas.map(({ code, name_zh, name_en }) => ({
    scope,
    key: code,
    name: { zh: name_zh, en: name_en },
  }));
}

/**
 * Links that cars may not drive are in no group: an index is of the traffic of the road, and on a busway there is none.
 * @param groupOf position of a link's group, or any other number for none
 */
function gather(
  groups: readonly IndexGroup[],
  { link_count, link_users }: RoadNetwork,
  groupOf: (link: number) => number,
): Grouping {
  const lists: number[][] = groups.map(() => []);
  for (let link = 0; link < link_count; link++)
    if ((link_users[link] & USER_BIT.car) !== 0) lists[groupOf(link)]?.push(link);
  return { groups, links: csrOf(lists) };
}

function roadsOf(network: RoadNetwork): Grouping {
  const { meta, strings, link_name, link_users, link_district } = network;
  const groups: IndexGroup[] = [];
  const position = new Map<string, number>();
  const road_of = new Int32Array(network.link_count).fill(-1);
  for (let link = 0; link < network.link_count; link++) {
    if (link_name[link] === 0 || (link_users[link] & USER_BIT.car) === 0) continue;
    const name = strings[link_name[link]];
    const district = link_district[link] === NONE_U16 ? undefined : meta.districts[link_district[link]];
    const key = `${district?.code ?? ''}/${name}`;
    let found = position.get(key);
    if (found === undefined) {
      found = groups.length;
      position.set(key, found);
      groups.push({ scope: 'road', key, name: nameOfRoad(name, district) });
    }
    road_of[link] = found;
  }
  return gather(groups, network, (link) => road_of[link]);
}

function nameOfRoad(name: string, district: NetworkArea | undefined): Bilingual {
  if (!district) return bilingualRoadName(name);
  return { zh: `${name}（${district.name_zh}）`, en: `${englishRoadName(name)} (${district.name_en})` };
}
