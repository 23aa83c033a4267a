import { setImmediate as breathe } from 'node:timers/promises';
import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { estimateLinkStates, type LinkStates, slotByte } from '@opentocc/core/traffic';
import { createTrafficField, fleetRoster, simulateFleet, type TrafficField } from '@opentocc/testkit/fleet';
import { PerceptionShard, WINDOW_MINUTES } from '../brain/perception/index.ts';
import type { Tocc } from '../compose.ts';
import { cityDayStart } from '../kit/clock.ts';
import { DEMO_SEED } from './demo.ts';
import { createPastQuality } from './demo-past-quality.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WINDOW_MS = WINDOW_MINUTES * MINUTE_MS;
const REPORT_INTERVAL_S = 10;
/** The live fleet starts elsewhere than the simulated one ended: a pause between them, as after a restart. */
const PAUSE_MS = 3 * MINUTE_MS;
const DAYS = 8;
/** Between two windows of the days that are only looked at by hour. */
const COARSE_MS = 30 * MINUTE_MS;
const SLOT_MS = 15 * MINUTE_MS;
/** Share of the links of each class that a fleet of this size passes in a window, motorway to local. */
const PASSED = [0.95, 0.95, 0.85, 0.45, 0.2];

export interface DemoPast {
  readonly network: RoadNetwork;
  readonly tocc: Tocc;
  readonly vehicles: number;
  readonly now_ms: number;
  /** Ends the work early. */
  readonly signal: AbortSignal;
}

/**
 * Gives a new demo city a past, so that its curves and its replay have something to show: the last hour is driven by the
 * simulated fleet through the platform's own perception, fix by fix; indices of the days before come from the traffic
 * field that the fleet drives in. Works in small steps beside the live traffic; a city that has a past keeps it.
 */
export async function createDemoPast(past: DemoPast): Promise<void> {
  const { from_ms } = await past.tocc.history.replaySpan();
  if (from_ms !== null) return;
  const end_ms = Math.floor((past.now_ms - PAUSE_MS) / MINUTE_MS) * MINUTE_MS;
  const field = createTrafficField(past.network, { seed: DEMO_SEED });
  await driveLastHour(past, field, end_ms);
  await recallDays(past, field, end_ms - HOUR_MS);
  await createPastQuality(past, field);
}

async function driveLastHour(past: DemoPast, field: TrafficField, end_ms: number): Promise<void> {
  const { network, tocc, vehicles, signal } = past;
  const shard = new PerceptionShard(network, { shards: 1 });
  const registered = registeredIds(tocc, vehicles);
  const from_ms = end_ms - HOUR_MS;
  const { batches } = simulateFleet({
    network,
    seed: DEMO_SEED,
    vehicles,
    from_ms,
    to_ms: end_ms,
    interval_s: REPORT_INTERVAL_S,
    field,
  });
  let next_ms = from_ms + WINDOW_MS;
  let sequence = 0;
  for (const batch of batches) {
    if (signal.aborted) return;
    if (batch.at_ms[0] >= next_ms) {
      await keep(past, stateOf(past, shard, next_ms, sequence++));
      next_ms += MINUTE_MS;
    }
    const known = renumber(batch, registered);
    await tocc.history.append(known);
    shard.accept(known);
    await breathe();
  }
}

async function keep({ tocc }: DemoPast, states: LinkStates): Promise<void> {
  await tocc.history.appendLinkStates(states);
  if (states.window_end_ms % WINDOW_MS !== 0) return;
  await tocc.indices.storeValues(tocc.indices.computeAt(states));
  await keepSlot(tocc, states);
}

function stateOf(
  { network, tocc }: DemoPast,
  shard: PerceptionShard,
  end_ms: number,
  sequence: number,
): LinkStates {
  return estimateLinkStates(shard.readWindow(end_ms), {
    network_version: network.meta.version,
    sequence,
    free_flow_kmh: tocc.indices.freeFlow_kmh(),
    stateOf: tocc.indices.stateOf,
  });
}

/** Ids and sources that the registry gave to the vehicles of the roster, in its order. */
function registeredIds({ sources }: Tocc, vehicles: number): { id: number; source: number }[] {
  const byPlate = new Map(sources.listVehicles().map((vehicle) => [vehicle.plate, vehicle]));
  return fleetRoster(vehicles, DEMO_SEED).map(({ plate }) => {
    const vehicle = byPlate.get(plate);
    return { id: vehicle?.id ?? 0, source: vehicle?.source ?? 0 };
  });
}

