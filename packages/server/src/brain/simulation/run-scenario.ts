import { areaTraffic, NoWayError, placeAll, type SimArea } from '@opentocc/core/demand';
import { LinkIntervals, type SimOptions, Simulation } from '@opentocc/core/simulation';
import { invariant } from '../../kit/errors.ts';
import { simulationErrors } from './errors.ts';
import type { Question, RunOutcome } from './model.ts';
import type { PreparedArea } from './prepared-area.ts';
import { nodesReached, QueueTail } from './queue-tail.ts';
import { optionsOf } from './scenario-options.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** Runs one scenario with one seed over the whole horizon. Equal for equal arguments, on whatever thread. */
export function runScenario(
  prepared: PreparedArea,
  question: Question,
  key: string,
  seed: number,
): RunOutcome {
  const { area, horizon_min } = prepared;
  const horizon_s = horizon_min * MINUTE_S;
  const scenario = prepared.scenarios.find((one) => one.key === key);
  invariant(scenario, 'a run is of a scenario of the study');
  const { options, demand } = optionsOf(scenario, seed, prepared, question);
  const traffic = trafficOf({
    ...prepared,
    seed,
    horizon_s,
    changes: demand,
    blocked: blockedBy(area, options),
  });
  const simulation = new Simulation(area.network, traffic.vehicles, options);
  const intervals = new LinkIntervals(area.network, traffic.vehicles.vehicle_count, 0, MINUTE_S);
  simulation.observer = intervals;
  placeAll(simulation, traffic);
  const watched = watch(simulation, prepared);
  intervals.finish(horizon_s);
  const { driven_m, spent_s, whole_s } = byCityLink(area, intervals);
  return {
    ...{ key, seed, driven_m, spent_s },
    tails_m: watched.tails_m,
    reached: [...watched.reached],
    vehicle_h: (whole_s + watched.waited_s) / HOUR_S,
    waiting: waitingIn(simulation),
    arrived: simulation.count('arrived'),
    reroutes: simulation.count('reroutes'),
    given_up: simulation.count('given_up'),
    deadlocks: simulation.count('deadlocks'),
    releases: simulation.count('releases'),
  };
}

/** @throws AppError for added trips that no way leads for within the area */
function trafficOf(asked: Parameters<typeof areaTraffic>[0]): ReturnType<typeof areaTraffic> {
  try {
    return areaTraffic(asked);
  } catch (error) {
    throw error instanceof NoWayError ? simulationErrors.no_way_inside() : error;
  }
}

/** Links of the city that are closed at their place for a while. */
function blockedBy({ places, city_link }: SimArea, { changes = [] }: Partial<SimOptions>): Set<number> {
  const closed = changes.flatMap((one) => (one.kind === 'link' && one.closed ? city_link[one.link] : []));
  return new Set(closed.filter((link) => places.has(link)));
}

/** Runs minute by minute and looks at the queues after each. */
function watch(simulation: Simulation, { area, places, horizon_min }: PreparedArea) {
  const queues = places.map(({ link }) => new QueueTail(simulation, area.places.get(link)?.before ?? 0));
  const tails_m = places.map(() => new Float32Array(horizon_min));
  const reached = new Map<number, number>();
  let waited_s = 0;
  for (let minute = 0; minute < horizon_min; minute++) {
    const before = waitingIn(simulation);
    simulation.run((minute + 1) * MINUTE_S);
    waited_s += ((before + waitingIn(simulation)) / 2) * MINUTE_S;
    queues.forEach((queue, i) => {
      const seen = queue.look();
      tails_m[i][minute] = seen.tail_m;
      for (const node of nodesReached(area, seen)) if (!reached.has(node)) reached.set(node, minute + 1);
    });
  }
  return { tails_m, reached, waited_s };
}

/** Vehicles that wait to enter the area, or to leave where they stood. */
function waitingIn({ network, state }: Simulation): number {
  const { count } = state.columns;
  let waiting = 0;
  for (let line = network.section_count; line < count.length; line++) waiting += count[line];
  return waiting;
}

function byCityLink({ network, links, city_link }: SimArea, { intervals }: LinkIntervals) {
  const index = new Map([...links].map((link, i) => [link, i]));
  const row = Int32Array.from(city_link, (link) => index.get(link) ?? 0);
  const driven_m = new Float32Array(intervals.length * links.length);
  const spent_s = new Float32Array(intervals.length * links.length);
  let whole_s = 0;
  intervals.forEach(({ entered, left, vehicle_s }, minute) => {
    for (let link = 0; link < network.link_count; link++) {
      const at = minute * links.length + row[link];
      driven_m[at] += ((entered[link] + left[link]) / 2) * network.link_length_m[link];
      spent_s[at] += vehicle_s[link];
      whole_s += vehicle_s[link];
    }
  });
  return { driven_m, spent_s, whole_s };
}
