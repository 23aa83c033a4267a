import type { SuggestedWay } from '@opentocc/contract';
import { throughput_vps } from '@opentocc/core/demand';
import { bilingualRoadName } from '@opentocc/core/names';
import { ASSUMED, type Situation } from './candidate.ts';
import { linksAfter } from './situation.ts';

/** Places upstream from which a way round is searched, the nearest first. */
const MOST_SEARCHED = 8;
const MOST_WAYS = 2;

/** A way round an incident, and the link on which who takes it leaves the way of now. */
export interface Way extends SuggestedWay {
  readonly leaves_at: number;
}

/**
 * Ways from where drivers can still choose to beyond the incident, by the speeds of now, with what their narrowest link
 * could take besides; those that share their road are one.
 */
export function waysRound(situation: Situation): Way[] {
  const { network, upstream } = situation;
  const places = upstream.filter((link) => linksAfter(network, link).length > 1).slice(0, MOST_SEARCHED);
  const ways: Way[] = [];
  for (const place of places) {
    const way = findWay(situation, place);
    if (!way || ways.some(({ name }) => name.zh === way.name.zh)) continue;
    ways.push(way);
  }
  return ways.sort((a, b) => gainOf(b) - gainOf(a)).slice(0, MOST_WAYS);
}

/** Room for many on a short way comes first. */
const gainOf = ({ spare_vph, extra_s }: Way): number => spare_vph / (60 + Math.max(0, extra_s));

function findWay(
  { network, router, incident, flow_vps, cost_s, upstream, towards }: Situation,
  place: number,
) {
  const without = cost_s.slice();
  without[incident.link] = Infinity;
  const found = router.route(place, towards, without);
  if (!found) return undefined;
  const own = new Set([...upstream, incident.link]);
  const links = [...found].slice(1).filter((link) => !own.has(link) && link !== towards);
  if (links.length === 0) return undefined;
  const time_s = (all: Iterable<number>) => [...all].reduce((sum, link) => sum + cost_s[link], 0);
  const direct = router.route(place, towards, cost_s);
  const extra_s = Math.round(time_s(found) - (direct ? time_s(direct) : 0));
  const spare_vps = Math.min(...links.map((link) => throughput_vps(network, link) - flow_vps[link]));
  const spare_vph = Math.max(0, Math.round(spare_vps * 360) * 10);
  const least_vph = Math.max(ASSUMED.least_spare_vph, ASSUMED.least_share * flow_vps[incident.link] * 3600);
  if (extra_s > ASSUMED.most_extra_s || spare_vph < least_vph) return undefined;
  return {
    name: nameOf(network, links),
    links,
    length_m: Math.round(links.reduce((sum, link) => sum + network.link_length_m[link], 0)),
    ...{ extra_s, spare_vph, leaves_at: place },
  };
}

/** The road that most of a way is on; the first that has a name where several are as long. */
function nameOf({ link_name, link_length_m, strings }: Situation['network'], links: readonly number[]) {
  const length_m = new Map<number, number>();
  for (const link of links)
    if (link_name[link] !== 0)
      length_m.set(link_name[link], (length_m.get(link_name[link]) ?? 0) + link_length_m[link]);
  const [longest] = [...length_m].sort((a, b) => b[1] - a[1]);
  return bilingualRoadName(longest ? (strings[longest[0]] ?? '') : '');
}
