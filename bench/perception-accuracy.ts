import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import {
  assumedFreeFlow_kmh,
  detectionsOf,
  estimateLinkStates,
  GB_33171_2016,
  INDEX_CONFIGS,
  isEstimated,
  LinkFusion,
  type LinkStates,
  type SpotCount,
  slotByte,
  trafficStateOf,
} from '@opentocc/core/traffic';
import { simulateFleet, type TravelTruth } from '@opentocc/testkit/fleet';
import { createTrafficField, type TrafficField } from '@opentocc/testkit/world';
import type { Slot } from '../packages/server/src/brain/indices/free-flow-store.ts';
import { createTypicalSpeeds } from '../packages/server/src/brain/indices/typical-speeds.ts';
import { PerceptionShard } from '../packages/server/src/brain/perception/index.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { type Bench, type Figure, quantile } from './harness.ts';

/** The window judged ends here unless another end is named: the morning peak of a Monday. */
export const JUDGED = '2026-11-23T08:20:00+08:00';
/** The platform has run so long before: just started, and as it runs. */
const RUN_MINUTES = [20, 80];
/** The fleet drives on so long, until the window judged is settled. */
const SETTLED_MS = 2 * MINUTE_MS;
const WINDOW_MS = 5 * MINUTE_MS;
const SLOT_MS = 15 * MINUTE_MS;
/** A window is read when its last fixes have come. */
const READ_AFTER_MS = 20_000;
export const VEHICLES = 8000;
const SHARES = [0.01, 0.03, 0.1, 1];
export const LEAST_VEHICLES = 5;

/**
 * How true the perceived link speeds are against what simulated vehicles really did, by penetration rate and by how long the
 * platform has run: by passes alone, and fused, links that rest mostly on their own passes apart from estimates. Arguments:
 * seed of the fleet, default 1; end of the window judged, ISO 8601, default the morning peak; working days that a platform
 * just started again has a profile of, default none, a minute of CPU each.
 */
export const run: Bench = async ([seed = '1', judged = JUDGED, working_days = '0'], report) => {
  const network = buildNetwork(generateDemoCity());
  const field = createTrafficField(network, { seed: Number(seed) });
  const end_ms = Date.parse(judged);
  const cases = RUN_MINUTES.flatMap((minutes) =>
    SHARES.map((penetration_rate) => ({ minutes, penetration_rate, days: 0 })),
  );
  const with_days = SHARES.slice(0, -1).map((penetration_rate) => ({
    minutes: 20,
    penetration_rate,
    days: Number(working_days),
  }));
  for (const { minutes, penetration_rate, days } of working_days === '0' ? cases : [...cases, ...with_days]) {
    const city = { network, field, penetration_rate, typical_kmh: undefined };
    const typical_kmh = days === 0 ? undefined : await profileOf(city, { seed: Number(seed), end_ms, days });
    const from_ms = end_ms - minutes * MINUTE_MS;
    const perceived = perceive({ ...city, typical_kmh }, { seed: Number(seed), from_ms, end_ms });
    const past = days === 0 ? '' : `, with a profile of ${days} working days`;
    const note = `demo city, ${VEHICLES} vehicles, fixes each 10 s, noise 5 m, ${penetration_rate * 100} % penetration rate, ${minutes} min after a start${past}`;
    tellOf(perceived, (figure) => report({ ...figure, note }));
  }
};

export interface City {
  readonly network: RoadNetwork;
  readonly field: TrafficField;
  readonly penetration_rate: number;
  readonly typical_kmh: Float32Array | undefined;
  /** What detectors counted in a window, by what was truly driven until then. */
  readonly spotsOf?: (truth: TravelTruth, start_ms: number, end_ms: number) => readonly SpotCount[];
}

interface Drive {
  readonly seed: number;
  readonly from_ms: number;
  /** End of the window judged. */
  readonly end_ms: number;
}

interface Truth {
  readonly speed_kmh: Float32Array;
  readonly vehicles: Uint16Array;
}

interface Perceived {
  readonly alone: LinkStates;
  readonly fused: LinkStates;
  readonly truth: Truth;
}

function tellOf({ alone, fused, truth }: Perceived, tell: (figure: Figure) => void): void {
  const driven = truth.vehicles.reduce((sum, n) => sum + (n >= LEAST_VEHICLES ? 1 : 0), 0);
  tell({ figure: 'links with truth of ≥ 5 vehicles', value: driven, unit: 'links' });
  const groups: [name: string, LinkStates, (link: number) => boolean][] = [
    ['passes alone', alone, () => true],
    ['observed', fused, (link) => !isEstimated(fused, link)],
    ['estimated', fused, (link) => isEstimated(fused, link)],
    ['observed and estimated', fused, () => true],
  ];
  for (const [name, states, isOf] of groups) {
    const judged = judge(states, truth, isOf);
    const share = (figure: string, value: number) =>
      tell({ figure: `${name}: ${figure}`, value: value * 100, unit: '%' });
    share('share of these links', judged.links / driven);
    if (judged.links === 0) continue;
    share('median absolute speed error', judged.median);
    share('90th percentile of it', judged.p90);
    share('median signed error', judged.bias);
    share('truth within the 90 % interval', judged.held);
  }
}

