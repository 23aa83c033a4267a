import { throughput_vps } from '@opentocc/core/demand';
import { bilingualRoadName } from '@opentocc/core/names';
import { ASSUMED, type Situation, type Way } from './candidate.ts';
import { linksAfter } from './situation.ts';

/** Places upstream from which a way round is searched, the nearest first, and how far downstream it may come back, m. */
const MOST_PLACES = 5;
const BACK_M = [1500, 4000, 8000] as const;
const MOST_WAYS = 2;

/**
 * Ways from where drivers can still choose to beyond the incident, by the speeds of now, with what their narrowest link
 * could take besides. Of those on one road the best is shown.
 */
export function waysRound(situation: Situation): Way[] {
  const { network, upstream, cost_s, incident } = situation;
  const without = cost_s.slice();
  without[incident.link] = Infinity;
  const places = upstream.filter((link) => linksAfter(network, link).length > 1).slice(0, MOST_PLACES);
  const targets = [...new Set(BACK_M.map((most_m) => lastWithin(situation, most_m)))];
  const found = places.flatMap((place) =>
    targets.flatMap((target) =>
      target === undefined ? [] : (findWay(situation, place, target, without) ?? []),
    ),
  );
  const best = found.sort((a, b) => gainOf(b) - gainOf(a));
  return best
    .filter(({ name }, i) => best.findIndex((other) => other.name.zh === name.zh) === i)
    .slice(0, MOST_WAYS);
}

/** Room for many on a short way comes first. */
const gainOf = ({ spare_vph, extra_s }: Way): number => spare_vph / (60 + Math.max(0, extra_s));

/** The last link downstream that ends within a distance; at least the first. */
function lastWithin({ network, downstream }: Situation, most_m: number): number | undefined {
  let length_m = 0;
  const end = downstream.findIndex((link) => {
    length_m += network.link_length_m[link];
    return length_m > most_m;
  });
  return end < 0 ? downstream.at(-1) : downstream[Math.max(0, end - 1)];
}

/** @param without costs with the incident's link closed */
function findWay(
  situation: Situation,
  place: number,
  target: number,
  without: Float32Array,
): Way | undefined {
  const { network, router, incident, flow_vps, cost_s } = situation;
  const own = wayOfNow(situation, place, target);
  const time_s = (all: Iterable<number>) => [...all].reduce((sum, link) => sum + cost_s[link], 0);
  const best = router.route(place, target, cost_s);
  // Who could go quicker than by the incident does not drive there now.
  if (!best || time_s(own) > time_s(best) + ASSUMED.least_gain_s) return undefined;
  const found = router.route(place, target, without);
  const links = [...(found ?? [])].filter((link) => !own.includes(link));
  if (!found || links.length === 0) return undefined;
  const extra_s = Math.round(time_s(found) - time_s(own));
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

/** From a place upstream by the incident to one downstream. */
function wayOfNow({ upstream, incident, downstream }: Situation, place: number, target: number): number[] {
  const before = upstream.slice(0, upstream.indexOf(place) + 1).reverse();
  return [...before, incident.link, ...downstream.slice(0, downstream.indexOf(target) + 1)];
}

/** The road that most of a way is on. */
function nameOf({ link_name, link_length_m, strings }: Situation['network'], links: readonly number[]) {
  const length_m = new Map<number, number>();
  for (const link of links)
    if (link_name[link] !== 0)
      length_m.set(link_name[link], (length_m.get(link_name[link]) ?? 0) + link_length_m[link]);
  const [longest] = [...length_m].sort((a, b) => b[1] - a[1]);
  return bilingualRoadName(longest ? (strings[longest[0]] ?? '') : '');
}
