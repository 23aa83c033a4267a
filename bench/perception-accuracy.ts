import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import {
  assumedFreeFlow_kmh,
  estimateLinkStates,
  GB_33171_2016,
  INDEX_CONFIGS,
  type LinkStates,
  trafficStateOf,
} from '@opentocc/core/traffic';
import { simulateFleet } from '@opentocc/testkit/fleet';
import { PerceptionShard } from '../packages/server/src/brain/perception/index.ts';
import type { Bench } from './harness.ts';

const MINUTE_MS = 60_000;
const FROM_MS = Date.parse('2026-11-23T08:00:00+08:00');
/** The fleet drives this long; the window judged is the five minutes before the last two. */
const MINUTES = 14;
const VEHICLES = 8000;
const SHARES = [0.01, 0.03, 0.1, 1];
const LEAST_VEHICLES = 5;

/** How true the perceived link speeds are against what simulated vehicles really did, by share equipped. */
export const run: Bench = async (_args, report) => {
  const network = buildNetwork(generateDemoCity());
  for (const equipped of SHARES) {
    const { states, truth } = perceive(network, equipped);
    const judged = judge(states, truth);
    const note = `demo city, ${VEHICLES} vehicles, fixes each 10 s, noise 5 m, ${equipped * 100} % equipped`;
    const tell = (figure: string, value: number, unit: string) => report({ figure, value, unit, note });
    tell('links with truth of ≥ 5 vehicles', judged.links, 'links');
    tell('… of them perceived', judged.coverage * 100, '%');
    tell('median absolute speed error', judged.median * 100, '%');
    tell('90th percentile of it', judged.p90 * 100, '%');
    tell('median signed error', judged.bias * 100, '%');
    tell('truth within the 90 % interval', judged.held * 100, '%');
  }
};

function perceive(network: RoadNetwork, equipped: number) {
  const to_ms = FROM_MS + MINUTES * MINUTE_MS;
  const fleet = simulateFleet({ network, seed: 1, vehicles: VEHICLES, from_ms: FROM_MS, to_ms, equipped });
  const shard = new PerceptionShard(network, { shards: 1 });
  for (const batch of fleet.batches) shard.accept(batch);
  const states = estimateLinkStates(shard.readWindow(to_ms - 2 * MINUTE_MS), {
    network_version: network.meta.version,
    sequence: 1,
    free_flow_kmh: assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]),
    stateOf: (speed_kmh, free_flow_kmh) => trafficStateOf(GB_33171_2016, speed_kmh, free_flow_kmh),
  });
  const { window_start_ms: from_ms, window_end_ms } = states;
  return { states, truth: fleet.truth.linkSpeeds({ from_ms, to_ms: window_end_ms }) };
}

function judge(
  states: LinkStates,
  truth: { readonly speed_kmh: ArrayLike<number>; readonly vehicles: ArrayLike<number> },
) {
  const errors: number[] = [];
  let [links, intervals, held] = [0, 0, 0];
  for (let link = 0; link < states.samples.length; link++) {
    if (truth.vehicles[link] < LEAST_VEHICLES) continue;
    links++;
    if (states.samples[link] === 0) continue;
    errors.push(states.speed_kmh[link] / truth.speed_kmh[link] - 1);
    if (Number.isNaN(states.half_width_kmh[link])) continue;
    intervals++;
    if (Math.abs(states.speed_kmh[link] - truth.speed_kmh[link]) <= states.half_width_kmh[link]) held++;
  }
  const quantile = (values: number[], q: number) =>
    values.sort((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? Number.NaN;
  const absolute = errors.map(Math.abs);
  return {
    links,
    coverage: errors.length / links,
    median: quantile(absolute, 0.5),
    p90: quantile(absolute, 0.9),
    bias: quantile(errors, 0.5),
    held: held / intervals,
  };
}
