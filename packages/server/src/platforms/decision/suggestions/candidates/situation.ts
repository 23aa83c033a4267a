import type { StudyIncident } from '@opentocc/contract';
import { flowsNow } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkRouter } from '@opentocc/core/routing';
import type { LinkStates } from '@opentocc/core/traffic';
import type { Situation } from './candidate.ts';

/** How far upstream measures are looked for, and how far downstream the ways round must come back, m. */
const UPSTREAM_M = 4000;
const DOWNSTREAM_M = 8000;
const MOST_LINKS = 40;
/** Slower than this counts as this, km/h. */
const LEAST_KMH = 3;

/** The roads round an incident by what perception published last. */
export function situationOf(
  network: RoadNetwork,
  router: LinkRouter,
  incident: StudyIncident,
  states: LinkStates,
  penetration_rate: number | undefined,
): Situation {
  const { speed_kmh, free_flow_kmh, samples, window_start_ms, window_end_ms } = states;
  const window_s = (window_end_ms - window_start_ms) / 1000;
  const city = { speed_kmh, free_flow_kmh, passes: samples, window_s, penetration_rate };
  const flow_vps = flowsNow(network, city);
  const cost_s = Float32Array.from(network.link_length_m, (length_m, link) => {
    const kmh = Number.isFinite(speed_kmh[link]) ? speed_kmh[link] : free_flow_kmh[link];
    return (length_m * 3.6) / Math.max(LEAST_KMH, Number.isFinite(kmh) ? kmh : network.link_limit_kmh[link]);
  });
  const upstream = followed(network, incident.link, UPSTREAM_M, (link) => before(network, link), flow_vps);
  const after = (link: number) => linksAfter(network, link);
  const downstream = followed(network, incident.link, DOWNSTREAM_M, after, flow_vps);
  return { network, router, incident, flow_vps, cost_s, upstream, downstream };
}

/** Links one after the other, each the one that carries most of those that are next. */
function followed(
  { link_length_m }: RoadNetwork,
  from: number,
  most_m: number,
  nextOf: (link: number) => number[],
  flow_vps: Float32Array,
): number[] {
  const found: number[] = [];
  let length_m = 0;
  for (let link = from; length_m < most_m && found.length < MOST_LINKS; ) {
    const next = nextOf(link)
      .filter((one) => one !== from && !found.includes(one))
      .sort((a, b) => flow_vps[b] - flow_vps[a] || a - b)
      .at(0);
    if (next === undefined) break;
    found.push(next);
    length_m += link_length_m[next];
    link = next;
  }
  return found;
}

/** Links from which one may turn into a link, without the other direction of its road. */
export function before(network: RoadNetwork, link: number): number[] {
  const { in_offset, in_link, link_from, link_reverse } = network;
  const node = link_from[link];
  return [...in_link.subarray(in_offset[node], in_offset[node + 1])].filter(
    (arm) => arm !== link_reverse[link] && linksAfter(network, arm).includes(link),
  );
}

export const linksAfter = ({ turn_offset, turn_link }: RoadNetwork, link: number): number[] => [
  ...turn_link.subarray(turn_offset[link], turn_offset[link + 1]),
];
