import type { RoadNetwork } from '@opentocc/core/network';
import { kindOf } from './actions/index.ts';
import { checkClosures } from './check-closures.ts';
import { checkDemand } from './check-demand.ts';
import { type CheckedThing, checkedScenarios } from './checked-scenario.ts';
import { simulationErrors } from './errors.ts';
import { horizonOf, type Question } from './model.ts';
import type { QuestionFault } from './question-fault.ts';
import type { FindWay } from './ways.ts';

/**
 * Everything that is wrong with a question, named before anything runs; what is wrong with the base is named once.
 * @param network as cars find it
 */
export function checkQuestion(network: RoadNetwork, question: Question, findWay: FindWay): QuestionFault[] {
  const faults = checkedScenarios(question).flatMap((scenario) => {
    const alone = scenario.own.flatMap((thing) => checkThing(network, question, thing));
    // What is nowhere cannot be judged together.
    return alone.length > 0
      ? alone
      : [...checkClosures(network, scenario), ...checkDemand(network, scenario, findWay)];
  });
  return [...faults, ...checkRoutes(network, question, findWay)];
}

/** What is wrong with one thing by itself. */
function checkThing(network: RoadNetwork, question: Question, thing: CheckedThing): QuestionFault[] {
  const { scenario, item, links, span, action, incident } = thing;
  const found = links.flatMap((link) => {
    if (link >= network.link_count) return simulationErrors.unknown_link({ link });
    return network.link_users[link] === 0 ? simulationErrors.not_for_cars({ link }) : [];
  });
  if (found.length === 0) {
    if (action) found.push(...kindOf(action).check(network, action));
    if (incident) found.push(...checkLanes(network, incident));
  }
  const { from_min } = span;
  if (from_min < 0) found.push(simulationErrors.before_base({ minutes: -from_min }));
  const horizon = horizonOf(question);
  if (from_min >= horizon) found.push(simulationErrors.after_end({ minutes: from_min, horizon }));
  return found.map((error) => ({ error, scenario, item, links }));
}

function checkLanes({ link_lanes }: RoadNetwork, { link, lanes_closed }: Question['incidents'][number]) {
  const lanes = link_lanes[link];
  return lanes_closed > lanes ? [simulationErrors.too_many_lanes({ link, lanes })] : [];
}

function checkRoutes(network: RoadNetwork, { routes = [] }: Question, findWay: FindWay): QuestionFault[] {
  return routes.flatMap(({ from_link, to_link }, item) => {
    const links = [from_link, to_link];
    const at = { scenario: null, item, links };
    const unknown = links.find((link) => link >= network.link_count);
    if (unknown !== undefined) return { ...at, error: simulationErrors.unknown_link({ link: unknown }) };
    if (findWay(from_link, to_link, new Set())) return [];
    return { ...at, error: simulationErrors.unreachable({ from: from_link, to: to_link }) };
  });
}
