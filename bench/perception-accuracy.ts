import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import {
  assumedFreeFlow_kmh,
  estimateLinkStates,
  GB_33171_2016,
  INDEX_CONFIGS,
  isEstimated,
  LinkFusion,
  type LinkStates,
  trafficStateOf,
} from '@opentocc/core/traffic';
import { simulateFleet } from '@opentocc/testkit/fleet';
import { PerceptionShard } from '../packages/server/src/brain/perception/index.ts';
import { type Bench, quantile } from './harness.ts';

const MINUTE_MS = 60_000;
const FROM_MS = Date.parse('2026-11-23T08:00:00+08:00');
/** The fleet drives this long; the window judged is the five minutes before the last two, the fourth that is told. */
const MINUTES = 22;
const STEP_MS = 5 * MINUTE_MS;
/** A window is read when its last fixes have come. */
const READ_AFTER_MS = 20_000;
const VEHICLES = 8000;
const SHARES = [0.01, 0.03, 0.1, 1];
const LEAST_VEHICLES = 5;

/**
 * How true the perceived link speeds are against what simulated vehicles really did, by share equipped: by passes alone,
 * and fused, the links told mostly by their own passes apart from estimates. Arguments: seed of the fleet, default 1.
 */
export const run: Bench = async ([seed = '1'], report) => {
  const network = buildNetwork(generateDemoCity());
  for (const equipped of SHARES) {
    const { alone, fused, truth } = perceive(network, equipped, Number(seed));
    const note = `demo city, ${VEHICLES} vehicles, fixes each 10 s, noise 5 m, ${equipped * 100} % equipped`;
    const tell = (figure: string, value: number, unit: string) => report({ figure, value, unit, note });
    const driven = truth.vehicles.reduce((sum, n) => sum + (n >= LEAST_VEHICLES ? 1 : 0), 0);
    tell('links with truth of ≥ 5 vehicles', driven, 'links');
    const groups: [name: string, LinkStates, (link: number) => boolean][] = [
      ['passes alone', alone, () => true],
      ['observed', fused, (link) => !isEstimated(fused, link)],
      ['estimated', fused, (link) => isEstimated(fused, link)],
      ['observed and estimated', fused, () => true],
    ];
    for (const [name, states, isOf] of groups) {
      const judged = judge(states, truth, isOf);
      tell(`${name}: share of these links`, (judged.links / driven) * 100, '%');
      tell(`${name}: median absolute speed error`, judged.median * 100, '%');
      tell(`${name}: 90th percentile of it`, judged.p90 * 100, '%');
      tell(`${name}: median signed error`, judged.bias * 100, '%');
      tell(`${name}: truth within the 90 % interval`, judged.held * 100, '%');
    }
  }
};

interface Truth {
  readonly speed_kmh: Float32Array;
  readonly vehicles: Uint16Array;
}

function perceive(network: RoadNetwork, equipped: number, seed: number) {
  const to_ms = FROM_MS + MINUTES * MINUTE_MS;
  const fleet = simulateFleet({ network, seed, vehicles: VEHICLES, from_ms: FROM_MS, to_ms, equipped });
  const shard = new PerceptionShard(network, { shards: 1 });
  const fusion = new LinkFusion(network);
  const stateOf = (speed_kmh: number, free_flow_kmh: number) =>
    trafficStateOf(GB_33171_2016, speed_kmh, free_flow_kmh);
  const free_flow_kmh = assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]);
  const tell = (end_ms: number) => {
    const sums = shard.readWindow(end_ms);
    const deps = { network_version: network.meta.version, sequence: 1, free_flow_kmh, stateOf };
    const alone = estimateLinkStates(sums, deps);
    return { alone, fused: fusion.fuse(sums, alone, { stateOf }) };
  };
  const last_ms = to_ms - 2 * MINUTE_MS;
  let next_ms = FROM_MS + STEP_MS;
  for (const batch of fleet.batches) {
    shard.accept(batch);
    if (next_ms >= last_ms || batch.received_ms[batch.length - 1] < next_ms + READ_AFTER_MS) continue;
    tell(next_ms);
    next_ms += STEP_MS;
  }
  const { alone, fused } = tell(last_ms);
  const truth: Truth = fleet.truth.linkSpeeds({ from_ms: fused.window_start_ms, to_ms: fused.window_end_ms });
  return { alone, fused, truth };
}

function judge(states: LinkStates, truth: Truth, isOf: (link: number) => boolean) {
  const errors: number[] = [];
  let [intervals, held] = [0, 0];
  for (let link = 0; link < states.samples.length; link++) {
    if (truth.vehicles[link] < LEAST_VEHICLES || Number.isNaN(states.speed_kmh[link]) || !isOf(link))
      continue;
    errors.push(states.speed_kmh[link] / truth.speed_kmh[link] - 1);
    if (Number.isNaN(states.half_width_kmh[link])) continue;
    intervals++;
    if (Math.abs(states.speed_kmh[link] - truth.speed_kmh[link]) <= states.half_width_kmh[link]) held++;
  }
  const absolute = errors.map(Math.abs);
  return {
    links: errors.length,
    median: quantile(absolute, 0.5),
    p90: quantile(absolute, 0.9),
    bias: quantile(errors, 0.5),
    held: held / intervals,
  };
}
