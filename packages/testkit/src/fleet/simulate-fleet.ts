import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { clockError_ms, type Defects, JUMP_DEG, sendsGcj02 } from './defects.ts';
import { Driving, STEP_MS } from './drive.ts';
import { FixRows } from './fix-rows.ts';
import { gcj02Of } from './gcj02.ts';
import { createRandom, hash01 } from './random.ts';
import { type Reading, Receivers } from './receiver.ts';
import { fleetRoster, type RosterEntry } from './roster.ts';
import { createTrafficField, type TrafficField } from './traffic-field.ts';
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
  /** Deviation of the position on each axis, m; default 5. */
  readonly noise_m?: number;
  /** Share of the vehicles that report; the truth holds all of them. Default 1. */
  readonly equipped?: number;
  readonly defects?: Defects;
  /** The traffic to drive in; default a field of the same seed. */
  readonly field?: TrafficField;
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
  const field = options.field ?? createTrafficField(network, { seed });
  const truth = new TravelTruth(network);
  const driving = new Driving({ network, field, truth, roster, seed, from_ms });
  return { batches: reports(driving, options), truth, field, roster };
}

function* reports(driving: Driving, options: FleetSimulationOptions): Generator<FixBatch> {
  const { to_ms, interval_s = 10, equipped = 1, seed } = options;
  const sender = new Sender(driving, options);
  const rows = new FixRows();
  const reporting: number[] = [];
  for (let v = 0; v < driving.count; v += 1) if (hash01(seed, v, 41) < equipped) reporting.push(v);
  while (driving.now_ms < to_ms) {
    driving.step();
    const second = driving.now_ms / 1000;
    for (const v of reporting) if ((second + v) % interval_s < STEP_MS / 1000) sender.send(v, rows);
    if (driving.now_ms % BATCH_MS === 0 && rows.length > 0) yield rows.take();
  }
  if (rows.length > 0) yield rows.take();
}

/** Writes readings as rows, with the defects that were asked for. */
class Sender {
  readonly #receivers: Receivers;
  readonly #defects: Defects;
  readonly #seed: number;
  readonly #random;
  /** Readings held back until the next one of the same vehicle. */
  readonly #late = new Map<number, Reading>();

  constructor(driving: Driving, { network, noise_m = 5, defects = {}, seed }: FleetSimulationOptions) {
    this.#receivers = new Receivers(network, driving, noise_m, seed);
    this.#defects = defects;
    this.#seed = seed;
    this.#random = createRandom(seed + 9);
  }

  send(v: number, rows: FixRows): void {
    const { duplicate = 0, out_of_order = 0, jump = 0 } = this.#defects;
    const reading = this.#receivers.read(v);
    const late = this.#late.get(v);
    if (!late && this.#random.next() < out_of_order) {
      this.#late.set(v, { ...reading });
      return;
    }
    if (this.#random.next() < jump) reading.lon += JUMP_DEG;
    this.#write(v, reading, rows);
    if (this.#random.next() < duplicate) this.#write(v, reading, rows);
    if (!late) return;
    this.#write(v, late, rows);
    this.#late.delete(v);
  }

  #write(v: number, reading: Reading, rows: FixRows): void {
    const shifted = sendsGcj02(v, this.#seed, this.#defects);
    const [lon, lat] = shifted ? gcj02Of(reading.lon, reading.lat) : [reading.lon, reading.lat];
    rows.add(
      v + 1,
      shifted ? SIMULATED_SOURCE.gcj02 : SIMULATED_SOURCE.wgs84,
      reading.at_ms + clockError_ms(v, this.#seed, this.#defects),
      reading.at_ms + LATENCY_MS.least + Math.round(this.#random.next() * LATENCY_MS.spread),
      lon,
      lat,
      reading,
    );
  }
}
