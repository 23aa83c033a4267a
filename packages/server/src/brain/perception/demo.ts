import { setImmediate as breathe } from 'node:timers/promises';
import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { estimateLinkStates, type LinkStates } from '@opentocc/core/traffic';
import { DEMO_INTERVAL_S, fleetRoster, simulateFleet } from '@opentocc/testkit/fleet';
import type { Demo, DemoCity, DemoPast } from '../../kit/demo.ts';
import { driveWeek, type WeekDeps } from './demo-week.ts';
import { PerceptionShard, WINDOW_MINUTES } from './shard.ts';

const WINDOW_MS = WINDOW_MINUTES * MINUTE_MS;
/** The live fleet starts elsewhere than the simulated one ended: a pause between them, as after a restart. */
const PAUSE_MS = 3 * MINUTE_MS;

export interface PerceptionDemoDeps extends WeekDeps {
  readonly network: RoadNetwork;
  readonly history: {
    append(batch: FixBatch): Promise<unknown>;
    replaySpan(): Promise<{ from_ms: number | null }>;
  };
  /** Stores states of a window of the past wherever those of a live one are stored. */
  readonly storeStates: (states: LinkStates) => Promise<void>;
  readonly freeFlow_kmh: () => Float32Array;
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
}

/**
 * The past as perception saw it: the last hour is driven by the simulated fleet through a shard, fix by fix, and after it a
 * small fleet drives the last seven days, whose sources are judged.
 */
export function createPerceptionDemo(deps: PerceptionDemoDeps): Demo {
  return {
    async past(city, past) {
      const { from_ms } = await deps.history.replaySpan();
      if (from_ms !== null) return;
      await driveLastHour(deps, city, past);
      if (!past.signal.aborted) await driveWeek(deps, city, past);
    },
  };
}

async function driveLastHour(deps: PerceptionDemoDeps, city: DemoCity, past: DemoPast): Promise<void> {
  const { network, seed, vehicles } = city;
  const to_ms = Math.floor((past.now_ms - PAUSE_MS) / MINUTE_MS) * MINUTE_MS;
  const from_ms = to_ms - HOUR_MS;
  const field = await city.traffic.over({ from_ms, to_ms, signal: past.signal });
  if (past.signal.aborted) return;
  const shard = new PerceptionShard(network, { shards: 1 });
  const registered = registeredIds(deps, city);
  const drive = { network, seed, vehicles, from_ms, to_ms, interval_s: DEMO_INTERVAL_S, field };
  let next_ms = from_ms + WINDOW_MS;
  let sequence = 0;
  for (const batch of simulateFleet(drive).batches) {
    if (past.signal.aborted) return;
    if (batch.at_ms[0] >= next_ms) {
      await deps.storeStates(statesOf(deps, shard, next_ms, sequence++));
      next_ms += MINUTE_MS;
    }
    const known = renumber(batch, registered);
    await deps.history.append(known);
    shard.accept(known);
    await breathe();
  }
}

function statesOf(
  { network, freeFlow_kmh, stateOf }: PerceptionDemoDeps,
  shard: PerceptionShard,
  end_ms: number,
  sequence: number,
): LinkStates {
  return estimateLinkStates(shard.readWindow(end_ms), {
    network_version: network.meta.version,
    sequence,
    free_flow_kmh: freeFlow_kmh(),
    stateOf,
  });
}

interface Registered {
  readonly id: number;
  readonly source: number;
}

/** Ids and sources that the registry gave to the vehicles of the roster, in its order. */
function registeredIds({ listVehicles }: PerceptionDemoDeps, { vehicles, seed }: DemoCity): Registered[] {
  const byPlate = new Map(listVehicles().map((vehicle) => [vehicle.plate, vehicle]));
  return fleetRoster(vehicles, seed).map(({ plate }) => {
    const vehicle = byPlate.get(plate);
    return { id: vehicle?.id ?? 0, source: vehicle?.source ?? 0 };
  });
}

/** The simulation counts vehicles from 1; the registry has ids of its own. */
function renumber(batch: FixBatch, registered: readonly Registered[]): FixBatch {
  const vehicles = batch.vehicle.subarray(0, batch.length);
  return {
    ...batch,
    vehicle: vehicles.map((n) => registered[n - 1].id),
    source: Uint16Array.from(vehicles, (n) => registered[n - 1].source),
  };
}
