import { setImmediate as breathe } from 'node:timers/promises';
import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { estimateLinkStates, type LinkStates, passesByte, slotByte } from '@opentocc/core/traffic';
import { createTrafficField, fleetRoster, simulateFleet, type TrafficField } from '@opentocc/testkit/fleet';
import { PerceptionShard, WINDOW_MINUTES } from '../brain/perception/index.ts';
import type { Tocc } from '../compose.ts';
import { cityDayStart } from '../kit/clock.ts';
import { DEMO_SEED } from './demo.ts';
import { FleetPassing } from './demo-passing.ts';
import { createPastQuality } from './demo-past-quality.ts';

const WINDOW_MS = WINDOW_MINUTES * MINUTE_MS;
const REPORT_INTERVAL_S = 10;
/** The live fleet starts elsewhere than the simulated one ended: a pause between them, as after a restart. */
const PAUSE_MS = 3 * MINUTE_MS;
const DAYS = 8;
/** Between two windows of the days that are only looked at by hour. */
const COARSE_MS = 30 * MINUTE_MS;
const SLOT_MS = 15 * MINUTE_MS;
const WINDOWS_OF_SLOT = SLOT_MS / WINDOW_MS;

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
  const passing = await driveLastHour(past, field, end_ms);
  await createPastQuality(past, field);
  await recallDays({ ...past, field, passing }, end_ms - HOUR_MS);
}

/** @returns how the fleet covered the city meanwhile */
async function driveLastHour(past: DemoPast, field: TrafficField, end_ms: number): Promise<FleetPassing> {
  const { network, tocc, vehicles, signal } = past;
  const shard = new PerceptionShard(network, { shards: 1 });
  const passing = new FleetPassing(network, DEMO_SEED);
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
  let slot: LinkStates[] = [];
  for (const batch of batches) {
    if (signal.aborted) break;
    if (batch.at_ms[0] >= next_ms) {
      const states = stateOf(past, shard, next_ms, sequence++);
      await tocc.history.appendLinkStates(states);
      if (next_ms % WINDOW_MS === 0) {
        passing.learn(states.samples);
        await tocc.indices.storeValues(tocc.indices.computeAt(states));
        slot.push(states);
      }
      if (next_ms % SLOT_MS === 0) {
        await keepSlot(tocc, next_ms - SLOT_MS, slot);
        slot = [];
      }
      next_ms += MINUTE_MS;
    }
    const known = renumber(batch, registered);
    await tocc.history.append(known);
    shard.accept(known);
    await breathe();
  }
  return passing;
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

/** What days that nobody drove are recalled from. */
interface Memory extends DemoPast {
  readonly field: TrafficField;
  readonly passing: FleetPassing;
}

/** Today and the same day last week window by window, yesterday by the quarter, the days between by the half hour. */
async function recallDays(memory: Memory, end_ms: number): Promise<void> {
  const today_ms = cityDayStart(memory.now_ms);
  const last_week_ms = today_ms - (DAYS - 1) * DAY_MS;
  await recall(memory, { from_ms: today_ms, to_ms: end_ms, step_ms: WINDOW_MS });
  await recall(memory, { from_ms: last_week_ms, to_ms: last_week_ms + DAY_MS, step_ms: WINDOW_MS });
  await recall(memory, { from_ms: last_week_ms + DAY_MS, to_ms: today_ms - DAY_MS, step_ms: COARSE_MS });
  await recall(memory, { from_ms: today_ms - DAY_MS, to_ms: today_ms, step_ms: SLOT_MS });
}

async function recall(
  { network, tocc, signal, field, passing }: Memory,
  { from_ms, to_ms, step_ms }: { from_ms: number; to_ms: number; step_ms: number },
): Promise<void> {
  const truth_kmh = new Float32Array(network.link_count);
  for (let end_ms = from_ms + step_ms; end_ms <= to_ms && !signal.aborted; end_ms += step_ms) {
    const window = end_ms / WINDOW_MS - 1;
    field.fillSpeeds(end_ms - WINDOW_MS / 2, truth_kmh);
    const states = recalledStates(network, tocc, truth_kmh, end_ms, passing.passesIn(window));
    await tocc.indices.storeValues(tocc.indices.computeAt(states));
    if (end_ms % SLOT_MS === 0) await recallSlot(tocc, passing, end_ms - SLOT_MS, truth_kmh);
    await breathe();
  }
}

/** The mean of the windows of a quarter of an hour, for the profiles of roads. */
async function keepSlot(
  { indices }: Tocc,
  slot_start_ms: number,
  windows: readonly LinkStates[],
): Promise<void> {
  const links = windows[0]?.samples.length ?? 0;
  const speeds = new Uint8Array(links);
  const passes = new Uint8Array(links);
  for (let link = 0; link < links; link++) {
    const known = windows.filter(({ samples }) => samples[link] > 0);
    if (known.length === 0) continue;
    speeds[link] = slotByte(known.reduce((sum, { speed_kmh }) => sum + speed_kmh[link], 0) / known.length);
    passes[link] = passesByte(known.reduce((sum, { samples }) => sum + samples[link], 0));
  }
  if (links > 0) await indices.storeSlot({ slot_start_ms, speeds, passes });
}

/** A quarter of an hour at the speeds of its end. */
async function recallSlot(
  { indices }: Tocc,
  passing: FleetPassing,
  slot_start_ms: number,
  truth_kmh: Float32Array,
): Promise<void> {
  const windows = Array.from({ length: WINDOWS_OF_SLOT }, (_, i) =>
    passing.passesIn(slot_start_ms / WINDOW_MS + i),
  );
  const passes = Uint8Array.from(truth_kmh, (_, link) =>
    passesByte(windows.reduce((sum, window) => sum + window[link], 0)),
  );
  const speeds = Uint8Array.from(truth_kmh, (speed, link) => (passes[link] > 0 ? slotByte(speed) : 0));
  await indices.storeSlot({ slot_start_ms, speeds, passes });
}

function recalledStates(
  network: RoadNetwork,
  { indices }: Tocc,
  truth_kmh: Float32Array,
  end_ms: number,
  samples: Uint16Array,
): LinkStates {
  const free_flow_kmh = indices.freeFlow_kmh();
  return {
    sequence: 0,
    network_version: network.meta.version,
    window_start_ms: end_ms - WINDOW_MS,
    window_end_ms: end_ms,
    speed_kmh: Float32Array.from(truth_kmh, (speed, link) => (samples[link] ? speed : Number.NaN)),
    samples,
    vehicles: samples,
    half_width_kmh: new Float32Array(network.link_count).fill(Number.NaN),
    free_flow_kmh,
    state: Uint8Array.from(truth_kmh, (speed, link) =>
      samples[link] ? indices.stateOf(speed, free_flow_kmh[link]) : 0,
    ),
  };
}
