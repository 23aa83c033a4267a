import type { RoadNetwork } from '@opentocc/core/network';
import { simulationErrors } from './errors.ts';
import type { Incident, Question } from './model.ts';

/** How many links round a closure are looked at for another way. */
const MOST_SEARCHED = 4000;

/**
 * Names what is wrong with a question before anything runs. @param network as cars find it
 * @throws AppError for the first thing that is wrong
 */
export function checkQuestion(network: RoadNetwork, { incidents }: Question): void {
  incidents.forEach((incident, i) => {
    checkIncident(network, incident);
    if (incidents.slice(0, i).some((other) => overlap(incident, other)))
      throw simulationErrors.overlapping({ link: incident.link });
  });
  const closed = incidents.filter(({ link, lanes_closed }) => lanes_closed >= network.link_lanes[link]);
  const closed_links = new Set(closed.map(({ link }) => link));
  for (const { link } of closed)
    if (isCutOff(network, link, closed_links)) throw simulationErrors.cut_off({ link });
}

function checkIncident(network: RoadNetwork, { link, lanes_closed, from_min }: Incident): void {
  if (link >= network.link_count) throw simulationErrors.unknown_link({ link });
  if (network.link_users[link] === 0) throw simulationErrors.not_for_cars({ link });
  const lanes = network.link_lanes[link];
  if (lanes_closed > lanes) throw simulationErrors.too_many_lanes({ link, lanes });
  if (from_min < 0) throw simulationErrors.before_base({ minutes: -from_min });
}

const overlap = (a: Incident, b: Incident): boolean =>
  a.link === b.link && a.from_min < b.from_min + b.minutes && b.from_min < a.from_min + a.minutes;

/** Whether nobody who comes towards a closed link can reach any of the links behind it by another way. */
function isCutOff(network: RoadNetwork, link: number, closed: ReadonlySet<number>): boolean {
  const { turn_offset, turn_link, in_offset, in_link, link_from } = network;
  const behind = new Set(turn_link.subarray(turn_offset[link], turn_offset[link + 1]));
  const node = link_from[link];
  const found = [...in_link.subarray(in_offset[node], in_offset[node + 1])].filter((one) => !closed.has(one));
  if (behind.size === 0 || found.length === 0) return false;
  const seen = new Set(found);
  // A breadth-first search: what is appended is looked at in its turn.
  for (const one of found) {
    for (const next of turn_link.subarray(turn_offset[one], turn_offset[one + 1])) {
      if (behind.has(next)) return false;
      if (closed.has(next) || seen.has(next)) continue;
      seen.add(next);
      found.push(next);
    }
    if (found.length > MOST_SEARCHED) return false;
  }
  return true;
}
