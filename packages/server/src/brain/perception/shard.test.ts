import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { estimateLinkStates, LinkFusion, type LinkPass, topSpeed_kmh } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { SIMULATED_SOURCE, simulateFleet } from '@opentocc/testkit/fleet';
import { describe, expect, test } from 'vitest';
import { PerceptionShard } from './index.ts';
import { batchOf, type TestFix } from './test-batch.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
const city = textNetwork(`
  A--------------------B
  |                    |
  C--------------------D
`);
const [LON, LAT] = [114.05, 22.55];
/** Degrees of a hundred metres to the east. */
const HUNDRED = 100 / 102_860.4;

/** What became of fixes that one shard took one after the other. */
function judged(...fixes: readonly TestFix[]) {
  const shard = new PerceptionShard(city.network, { shards: 1 });
  shard.accept(batchOf(fixes));
  const [quality] = shard.takeQuality().ticks;
  return { accepted: quality.accepted, rejected: quality.rejected };
}

const first: TestFix = { at_ms: START_MS, lon: LON + HUNDRED, lat: LAT };

describe('a fix is rejected', () => {
  test.each([
    ['that is not positioned', { ...first, status: 0 }, 'not_positioned'],
    ['at zero, zero', { ...first, lon: 0, lat: 0 }, 'zero_position'],
    ['whose clock is ahead', { ...first, received_ms: START_MS - 2 * MINUTE_MS }, 'future_clock'],
    ['whose clock is stale', { ...first, received_ms: START_MS + 11 * MINUTE_MS }, 'stale_clock'],
    ['outside the city', { ...first, lat: 30 }, 'out_of_area'],
    ['on no road', { ...first, lat: LAT + 0.005 }, 'unmatched'],
  ] as const)('%s', (_, fix, reason) => {
    expect(judged(fix)).toEqual({ accepted: 0, rejected: { [reason]: 1 } });
  });

  test.each([
    ['that came before', first, 'duplicate'],
    ['older than the last one', { ...first, at_ms: START_MS - 1000 }, 'out_of_order'],
    [
      'farther than a vehicle can have come',
      { ...first, at_ms: START_MS + 1000, lon: LON + 15 * HUNDRED },
      'impossible_speed',
    ],
    [
      'that drives and stands on the very same place',
      { ...first, at_ms: START_MS + 10_000, speed_kmh: 36 },
      'frozen',
    ],
    [
      'that moved much faster than either fix states',
      { ...first, at_ms: START_MS + 10_000, lon: LON + 4 * HUNDRED, speed_kmh: 10 },
      'contradicts_speed',
    ],
  ] as const)('%s', (_, fix, reason) => {
    expect(judged({ ...first, speed_kmh: 0 }, fix)).toEqual({ accepted: 1, rejected: { [reason]: 1 } });
  });
});

test('a fix without a place is looked into for its clock only', () => {
  const shard = new PerceptionShard(city.network, { shards: 1 });
  const lost = { ...first, vehicle: 2, lon: 0, lat: 0, status: 0 };
  shard.accept(batchOf([first, lost]));
  const places = shard.takeQuality().looks.map(({ at_ms, lon }) => [at_ms, lon]);
  expect(places).toEqual([
    [START_MS, first.lon],
    [START_MS, Number.NaN],
  ]);
});

test('fixes of one second from different places are timed by when they came', () => {
  const tenth = (i: number, received_ms: number) => ({
    ...first,
    lon: first.lon + i * 1e-5,
    received_ms: START_MS + received_ms,
  });
  expect(judged(tenth(0, 100), tenth(1, 300), tenth(2, 500))).toEqual({ accepted: 3, rejected: {} });
  const next = { ...first, at_ms: START_MS + 1000, lon: first.lon + 1e-4, received_ms: START_MS + 3100 };
  expect(judged(tenth(0, 100), tenth(1, 2600), next)).toEqual({ accepted: 3, rejected: {} });
});

