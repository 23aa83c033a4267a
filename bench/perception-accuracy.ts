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
/** The window judged ends here unless another end is named: the morning peak of a Monday. */
const JUDGED = '2026-11-23T08:20:00+08:00';
/** The platform has run so long before: just started, and as it runs. */
const RUN_MINUTES = [20, 80];
/** The fleet drives on so long, until the window judged is settled. */
const SETTLED_MS = 2 * MINUTE_MS;
const WINDOW_MS = 5 * MINUTE_MS;
/** A window is read when its last fixes have come. */
const READ_AFTER_MS = 20_000;
const VEHICLES = 8000;
const SHARES = [0.01, 0.03, 0.1, 1];
const LEAST_VEHICLES = 5;

/**
 * How true the perceived link speeds are against what simulated vehicles really did, by share equipped and by how long the
 * platform has run: by passes alone, and fused, the links told mostly by their own passes apart from estimates. Arguments:
 * seed of the fleet, default 1; end of the window judged, ISO 8601, default the morning peak.
 */
export const run: Bench = async ([seed = '1', judged = JUDGED], report) => {
  const network = buildNetwork(generateDemoCity());
  const cases = RUN_MINUTES.flatMap((minutes) => SHARES.map((equipped) => ({ minutes, equipped })));
  for (const { minutes, equipped } of cases) {
    const { alone, fused, truth } = perceive(network, {
      equipped,
      seed: Number(seed),
      from_ms: Date.parse(judged) - minutes * MINUTE_MS,
      end_ms: Date.parse(judged),
    });
    const note = `demo city, ${VEHICLES} vehicles, fixes each 10 s, noise 5 m, ${equipped * 100} % equipped, ${minutes} min after a start`;
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
      if (judged.links === 0) continue;
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

interface Drive {
  readonly equipped: number;
  readonly seed: number;
  readonly from_ms: number;
  /** End of the window judged. */
  readonly end_ms: number;
}

/** As the platform runs: a window each minute, told to the shard, and the window judged once more when it is settled. */
function perceive(network: RoadNetwork, { equipped, seed, from_ms, end_ms }: Drive) {
  const to_ms = end_ms + SETTLED_MS;
  const fleet = simulateFleet({ network, seed, vehicles: VEHICLES, from_ms, to_ms, equipped });
  const shard = new PerceptionShard(network, { shards: 1 });
  const fusion = new LinkFusion(network, { equipped_share: equipped });
  const stateOf = (speed_kmh: number, free_flow_kmh: number) =>
    trafficStateOf(GB_33171_2016, speed_kmh, free_flow_kmh);
  const free_flow_kmh = assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]);
  const tell = (end_ms: number) => {
    const sums = shard.readWindow(end_ms);
    const deps = { network_version: network.meta.version, sequence: 1, free_flow_kmh, stateOf };
    const alone = estimateLinkStates(sums, deps);
    const fused = fusion.fuse(sums, alone, { stateOf });
    shard.expect(fusion.expectation(fused));
    return { alone, fused };
  };
  let next_ms = from_ms + MINUTE_MS;
  for (const batch of fleet.batches) {
    shard.accept(batch);
    if (batch.received_ms[batch.length - 1] < next_ms + READ_AFTER_MS) continue;
    tell(next_ms);
    next_ms += MINUTE_MS;
  }
  const { alone, fused } = tell(end_ms);
  const truth: Truth = fleet.truth.linkSpeeds({ from_ms: end_ms - WINDOW_MS, to_ms: end_ms });
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
