import { areaTraffic, placeAll, type SimArea } from '@opentocc/core/demand';
import { LinkIntervals, Simulation } from '@opentocc/core/simulation';
import { HORIZON_MIN, type Question, type RunOutcome, type ScenarioKind } from './model.ts';
import type { PreparedArea } from './prepare.ts';
import { nodesReached, QueueTail } from './queue-tail.ts';
import { optionsOf } from './scenario-options.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** Runs one scenario with one seed over the whole horizon. Equal for equal arguments, on whatever thread. */
export function runScenario(
  prepared: PreparedArea,
  question: Question,
  kind: ScenarioKind,
  seed: number,
): RunOutcome {
  const { area } = prepared;
  const horizon_s = HORIZON_MIN * MINUTE_S;
  const traffic = areaTraffic({ ...prepared, seed, horizon_s });
  const simulation = new Simulation(area.network, traffic.vehicles, optionsOf(kind, seed, area, question));
  const intervals = new LinkIntervals(area.network, traffic.vehicles.vehicle_count, 0, MINUTE_S);
  simulation.observer = intervals;
  placeAll(simulation, traffic);
  const watched = watch(simulation, area);
  intervals.finish(horizon_s);
  const { driven_m, spent_s, whole_s } = byCityLink(area, intervals);
  return {
    ...{ kind, seed, driven_m, spent_s },
    tail_m: watched.tail_m,
    reached: [...watched.reached],
    vehicle_h: (whole_s + watched.waited_s) / HOUR_S,
    waiting: waitingIn(simulation),
    arrived: simulation.count('arrived'),
    reroutes: simulation.count('reroutes'),
    deadlocks: simulation.count('deadlocks'),
    releases: simulation.count('releases'),
  };
}

/** Runs minute by minute and looks at the queue after each. */
function watch(simulation: Simulation, area: SimArea) {
  const tail = new QueueTail(simulation, area.place.before);
  const tail_m = new Float32Array(HORIZON_MIN);
  const reached = new Map<number, number>();
  let waited_s = 0;
  for (let minute = 0; minute < HORIZON_MIN; minute++) {
    const before = waitingIn(simulation);
    simulation.run((minute + 1) * MINUTE_S);
    waited_s += ((before + waitingIn(simulation)) / 2) * MINUTE_S;
    const queue = tail.look();
    tail_m[minute] = queue.tail_m;
    for (const node of nodesReached(area, queue)) if (!reached.has(node)) reached.set(node, minute + 1);
  }
  return { tail_m, reached, waited_s };
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
  const driven_m = new Float32Array(HORIZON_MIN * links.length);
  const spent_s = new Float32Array(HORIZON_MIN * links.length);
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
