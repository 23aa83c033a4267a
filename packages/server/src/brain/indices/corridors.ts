import { csrOf, LINK_CLASSES, LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';
import type { Grouping, IndexGroup } from './groups.ts';

/** What makes a named road a corridor; assumed on 2026-11-01 until the centre names its own. */
export const CORRIDOR_RULE = { least_km: 5, least_class: 'arterial' } as const;

/**
 * Corridors: main roads of one name through the whole city, ramps left out, at least `least_km` long counting each
 * direction by half. The longest first.
 */
export function corridorsOf(network: RoadNetwork): Grouping {
  const lists = linksByName(network);
  const corridors = [...lists]
    .map(([name, links]) => ({ name, links, length_km: lengthOf_km(network, links) }))
    .filter(({ length_km }) => length_km >= CORRIDOR_RULE.least_km)
    .sort((a, b) => b.length_km - a.length_km);
  const groups = corridors.map(({ name }): IndexGroup => {
    const text = network.strings[name];
    return { scope: 'corridor', key: text, name: { zh: text, en: text } };
  });
  return { groups, links: csrOf(corridors.map(({ links }) => links)) };
}

/** Links of the classes of a corridor by the position of their name. */
function linksByName({ link_count, link_class, link_flags, link_name }: RoadNetwork): Map<number, number[]> {
  const least = LINK_CLASSES.indexOf(CORRIDOR_RULE.least_class);
  const lists = new Map<number, number[]>();
  for (let link = 0; link < link_count; link++) {
    const name = link_name[link];
    if (name === 0 || link_class[link] > least || link_flags[link] & LINK_FLAG.ramp) continue;
    const links = lists.get(name);
    if (links) links.push(link);
    else lists.set(name, [link]);
  }
  return lists;
}

function lengthOf_km({ link_length_m }: RoadNetwork, links: readonly number[]): number {
  return links.reduce((sum, link) => sum + link_length_m[link], 0) / 2000;
}
