import type { Bilingual } from '@opentocc/contract';
import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { englishRoadName } from '@opentocc/core/names';
import { csrOf, LINK_CLASSES, LINK_FLAG, type RoadNetwork, USER_BIT } from '@opentocc/core/network';
import type { Grouping, IndexGroup } from './grouping.ts';

/** What makes a named road a corridor; assumed on 2026-11-01 until the centre names its own. */
export const CORRIDOR_RULE = { least_km: 5, least_class: 'arterial' } as const;

const BOUNDS: Record<'eastbound' | 'westbound' | 'northbound' | 'southbound', Bilingual> = {
  eastbound: { zh: '西→东', en: 'eastbound' },
  westbound: { zh: '东→西', en: 'westbound' },
  northbound: { zh: '南→北', en: 'northbound' },
  southbound: { zh: '北→南', en: 'southbound' },
};
type Bound = keyof typeof BOUNDS;

/**
 * Corridors: main roads of one name through the whole city, ramps left out, at least `least_km` long, each direction by
 * itself; the longest road first. The direction of a link comes from the principal axis of its road. The links of a
 * corridor stand in the order in which it is driven.
 */
export function corridorsOf(network: RoadNetwork): Grouping {
  const roads = [...linksByName(network).values()]
    .map((links) => ({ links, length_km: lengthOf_km(network, links) }))
    .filter(({ length_km }) => length_km >= CORRIDOR_RULE.least_km)
    .sort((a, b) => b.length_km - a.length_km);
  const directions = roads.flatMap(({ links }) => directionsOf(network, links));
  return {
    groups: directions.map(({ group }) => group),
    links: csrOf(directions.map(({ links }) => links)),
  };
}

/** Links of the classes of a corridor by the position of their name. */
function linksByName(network: RoadNetwork): Map<number, number[]> {
  const { link_count, link_class, link_flags, link_users, link_name } = network;
  const least = LINK_CLASSES.indexOf(CORRIDOR_RULE.least_class);
  const lists = new Map<number, number[]>();
  for (let link = 0; link < link_count; link++) {
    const name = link_name[link];
    if ((link_users[link] & USER_BIT.car) === 0) continue;
    if (name === 0 || link_class[link] > least || link_flags[link] & LINK_FLAG.ramp) continue;
    const links = lists.get(name);
    if (links) links.push(link);
    else lists.set(name, [link]);
  }
  return lists;
}

/** Length of a road, each direction counted by half. */
function lengthOf_km({ link_length_m }: RoadNetwork, links: readonly number[]): number {
  return links.reduce((sum, link) => sum + link_length_m[link], 0) / 2000;
}

interface Direction {
  readonly group: IndexGroup;
  readonly links: readonly number[];
}

function directionsOf(network: RoadNetwork, links: readonly number[]): Direction[] {
  const steps = stepsOf(network, links);
  const axis = axisOf(steps);
  const along = ({ east_m, north_m }: Vector) => east_m * axis.east + north_m * axis.north;
  const text = network.strings[network.link_name[links[0]]];
  const [forth, back]: [Bound, Bound] =
    Math.abs(axis.east) >= Math.abs(axis.north) ? ['eastbound', 'westbound'] : ['northbound', 'southbound'];
  const directionOf = (bound: Bound, sign: 1 | -1): Direction => ({
    group: {
      scope: 'corridor',
      key: `${text}/${bound}`,
      name: { zh: `${text}（${BOUNDS[bound].zh}）`, en: `${englishRoadName(text)} (${BOUNDS[bound].en})` },
    },
    links: steps
      .filter((step) => (along(step.lead) >= 0 ? 1 : -1) === sign)
      .sort((a, b) => sign * (along(a.middle) - along(b.middle)))
      .map(({ link }) => link),
  });
  return [directionOf(forth, 1), directionOf(back, -1)].filter((direction) => direction.links.length > 0);
}

/** A link from end to end: how far it leads, and where its middle is from the origin of degrees, metres. */
interface Step {
  readonly link: number;
  readonly lead: Vector;
  readonly middle: Vector;
}
interface Vector {
  readonly east_m: number;
  readonly north_m: number;
}

/** All steps of a road in one plane: degrees scaled as at its first link, 1 % off over a city. */
function stepsOf({ link_from, link_to, node_lon, node_lat }: RoadNetwork, links: readonly number[]): Step[] {
  const lat_deg = node_lat[link_from[links[0]]];
  const vector = (lon: number, lat: number): Vector => ({
    east_m: lon * lonDegree_m(lat_deg),
    north_m: lat * latDegree_m(lat_deg),
  });
  return links.map((link) => {
    const [from, to] = [link_from[link], link_to[link]];
    return {
      link,
      lead: vector(node_lon[to] - node_lon[from], node_lat[to] - node_lat[from]),
      middle: vector((node_lon[to] + node_lon[from]) / 2, (node_lat[to] + node_lat[from]) / 2),
    };
  });
}

/** Unit vector of the line that the steps follow most (first principal component), pointing east or north. */
function axisOf(steps: readonly Step[]): { readonly east: number; readonly north: number } {
  let [east_2, north_2, both] = [0, 0, 0];
  for (const { lead } of steps) {
    const { east_m, north_m } = lead;
    east_2 += east_m * east_m;
    north_2 += north_m * north_m;
    both += east_m * north_m;
  }
  const angle = Math.atan2(2 * both, east_2 - north_2) / 2;
  const [east, north] = [Math.cos(angle), Math.sin(angle)];
  const sign = Math.abs(east) >= Math.abs(north) || north >= 0 ? 1 : -1;
  return { east: sign * east, north: sign * north };
}