test.each([
  ['from the same place', { ...first, received_ms: START_MS + 300 }],
  ['that came in the same breath', { ...first, lon: first.lon + 1e-5, received_ms: START_MS + 40 }],
])('a fix of the same second %s is a duplicate', (_, fix) => {
  expect(judged(first, fix)).toEqual({ accepted: 1, rejected: { duplicate: 1 } });
});

test('a vehicle that stands on the very same place, or crawls, is believed', () => {
  const stands = (at_s: number, speed_kmh: number) => ({
    ...first,
    at_ms: START_MS + at_s * 1000,
    speed_kmh,
  });
  expect(judged(stands(0, 0), stands(10, 0), stands(20, 4))).toEqual({ accepted: 3, rejected: {} });
});

test('a receiver that repeats its place in a slow tunnel is frozen, and the vehicle drove on at its speed', () => {
  const speed_kmh = 25;
  const at = (second: number): TestFix => ({
    at_ms: START_MS + second * 1000,
    lon: LON + ((100 + (second * speed_kmh) / 3.6) / 100) * HUNDRED,
    lat: LAT,
    speed_kmh,
  });
  const seconds = (from: number, fixes: number) => Array.from({ length: fixes }, (_, i) => from + i * 5);
  const before = seconds(0, 6).map(at);
  const inside = seconds(30, 12).map((second) => ({ ...at(25), at_ms: START_MS + second * 1000 }));
  const behind = seconds(90, 12).map(at);
  const passes: LinkPass[] = [];
  const witness = {
    fix: () => undefined,
    place: () => undefined,
    pass: (pass: LinkPass) => passes.push(pass),
  };
  const shard = new PerceptionShard(city.network, { shards: 1, witness });
  shard.accept(batchOf([...before, ...inside, ...behind]));
  expect(shard.takeQuality().ticks[0].rejected).toEqual({ frozen: 11 });

  const sums = shard.readWindow(START_MS + 5 * MINUTE_MS);
  const link = city.link('AB');
  expect((3.6 * sums.distance[link]) / sums.time[link]).toBeCloseTo(speed_kmh, 0);
  expect(passes.map(({ left_out_s }) => left_out_s)).toEqual([0]);
});

test('a receiver that holds the place of a vehicle that stands and shows the noise of its speed is not frozen', () => {
  const noise = Array.from({ length: 60 }, (_, i) => ({
    ...first,
    at_ms: START_MS + i * 5000,
    speed_kmh: 2,
  }));
  expect(judged(...noise)).toEqual({ accepted: 60, rejected: {} });
});

test('a place that a fifth vehicle states to the centimetre is nobody’s own', () => {
  const same = (vehicle: number, lon = LON + HUNDRED) => ({ ...first, vehicle, lon, lat: LAT + 0.000_011 });
  const many = [1, 2, 3, 4, 5, 6];
  expect(judged(...many.map((v) => same(v)))).toEqual({ accepted: 4, rejected: { shared_position: 2 } });
  expect(judged(...many.map((v) => same(v, LON + HUNDRED + v * 2e-6)))).toMatchObject({ accepted: 6 });
});

test('what was rejected can be looked at as it was sent, and every vehicle is looked at once a minute', () => {
  const shard = new PerceptionShard(city.network, { shards: 1 });
  const late = { ...first, vehicle: 9, at_ms: START_MS - 8 * 3_600_000, received_ms: START_MS + 500 };
  shard.accept(batchOf([first, { ...first, at_ms: START_MS + 5000 }, late]));
  const { ticks, looks } = shard.takeQuality();
  expect(ticks[0].samples).toMatchObject([
    { reason: 'stale_clock', vehicle: 9, at_ms: late.at_ms, lat: LAT },
  ]);
  expect(ticks[0].newest).toHaveLength(1);
  expect(looks.map(({ vehicle }) => vehicle)).toEqual([1, 9]);
});

