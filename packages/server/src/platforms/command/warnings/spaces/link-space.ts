import type { RuleTarget } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { LINK_CLASSES, type RoadNetwork, USER_BIT } from '@opentocc/core/network';
import { districtOfLink } from '../../../../kit/area.ts';
import { placeOfLinks, streetOfLink } from './places.ts';
import { labelsOf, missingOf, type Space } from './space.ts';

/** Links that cars may drive, by their number. */
export function createLinkSpace(network: RoadNetwork): Space {
  const { link_count, link_name, link_class, link_users, strings, meta } = network;
  const roads = new Set(Array.from(link_name, (name) => strings[name]));
  const roadOf = (link: number) => strings[link_name[link]];

  function members(target: RuleTarget) {
    const missing = [
      ...missingOf(target.districts, (code) => meta.districts.some((one) => one.code === code)),
      ...missingOf(target.streets, (code) => meta.streets.some((one) => one.code === code)),
      ...missingOf(target.roads, (name) => roads.has(name)),
      ...missingOf(target.links, (link) => Number(link) < link_count),
    ];
    // Nobody drives the others, so that they have no value.
    if (isEverything(target)) return { members: null, missing };
    const holds = filterOf(network, target);
    const found: number[] = [];
    for (let link = 0; link < link_count; link++)
      if ((link_users[link] & USER_BIT.car) !== 0 && holds(link)) found.push(link);
    return { members: Uint32Array.from(found), missing };
  }

  return {
    code: 'link',
    size: () => link_count,
    keyOf: (link) => `link/${link}`,
    findKey(key) {
      const [, number] = /^link\/(\d+)$/.exec(key) ?? [];
      return number !== undefined && Number(number) < link_count ? Number(number) : undefined;
    },
    members,
    describe: (link) => ({
      name: bilingualRoadName(roadOf(link)),
      place: placeOfLinks(network, [link], roadOf(link)),
      labels: labelsOf({
        scope: 'link',
        link: String(link),
        road: roadOf(link),
        class: LINK_CLASSES[link_class[link]],
        district: districtOfLink(network, link),
        street: streetOfLink(network, link),
      }),
    }),
  };
}

const isEverything = ({ districts, streets, classes, roads, links }: RuleTarget): boolean =>
  [districts, streets, classes, roads, links].every(({ length }) => length === 0);

/** Whether a link is named by every list of a target that is not empty. */
function filterOf(network: RoadNetwork, { districts, streets, classes, roads, links }: RuleTarget) {
  const [ofDistrict, ofStreet, ofRoad] = [new Set(districts), new Set(streets), new Set(roads)];
  const [ofLink, ofClass] = [new Set(links), new Set<string>(classes)];
  const { link_name, link_class, strings } = network;
  return (link: number): boolean =>
    (ofDistrict.size === 0 || ofDistrict.has(districtOfLink(network, link) ?? '')) &&
    (ofStreet.size === 0 || ofStreet.has(streetOfLink(network, link) ?? '')) &&
    (ofRoad.size === 0 || ofRoad.has(strings[link_name[link]])) &&
    (ofClass.size === 0 || ofClass.has(LINK_CLASSES[link_class[link]])) &&
    (ofLink.size === 0 || ofLink.has(link));
}