/**
 * As the platform runs: a window each minute, given to the shard, and the window judged once more when it is settled.
 * @param onWindow called with each window in its time
 */
export function perceive(
  { network, field, penetration_rate, typical_kmh, spotsOf }: City,
  { seed, from_ms, end_ms }: Drive,
  onWindow?: (states: LinkStates) => void,
): Perceived {
  const to_ms = end_ms + SETTLED_MS;
  const fleet = simulateFleet({ network, seed, vehicles: VEHICLES, from_ms, to_ms, penetration_rate, field });
  const shard = new PerceptionShard(network, { shards: 1 });
  const fusion = new LinkFusion(network, { penetration_rate });
  const stateOf = (speed_kmh: number, free_flow_kmh: number) =>
    trafficStateOf(GB_33171_2016, speed_kmh, free_flow_kmh);
  const free_flow_kmh = assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]);
  const tell = (window_end_ms: number) => {
    const sums = shard.readWindow(window_end_ms);
    const deps = { network_version: network.meta.version, sequence: 1, free_flow_kmh, stateOf };
    const alone = estimateLinkStates(sums, deps);
    const spots = spotsOf?.(fleet.truth, sums.window_start_ms, sums.window_end_ms);
    const detections = spots && detectionsOf(spots);
    const fused = fusion.fuse(sums, alone, { stateOf, typical_kmh, detections });
    shard.expect(fusion.expectation(fused));
    return { alone, fused };
  };
  let next_ms = from_ms + MINUTE_MS;
  for (const batch of fleet.batches) {
    shard.accept(batch);
    if (batch.received_ms[batch.length - 1] < next_ms + READ_AFTER_MS) continue;
    const { fused } = tell(next_ms);
    onWindow?.(fused);
    next_ms += MINUTE_MS;
  }
  const { alone, fused } = tell(end_ms);
  const truth: Truth = fleet.truth.linkSpeeds({ from_ms: end_ms - WINDOW_MS, to_ms: end_ms });
  return { alone, fused, truth };
}

/** What is usual in the window judged, as the platform makes it, by working days before that other fleets drove. */
async function profileOf(city: City, { seed, end_ms, days }: { seed: number; end_ms: number; days: number }) {
  const slot_ms = Math.floor((end_ms - WINDOW_MS) / SLOT_MS) * SLOT_MS;
  const slots: Slot[] = [];
  for (let back = 1, known = 0; known < days; back++) {
    const day_slot_ms = slot_ms - back * DAY_MS;
    if ([0, 6].includes(new Date(day_slot_ms).getUTCDay())) continue;
    known++;
    const windows: LinkStates[] = [];
    const [from_ms, end_ms] = [day_slot_ms - 2 * SLOT_MS, day_slot_ms + 2 * SLOT_MS];
    perceive(city, { seed: seed + 100 * back, from_ms, end_ms }, (states) => {
      if (states.window_end_ms % WINDOW_MS === 0) windows.push(states);
    });
    for (let start_ms = from_ms + SLOT_MS; start_ms < end_ms; start_ms += SLOT_MS) {
      const of_slot = windows.filter(
        (states) => Math.floor(states.window_start_ms / SLOT_MS) * SLOT_MS === start_ms,
      );
      slots.push({ slot_start_ms: start_ms, speeds: slotOf(of_slot), passes: null });
    }
  }
  const store = {
    listSlotsAt: async (starts_ms: readonly number[]) =>
      slots.filter(({ slot_start_ms }) => starts_ms.includes(slot_start_ms)),
  };
  const { link_count } = city.network;
  const log = createLog('silent');
  const typical = createTypicalSpeeds({ link_count, store, clock: { now: () => slot_ms }, log });
  typical.at(slot_ms);
  await typical.flush();
  return typical.at(slot_ms);
}

/** A quarter of an hour as the platform stores it: the mean of its windows on links that were passed. */
function slotOf(windows: readonly LinkStates[]): Uint8Array {
  return Uint8Array.from(windows[0].samples, (_, link) => {
    const speeds = windows.filter(({ samples }) => samples[link] > 0).map(({ speed_kmh }) => speed_kmh[link]);
    return slotByte(speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length);
  });
}

export function judge(states: LinkStates, truth: Truth, isOf: (link: number) => boolean) {
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
