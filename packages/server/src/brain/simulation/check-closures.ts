import type { RoadNetwork } from '@opentocc/core/network';
import { overlap } from './actions/action-kind.ts';
import { junctionOf } from './actions/signal-plan.ts';
import { type CheckedScenario, type CheckedThing, closedBy } from './checked-scenario.ts';
import { isCutOff } from './cut-off.ts';
import { simulationErrors } from './errors.ts';
import type { QuestionFault } from './question-fault.ts';

/** What takes the same room at the same time, and closures that leave no way round. */
export function checkClosures(network: RoadNetwork, { own, all }: CheckedScenario): QuestionFault[] {
  return own.flatMap((thing) => {
    const { scenario, item } = thing;
    const before = all.slice(0, all.indexOf(thing));
    const twice = before
      .filter((other) => overlap(thing.span, other.span))
      .flatMap((other) => shared(network, thing, other));
    if (twice.length > 0)
      return { error: simulationErrors.overlapping({ link: twice[0] }), scenario, item, links: twice };
    const cut = closedBy(thing, network.link_lanes).filter((link) =>
      isCutOffAtOnce(network, all, thing, link),
    );
    if (cut.length === 0) return [];
    return { error: simulationErrors.cut_off({ link: cut[0] }), scenario, item, links: cut };
  });
}

/** Links on which two things cannot happen at once. */
function shared(network: RoadNetwork, a: CheckedThing, b: CheckedThing): readonly number[] {
  const room = roomOf(b);
  const both = roomOf(a).filter((link) => room.includes(link));
  if (both.length > 0) return both;
  if (a.action?.kind === 'gate' && b.action?.kind === 'gate' && a.action.link === b.action.link)
    return a.links;
  const [one, other] = [a.action, b.action];
  if (one?.kind !== 'signal_plan' || other?.kind !== 'signal_plan') return [];
  return junctionOf(network, one) === junctionOf(network, other) ? a.links : [];
}

/** Links of which it takes lanes. */
const roomOf = ({ incident, action }: CheckedThing): readonly number[] => {
  if (incident) return [incident.link];
  return action?.kind === 'closure' || action?.kind === 'lane_loss' ? action.links : [];
};

/** Whether a link is cut off at any instant while it is closed: closures at other times leave their way open. */
function isCutOffAtOnce(
  network: RoadNetwork,
  all: readonly CheckedThing[],
  { span }: CheckedThing,
  link: number,
): boolean {
  const closures = all.filter((other) => closedBy(other, network.link_lanes).length > 0);
  const begins = [span.from_min, ...closures.map((other) => other.span.from_min)].filter(
    (at_min) => at_min >= span.from_min && at_min < span.from_min + span.minutes,
  );
  return begins.some((at_min) => {
    const now = closures.filter(
      (other) => at_min >= other.span.from_min && at_min < other.span.from_min + other.span.minutes,
    );
    return isCutOff(network, link, new Set(now.flatMap((other) => closedBy(other, network.link_lanes))));
  });
}
