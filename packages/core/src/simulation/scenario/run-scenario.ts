import { LinkCurves } from '../link-curves.ts';
import { LinkIntervals } from '../link-intervals.ts';
import type { SimObserver } from '../sim-options.ts';
import { Simulation } from '../simulation.ts';
import { type CompiledScenario, DEFAULT_INTERVAL_S } from './compile-scenario.ts';
import { type LinkQueue, QueueSamples } from './queue-samples.ts';
import type { Scenario } from './scenario.ts';
import { linkResult, type ScenarioResult, tripResults, tripTotals } from './scenario-results.ts';

/** Samples of queues in each interval. */
const SAMPLES = 5;
/** How long after the last departure a run without an end may last, s. */
const LONGEST_AFTER_S = 24 * 3600;

export interface RunOptions {
  /** Whether the result lists every trip. */
  readonly trips?: boolean;
}

/** Runs a scenario to its end, or until all have arrived or nothing moves any more, and gathers its results. */
export function runScenario(
  scenario: Scenario,
  compiled: CompiledScenario,
  { trips }: RunOptions = {},
): ScenarioResult {
  const { network, vehicles, options, link_count, source } = compiled;
  const simulation = new Simulation(network, vehicles, options);
  const start_s = scenario.start_s ?? 0;
  const interval_s = scenario.interval_s ?? DEFAULT_INTERVAL_S;
  const intervals = new LinkIntervals(network, vehicles.vehicle_count, start_s, interval_s);
  const curves = new LinkCurves([...Array(link_count).keys()]);
  const entries = new Entries(vehicles.vehicle_count, link_count);
  simulation.observer = new Several([intervals, curves, entries]);
  const samples = new QueueSamples(simulation, curves, link_count);
  const queues: (readonly LinkQueue[])[] = [];
  const last_s = vehicles.depart_s.reduce((latest, t) => Math.max(latest, t), start_s);
  const end_s = scenario.end_s ?? last_s + LONGEST_AFTER_S;
  for (let step = 1; simulation.now_s < end_s; step++) {
    if (scenario.end_s === undefined && (simulation.isEmpty || simulation.next_s === Infinity)) break;
    simulation.run(Math.min(end_s, start_s + (step * interval_s) / SAMPLES));
    const queue = samples.take();
    if (step % SAMPLES === 0) queues.push(queue);
  }
  intervals.finish(simulation.now_s);
  if (queues.length < intervals.intervals.length) queues.push(samples.take());
  const all = [...vehicles.depart_s.keys()];
  const departed = simulation.count('departed');
  const totals = tripTotals(simulation, entries.entered_s, all);
  const waiting = all.filter(
    (v) => vehicles.depart_s[v] < simulation.now_s && Number.isNaN(entries.entered_s[v]),
  );
  return {
    name: scenario.name,
    seed: simulation.options.seed,
    start_s,
    end_s: simulation.now_s,
    summary: {
      ...totals,
      on_network: departed - waiting.length - totals.finished,
      waiting_to_enter: waiting.length,
      not_departed: totals.trips - departed,
      reroutes: simulation.count('reroutes'),
      deadlocks: simulation.count('deadlocks'),
      deadlock_releases: simulation.count('releases'),
    },
    demand: [...groupBy(source)].map(([id, own]) => ({
      id,
      ...tripTotals(simulation, entries.entered_s, own),
    })),
    links: Array.from({ length: link_count }, (_, link) =>
      linkResult(simulation, link, intervals.intervals, queues, samples.longest[link]),
    ),
    deadlocks: simulation.deadlocks.map(({ at_s, links }) => ({
      at_s,
      links: links.map((link) => network.link_id[link]),
    })),
    trips: trips ? tripResults(simulation, compiled, entries.entered_s) : undefined,
  };
}

function groupBy(source: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  source.forEach((id, v) => {
    const own = groups.get(id);
    if (own) own.push(v);
    else groups.set(id, [v]);
  });
  return groups;
}

/** When each vehicle entered its first link that is no connector; NaN before. */
class Entries implements SimObserver {
  readonly entered_s: Float64Array;
  readonly #link_count: number;

  constructor(vehicles: number, link_count: number) {
    this.entered_s = new Float64Array(vehicles).fill(Number.NaN);
    this.#link_count = link_count;
  }

  enter(link: number, vehicle: number, at_s: number): void {
    if (link < this.#link_count && Number.isNaN(this.entered_s[vehicle])) this.entered_s[vehicle] = at_s;
  }

  leave(): void {
    // Only entries count.
  }
}

/** Several observers as one. */
class Several implements SimObserver {
  readonly #observers: readonly SimObserver[];

  constructor(observers: readonly SimObserver[]) {
    this.#observers = observers;
  }

  enter(link: number, vehicle: number, at_s: number, pcu: number): void {
    for (const observer of this.#observers) observer.enter(link, vehicle, at_s, pcu);
  }

  leave(link: number, vehicle: number, at_s: number, pcu: number): void {
    for (const observer of this.#observers) observer.leave(link, vehicle, at_s, pcu);
  }
}
