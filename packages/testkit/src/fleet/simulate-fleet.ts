import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { createRandom, hash01 } from '../random.ts';
import type { TrafficField, WorldCity } from '../world/index.ts';
import { type Defects, sendsGcj02 } from './defects.ts';
import { Driving } from './drive.ts';
import { FixRows } from './fix-rows.ts';
import { followWorld } from './follow-world.ts';
import type { Motion } from './motion.ts';
import type { Reading } from './receiver.ts';
import { Reporter } from './reporter.ts';
import { fleetRoster, type RosterEntry } from './roster.ts';
import { steadyTraffic } from './steady-traffic.ts';
import { TravelTruth } from './travel-truth.ts';

export interface FleetSimulationOptions {
  readonly network: RoadNetwork;
  readonly seed: number;
  /** How many vehicles drive; they get the ids 1 … vehicles. */
  readonly vehicles: number;
  readonly from_ms: number;
  readonly to_ms: number;
  /** Seconds between two fixes of a vehicle, 1–30; default 10. */
  readonly interval_s?: number;
  /** Step of the driving, ms: a divisor of the interval; default 1000. */
  readonly step_ms?: number;
  /** Deviation of the position on each axis, m; default 5. */
  readonly noise_m?: number;
  /** Share of the vehicles that report; the truth holds all of them. Default 1. */
  readonly penetration_rate?: number;
  readonly defects?: Defects;
  /** The traffic to drive in; default one that does not change. */
  readonly field?: TrafficField;
  /** The world whose vehicles it follows, instead of driving in a field. */
  readonly world?: WorldCity;
}

/** A fleet driven offline. */
export interface FleetSimulation {
  /** Drives as it is read, and only once. A batch holds at most 10 s of fixes, in the order of arrival. */
  readonly batches: Iterable<FixBatch>;
  /** Grows while `batches` is read; complete when it ends. */
  readonly truth: TravelTruth;
  readonly field: TrafficField;
  readonly roster: readonly RosterEntry[];
}

/** Source of the terminals that send WGS-84, and of those of `defects.gcj02`. */
export const SIMULATED_SOURCE = { wgs84: 1, gcj02: 2 } as const;
const BATCH_MS = 10_000;
/** Time from fix to gateway, ms: at least, and spread. */
const LATENCY_MS = { least: 150, spread: 1200 };

/**
 * Drives a fleet over the network and yields what its terminals report, with the truth beside it. No clock, no
 * network: the same options give the same bytes. About 2 million vehicle-seconds per second of one core.
 */
export function simulateFleet(options: FleetSimulationOptions): FleetSimulation {
  const { network, seed, vehicles, from_ms } = options;
  const roster = fleetRoster(vehicles, seed);
  const field = options.field ?? steadyTraffic(network, seed);
  const truth = new TravelTruth(network);
  const { step_ms } = options;
  const motion = options.world
    ? followWorld({ ...options, world: options.world, truth, roster })
    : new Driving({ network, field, truth, roster, seed, from_ms, step_ms });
  return { batches: reports(motion, options), truth, field, roster };
}

function* reports(driving: Motion, options: FleetSimulationOptions): Generator<FixBatch> {
  const { to_ms, interval_s = 10, penetration_rate = 1, seed, defects = {} } = options;
  const reporter = new Reporter(driving, options);
  const random = createRandom(seed + 13);
  const rows = new FixRows();
  const reporting: number[] = [];
  for (let v = 0; v < driving.count; v += 1) if (hash01(seed, v, 41) < penetration_rate) reporting.push(v);
  const emit = (v: number, reading: Reading) => {
    const source = sendsGcj02(v, seed, defects) ? SIMULATED_SOURCE.gcj02 : SIMULATED_SOURCE.wgs84;
    const delay_ms = LATENCY_MS.least + Math.round(random.next() * LATENCY_MS.spread);
    rows.add(v + 1, source, driving.now_ms + delay_ms, reading);
  };
  const step_s = driving.step_ms / 1000;
  while (driving.now_ms < to_ms) {
    driving.step();
    const second = driving.now_ms / 1000;
    for (const v of reporting) if ((second + v) % interval_s < step_s) reporter.report(v, emit);
    if (driving.now_ms % BATCH_MS === 0 && rows.length > 0) yield rows.take();
  }
  if (rows.length > 0) yield rows.take();
}
