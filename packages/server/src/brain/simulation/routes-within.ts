import type { RoadNetwork } from '@opentocc/core/network';
import type { FollowedRoute, Question } from './model.ts';
import { placesNamed } from './question-links.ts';

/** How far the road of a place is followed either way, links. */
const MOST_LINKS = 25;

/** The routes of a question, and the road of its first place. @param inside links of the area */
export function routesWithin(
  network: RoadNetwork,
  question: Question,
  inside: Iterable<number>,
): FollowedRoute[] {
  const within = new Set(inside);
  const { routes = [], ways = [] } = question;
  const chosen = routes.map(({ name }, i) => ({
    name,
    links: (ways[i] ?? []).filter((link) => within.has(link)),
  }));
  const [place] = placesNamed(question);
  const road = place ? [{ name: '', links: roadOf(network, place.link, within) }] : [];
  return [...road, ...chosen].filter(({ links }) => links.length > 0);
}

/** Links of the road of a link in both directions along it, by name; the link alone where it has none. */
function roadOf(network: RoadNetwork, link: number, within: ReadonlySet<number>): number[] {
  const { link_name, turn_offset, turn_link, in_offset, in_link, link_from } = network;
  const name = link_name[link];
  if (!network.strings[name]) return [link];
  const seen = new Set([link]);
  const isNext = (one: number) => link_name[one] === name && within.has(one) && !seen.has(one);
  const follow = (neighbours: (one: number) => Iterable<number>) => {
    const found: number[] = [];
    for (let at: number | undefined = link; at !== undefined && found.length < MOST_LINKS; ) {
      at = [...neighbours(at)].find(isNext);
      if (at === undefined) break;
      seen.add(at);
      found.push(at);
    }
    return found;
  };
  const turnsOf = (one: number) => turn_link.subarray(turn_offset[one], turn_offset[one + 1]);
  const ahead = follow(turnsOf);
  const behind = follow((one) =>
    in_link
      .subarray(in_offset[link_from[one]], in_offset[link_from[one] + 1])
      .filter((other) => turnsOf(other).includes(one)),
  );
  return [...behind.reverse(), link, ...ahead];
}