/** The simulation counts vehicles from 1; the registry has ids of its own. */
function renumber(batch: FixBatch, registered: readonly { id: number; source: number }[]): FixBatch {
  const vehicles = batch.vehicle.subarray(0, batch.length);
  return {
    ...batch,
    vehicle: vehicles.map((n) => registered[n - 1].id),
    source: Uint16Array.from(vehicles, (n) => registered[n - 1].source),
  };
}

/** Today and the same day last week window by window, yesterday by the quarter, the days between by the half hour. */
async function recallDays(past: DemoPast, field: TrafficField, end_ms: number): Promise<void> {
  const today_ms = cityDayStart(past.now_ms);
  const last_week_ms = today_ms - (DAYS - 1) * DAY_MS;
  await recall(past, field, { from_ms: today_ms, to_ms: end_ms, step_ms: WINDOW_MS });
  await recall(past, field, { from_ms: last_week_ms, to_ms: last_week_ms + DAY_MS, step_ms: WINDOW_MS });
  await recall(past, field, {
    from_ms: last_week_ms + DAY_MS,
    to_ms: today_ms - DAY_MS,
    step_ms: COARSE_MS,
  });
  await recall(past, field, { from_ms: today_ms - DAY_MS, to_ms: today_ms, step_ms: SLOT_MS });
}

async function recall(
  { network, tocc, signal }: DemoPast,
  field: TrafficField,
  { from_ms, to_ms, step_ms }: { from_ms: number; to_ms: number; step_ms: number },
): Promise<void> {
  const speeds_kmh = new Float32Array(network.link_count);
  for (let end_ms = from_ms + step_ms; end_ms <= to_ms && !signal.aborted; end_ms += step_ms) {
    field.fillSpeeds(end_ms - WINDOW_MS / 2, speeds_kmh);
    const states = recalledStates(network, tocc, speeds_kmh, end_ms);
    await tocc.indices.storeValues(tocc.indices.computeAt(states));
    await keepSlot(tocc, states);
    await breathe();
  }
}

/** A window that begins with a quarter of an hour stands for it in the profiles of roads. */
async function keepSlot(
  { indices }: Tocc,
  { window_start_ms, speed_kmh, samples }: LinkStates,
): Promise<void> {
  const ahead_ms = window_start_ms % SLOT_MS;
  const slot_start_ms = window_start_ms - ahead_ms;
  // Windows of the coarse days end with their quarter.
  if (ahead_ms !== 0 && ahead_ms !== SLOT_MS - WINDOW_MS) return;
  await indices.storeSlot({
    slot_start_ms,
    speeds: Uint8Array.from(speed_kmh, slotByte),
    passes: Uint8Array.from(samples, (passes) => Math.min(255, passes)),
  });
}

function recalledStates(
  network: RoadNetwork,
  { indices }: Tocc,
  truth_kmh: Float32Array,
  end_ms: number,
): LinkStates {
  const links = network.link_count;
  const free_flow_kmh = indices.freeFlow_kmh();
  const passed = Uint8Array.from({ length: links }, (_, link) =>
    share(link, end_ms) < PASSED[network.link_class[link]] ? 1 : 0,
  );
  return {
    sequence: 0,
    network_version: network.meta.version,
    window_start_ms: end_ms - WINDOW_MS,
    window_end_ms: end_ms,
    speed_kmh: Float32Array.from(truth_kmh, (speed, link) => (passed[link] ? speed : Number.NaN)),
    samples: Uint16Array.from(passed),
    vehicles: Uint16Array.from(passed),
    half_width_kmh: new Float32Array(links).fill(Number.NaN),
    free_flow_kmh,
    state: Uint8Array.from(truth_kmh, (speed, link) =>
      passed[link] ? indices.stateOf(speed, free_flow_kmh[link]) : 0,
    ),
  };
}

/** A number in [0, 1) that depends on link and window alone (Knuth's multiplicative hash). */
function share(link: number, end_ms: number): number {
  return (Math.imul(link + Math.floor(end_ms / WINDOW_MS) * 7919, 2_654_435_761) >>> 0) / 2 ** 32;
}
