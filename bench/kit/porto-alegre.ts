import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Periods } from '@opentocc/core/demand';
import type { Simulation } from '@opentocc/core/simulation';
import { loadSumo } from '../../packages/server/src/cli/simulate-sumo.ts';
import { readSumoNet } from '../../packages/server/src/cli/sumo/net-rows.ts';
import { countPassages, type Passages, type Places, passagesOf } from './seen-city.ts';
import { prepareCase } from './sumo-cases.ts';

/** The two hours in which trips set out. */
export const PERIODS: Periods = { start_s: 0, length_s: 900, count: 8 };
const UNTIL_S = 6 * 3600;

/** A day whose demand is known to the last trip. */
export interface KnownDay {
  readonly simulation: Simulation;
  readonly places: Places;
  readonly passages: Passages;
  /** Vehicles that entered each link in each period. */
  readonly entered: Float64Array;
}

/** Porto Alegre as our own simulation drives it; undefined where the data is absent. */
export async function portoAlegreDay(): Promise<KnownDay | undefined> {
  const work = mkdtempSync(join(tmpdir(), 'opentocc-bench-'));
  try {
    const own = await prepareCase('sumo-poa', work);
    if (!own) return undefined;
    const { simulation } = await loadSumo(own.net, own.routes, 1);
    const places = await placesOf(own.net);
    const passages = passagesOf(simulation, UNTIL_S);
    const entered = countPassages(passages, simulation.network.link_count, PERIODS);
    return { simulation, places, passages, entered };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Where each link begins. */
async function placesOf(net: string): Promise<Places> {
  const junctions = new Map<string, [number, number]>();
  for await (const line of createInterface({ input: createReadStream(net) })) {
    const found = /<junction id="([^"]+)".*? x="([^"]+)" y="([^"]+)"/.exec(line);
    if (found) junctions.set(found[1], [Number(found[2]), Number(found[3])]);
  }
  const { edges } = await readSumoNet(net);
  const at = edges.map(({ from }) => junctions.get(from) ?? [0, 0]);
  return { x_m: Float64Array.from(at, ([x]) => x), y_m: Float64Array.from(at, ([, y]) => y) };
}