test('after three jumps in a row it is the place before that was wrong', () => {
  const far = (at_s: number) => ({ ...first, at_ms: START_MS + at_s * 1000, lon: LON + 15 * HUNDRED });
  expect(judged(first, far(1), far(2), far(3), far(4))).toEqual({
    accepted: 3,
    rejected: { impossible_speed: 2 },
  });
});

test('a source of another datum is moved onto the road it drives on', () => {
  const shard = new PerceptionShard(city.network, { shards: 1 });
  // Futian in GCJ-02 lies about 530 m from the same place in WGS-84.
  const gcj: TestFix = { ...first, source: 2, lon: LON + 5 * HUNDRED + 0.00507, lat: LAT - 0.00283 };
  shard.accept(batchOf([gcj]), { 2: { datum: 'GCJ-02', error_m: 0 } });
  const { lon, lat, link } = shard.takePositions(START_MS);
  expect([city.link('AB'), city.link('BA')]).toContain(link[0]);
  expect(Math.abs(lon[0] - LON - 5 * HUNDRED)).toBeLessThan(30 / 102_860);
  expect(Math.abs(lat[0] - LAT)).toBeLessThan(1e-5);
});

test('positions are those of the vehicles that reported since the last read, each once', () => {
  const shard = new PerceptionShard(city.network, { shards: 1 });
  const fix = (vehicle: number, at_s: number): TestFix => ({
    ...first,
    vehicle,
    at_ms: START_MS + at_s * 1000,
  });
  shard.accept(batchOf([fix(7, 0), fix(3000, 0), fix(7, 5)]));
  expect([...shard.takePositions(START_MS).vehicle].sort()).toEqual([3000, 7]);
  expect(shard.takePositions(START_MS).vehicle).toHaveLength(0);
});

test('vehicles that jump, as after a restart of their fleet, show on no link as faster than it can be driven', () => {
  const network = buildNetwork(generateDemoCity());
  const from_ms = Date.parse('2026-11-23T08:00:00+08:00');
  const vehicles = 400;
  const to_ms = from_ms + 5 * MINUTE_MS;
  const fleet = simulateFleet({ network, seed: 3, vehicles, from_ms, to_ms, interval_s: 10 });
  const shard = new PerceptionShard(network, { shards: 1 });
  const jumped = from_ms + 2 * MINUTE_MS;
  for (const batch of fleet.batches) {
    const vehicle = batch.vehicle.map((id, row) => (batch.at_ms[row] < jumped ? id : (id + 7) % vehicles));
    shard.accept({ ...batch, vehicle });
  }
  const sums = shard.readWindow(to_ms);
  const deps = {
    network_version: network.meta.version,
    sequence: 1,
    free_flow_kmh: Float32Array.from(network.link_limit_kmh),
    stateOf: () => 1,
  };
  const observed = estimateLinkStates(sums, deps);
  const fused = new LinkFusion(network).fuse(sums, observed, deps);
  const above = ({ speed_kmh }: { speed_kmh: Float32Array }) =>
    [...speed_kmh].filter((speed, link) => speed > topSpeed_kmh(network, link) * 1.0001);
  expect([above(observed), above(fused)]).toEqual([[], []]);
  expect(observed.samples.filter((passes) => passes > 0).length).toBeGreaterThan(500);
  expect(shard.takeTooFast()).toBeGreaterThan(10);
  expect(shard.takeTooFast()).toBe(0);
});

test('a position says when its fix was and when it came, however late it is read', () => {
  const shard = new PerceptionShard(city.network, { shards: 1 });
  const late = { ...first, received_ms: START_MS + 40_000 };
  const ahead = { ...first, vehicle: 2, at_ms: START_MS + 5_000, received_ms: START_MS };
  shard.accept(batchOf([late, ahead]), {}, false);
  const { fix_ms, came_ms } = shard.takePositions(START_MS + 5 * MINUTE_MS);
  expect([...fix_ms]).toEqual([START_MS, START_MS]);
  expect([...came_ms]).toEqual([START_MS + 40_000, START_MS]);
});

