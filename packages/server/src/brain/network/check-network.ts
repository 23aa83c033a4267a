import type { Bilingual } from '@opentocc/contract';
import { distance_m } from '@opentocc/core/geo';
import { LINK_FLAG, NONE_U16, type RoadNetwork } from '@opentocc/core/network';

/** What a check found: how often, and the first links where. */
export interface NetworkFinding {
  readonly code: string;
  readonly text: Bilingual;
  readonly count: number;
  readonly links: readonly number[];
}

interface NetworkRule {
  readonly code: string;
  readonly text: Bilingual;
  readonly isBroken: (network: RoadNetwork, link: number) => boolean;
}

const EXAMPLES = 5;
const SHORTEST_M = 1;
const LONGEST_M = 30_000;
/** A link's length may exceed the straight line by this much on a mountain road. */
const WINDING = 8;

/** One rule, one entry. */
const RULES: readonly NetworkRule[] = [
  {
    code: 'unreachable',
    text: {
      zh: '不在最大强连通分量内：车辆进得去出不来，或反之',
      en: 'outside the largest strongly connected part: vehicles can enter or leave, not both',
    },
    isBroken: ({ link_flags }, link) => (link_flags[link] & LINK_FLAG.main_component) === 0,
  },
  {
    code: 'too_short',
    text: { zh: '短于 1 米', en: 'shorter than 1 m' },
    isBroken: ({ link_length_m }, link) => link_length_m[link] < SHORTEST_M,
  },
  {
    code: 'too_long',
    text: { zh: '长于 30 公里：可能缺少路口', en: 'longer than 30 km: junctions may be missing' },
    isBroken: ({ link_length_m }, link) => link_length_m[link] > LONGEST_M,
  },
  {
    code: 'absurd_limit',
    text: { zh: '限速不在 5–130 km/h 之间', en: 'speed limit outside 5–130 km/h' },
    isBroken: ({ link_limit_kmh }, link) => link_limit_kmh[link] < 5 || link_limit_kmh[link] > 130,
  },
  {
    code: 'dead_end_turns',
    text: { zh: '驶入后没有允许的转向', en: 'no turn is allowed at its end' },
    isBroken: ({ turn_offset }, link) => turn_offset[link] === turn_offset[link + 1],
  },
  {
    code: 'winding',
    text: {
      zh: '长度远超两端直线距离：几何可能有误',
      en: 'far longer than the straight line: its shape may be wrong',
    },
    isBroken: isWinding,
  },
  {
    code: 'across_180_degrees',
    text: {
      zh: '跨越 180° 经线：在平面上会绕地球一周，请在经线处切开后再导入',
      en: 'crosses the 180th meridian: on the plane it runs round the Earth; cut the source there and import again',
    },
    isBroken: crosses180,
  },
  {
    code: 'both_sides_of_180_degrees',
    text: {
      zh: '路网分布在 180° 经线两侧，此为西侧（西经）部分：请把两侧分别导入',
      en: 'the network lies on both sides of the 180th meridian, this is the part in the west: import each side by itself',
    },
    isBroken: ({ meta: { bbox }, link_from, node_lon }, link) =>
      isOnBothSidesOf180(bbox) && node_lon[link_from[link]] < 0,
  },
  {
    code: 'no_district',
    text: { zh: '不属于任何行政区', en: 'in no district' },
    isBroken: ({ meta, link_district }, link) =>
      meta.districts.length > 0 && link_district[link] === NONE_U16,
  },
];

/** What is wrong with a network, worst rule first; empty when nothing is. */
export function checkNetwork(network: RoadNetwork): NetworkFinding[] {
  return RULES.flatMap(({ code, text, isBroken }) => {
    const links: number[] = [];
    let count = 0;
    for (let link = 0; link < network.link_count; link++) {
      if (!isBroken(network, link)) continue;
      count++;
      if (links.length < EXAMPLES) links.push(link);
    }
    return count > 0 ? [{ code, text, count, links }] : [];
  });
}

/** Whether what is in a box is nearer to each other over the 180th meridian than the other way round. No city is so wide. */
export function isOnBothSidesOf180([west, , east]: RoadNetwork['meta']['bbox']): boolean {
  return east - west > 180;
}

function crosses180({ shape_offset, shape_lon }: RoadNetwork, link: number): boolean {
  for (let p = shape_offset[link] + 1; p < shape_offset[link + 1]; p++)
    if (Math.abs(shape_lon[p] - shape_lon[p - 1]) > 180) return true;
  return false;
}

function isWinding(
  { link_from, link_to, node_lon, node_lat, link_length_m }: RoadNetwork,
  link: number,
): boolean {
  const [a, b] = [link_from[link], link_to[link]];
  if (a === b) return false;
  return link_length_m[link] > 200 + WINDING * distance_m(node_lon[a], node_lat[a], node_lon[b], node_lat[b]);
}
