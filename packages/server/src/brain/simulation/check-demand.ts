import type { RoadNetwork } from '@opentocc/core/network';
import { overlap } from './actions/action-kind.ts';
import { type CheckedScenario, type CheckedThing, closedBy } from './checked-scenario.ts';
import { hasNeighbour } from './cut-off.ts';
import { simulationErrors } from './errors.ts';
import type { QuestionFault } from './question-fault.ts';
import type { FindWay } from './ways.ts';

/** Trips that begin where it is closed, or that cannot reach where they go. */
export function checkDemand(
  network: RoadNetwork,
  { own, all }: CheckedScenario,
  findWay: FindWay,
): QuestionFault[] {
  return own.flatMap((thing) => {
    const { action, scenario, item, links } = thing;
    if (action?.kind !== 'demand' || action.link === null || action.added_vph === 0) return [];
    const closed = closedDuring(network, all, thing);
    return tripsOf(action).flatMap(({ from, to }) => {
      const error = checkTrip(network, { from, to }, closed, findWay);
      return error ? { error, scenario, item, links } : [];
    });
  });
}

interface Trip {
  readonly from: number | null;
  readonly to: number | null;
}

/** Ends of the trips that are added; null where they spread. */
function tripsOf(action: {
  end: 'origin' | 'destination' | 'both';
  link: number | null;
  other_link: number | null;
}): Trip[] {
  const { end, link, other_link } = action;
  const there: Trip[] = end === 'destination' ? [] : [{ from: link, to: other_link }];
  return end === 'origin' ? there : [...there, { from: other_link, to: link }];
}

function checkTrip(network: RoadNetwork, { from, to }: Trip, closed: ReadonlySet<number>, findWay: FindWay) {
  if (from !== null && closed.has(from)) return simulationErrors.closed_origin({ link: from });
  if (to !== null && closed.has(to)) return simulationErrors.unreachable_end({ link: to });
  if (from !== null && to !== null)
    return findWay(from, to, closed) ? undefined : simulationErrors.unreachable({ from, to });
  if (to !== null && !hasNeighbour(network, to, 'behind', closed))
    return simulationErrors.unreachable_end({ link: to });
  if (from !== null && !hasNeighbour(network, from, 'ahead', closed))
    return simulationErrors.closed_origin({ link: from });
  return undefined;
}

/** Links that are closed at any time while a thing lasts. */
const closedDuring = (network: RoadNetwork, all: readonly CheckedThing[], { span }: CheckedThing) =>
  new Set(
    all.filter((other) => overlap(other.span, span)).flatMap((other) => closedBy(other, network.link_lanes)),
  );