describe('against what a fleet of the demo city really did', () => {
  test('link speeds are within 10 % (median) where at least five vehicles passed', () => {
    const network = buildNetwork(generateDemoCity());
    const from_ms = Date.parse('2026-11-23T08:00:00+08:00');
    const to_ms = from_ms + 9 * MINUTE_MS;
    const defects = { gcj02: 0.1 };
    const fleet = simulateFleet({ network, seed: 5, vehicles: 2500, from_ms, to_ms, defects });
    const shard = new PerceptionShard(network, { shards: 1 });
    for (const batch of fleet.batches)
      shard.accept(batch, { [SIMULATED_SOURCE.gcj02]: { datum: 'GCJ-02', error_m: 0 } });
    const states = estimateLinkStates(shard.readWindow(to_ms - 2 * MINUTE_MS), {
      network_version: network.meta.version,
      sequence: 1,
      free_flow_kmh: Float32Array.from(network.link_limit_kmh),
      stateOf: () => 1,
    });
    const { window_start_ms, window_end_ms } = states;
    const truth = fleet.truth.linkSpeeds({ from_ms: window_start_ms, to_ms: window_end_ms });
    const errors: number[] = [];
    for (const [link, vehicles] of truth.vehicles.entries())
      if (vehicles >= 5) errors.push(Math.abs(states.speed_kmh[link] / truth.speed_kmh[link] - 1));
    errors.sort((a, b) => a - b);
    expect(errors.length).toBeGreaterThan(50);
    expect(errors[errors.length >> 1]).toBeLessThan(0.1);
  });

  test('at a penetration rate of 10 % nearly every link has a speed, within 10 % (median), and its interval holds', () => {
    const network = buildNetwork(generateDemoCity());
    const penetration_rate = 0.1;
    const from_ms = Date.parse('2026-11-25T12:30:00+08:00');
    const to_ms = from_ms + 15 * MINUTE_MS;
    const drive = { network, vehicles: 6000, from_ms, to_ms, penetration_rate };
    const fleet = simulateFleet({ ...drive, seed: 11, step_ms: 2000 });
    const shard = new PerceptionShard(network, { shards: 1 });
    const fusion = new LinkFusion(network, { penetration_rate });
    const free_flow_kmh = Float32Array.from(network.link_limit_kmh);
    const tell = (end_ms: number) => {
      const sums = shard.readWindow(end_ms);
      const deps = { network_version: network.meta.version, sequence: 1, free_flow_kmh, stateOf: () => 1 };
      const states = fusion.fuse(sums, estimateLinkStates(sums, deps), deps);
      shard.expect(fusion.expectation(states));
      return states;
    };
    let minute_ms = from_ms + MINUTE_MS;
    for (const batch of fleet.batches) {
      shard.accept(batch);
      if (batch.received_ms[batch.length - 1] < minute_ms + 20_000) continue;
      tell(minute_ms);
      minute_ms += MINUTE_MS;
    }
    const states = tell(to_ms - 2 * MINUTE_MS);
    const { window_start_ms, window_end_ms, speed_kmh, half_width_kmh } = states;
    const truth = fleet.truth.linkSpeeds({ from_ms: window_start_ms, to_ms: window_end_ms });
    const links = [...truth.vehicles.keys()].filter((link) => truth.vehicles[link] >= 5);
    const estimated = links.filter((link) => speed_kmh[link] > 0);
    const off = estimated.map((link) => Math.abs(speed_kmh[link] - truth.speed_kmh[link]));
    const errors = estimated.map((link, i) => off[i] / truth.speed_kmh[link]).sort((a, b) => a - b);
    const held = estimated.filter((link, i) => off[i] <= half_width_kmh[link]).length;
    expect(links.length).toBeGreaterThan(1000);
    expect(estimated.length / links.length).toBeGreaterThan(0.98);
    expect(errors[errors.length >> 1]).toBeLessThan(0.1);
    expect(held / estimated.length).toBeGreaterThan(0.85);
    expect(held / estimated.length).toBeLessThan(0.95);
  });
});
