import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { textNetwork } from '@opentocc/testkit';
import { simulateFleet } from '@opentocc/testkit/fleet';
import { describe, expect, test } from 'vitest';
import { gatherEvidence } from './evidence.ts';
import { PerceptionShard } from './index.ts';
import { batchOf, type TestFix } from './test-batch.ts';

const END_MS = Date.UTC(2026, 10, 23, 0, 5);
const city = textNetwork('A--------------------B');
const link = city.link('AB');
const [LON, LAT] = [114.05, 22.55];
const HUNDRED = 100 / 102_860.4;
const window = { window_start_ms: END_MS - 5 * MINUTE_MS, window_end_ms: END_MS };
const ask = (...fixes: readonly TestFix[]) =>
  gatherEvidence({ network: city.network }, [batchOf(fixes)], { link, ...window, traits: {} });

/** A vehicle that drives 100 m each 10 s, `steps` fixes, 5 m beside the road. */
const drive = (vehicle: number, steps: number): TestFix[] =>
  Array.from({ length: steps }, (_, i) => ({
    vehicle,
    at_ms: END_MS - 200_000 + 10_000 * i,
    lon: LON + (2 + i) * HUNDRED,
    lat: LAT + 5 / 110_700,
    speed_kmh: 36,
    status: 3,
  }));

describe('evidence of a link', () => {
  test('holds each pass with its fixes, and where each was matched', () => {
    const { passes, speed_kmh } = ask(...drive(7, 8));
    expect(speed_kmh).toBeCloseTo(36, 0);
    expect(passes).toMatchObject([{ vehicle: 7, left_out: 'none', weight: 1 }]);
    const [first] = passes[0].fixes;
    expect(first.matched).toMatchObject({ link, is_here: true });
    expect(first.matched!.off_m).toBeCloseTo(5, 0);
    expect(first.matched!.place[1]).toBeCloseTo(LAT, 5);
  });

  test('tells a stop of a vehicle’s own from its travel', () => {
    const stop = Array.from({ length: 6 }, (_, i) => ({
      ...drive(7, 5)[4],
      at_ms: END_MS - 150_000 + 10_000 * i,
      speed_kmh: 0,
      status: 3 | (1 << 13),
    }));
    const on = drive(7, 8)
      .slice(5)
      .map((fix) => ({ ...fix, at_ms: fix.at_ms + 60_000 }));
    const [pass] = ask(...drive(7, 5), ...stop, ...on).passes;
    expect(pass.left_out).toBe('stated_stop');
    expect(pass.left_out_s).toBeGreaterThanOrEqual(50);
    expect(pass.speed_kmh).toBeGreaterThan(25);
  });

  test('names fixes near the link that were not used, and why', () => {
    const jump = { ...drive(7, 8)[7], at_ms: END_MS - 129_000, lon: LON + 19 * HUNDRED };
    const { rejects, rejects_total } = ask(...drive(7, 8), jump);
    expect(rejects).toMatchObject([{ vehicle: 7, reason: 'impossible_speed' }]);
    expect(rejects_total).toBe(1);
  });

  test('says nothing of who was elsewhere, before or after', () => {
    const away = drive(7, 8).map((fix) => ({ ...fix, lat: LAT + 0.02 }));
    const later = drive(8, 8).map((fix) => ({ ...fix, at_ms: fix.at_ms + 10 * MINUTE_MS }));
    expect(ask(...away, ...later)).toMatchObject({ passes: [], rejects: [], speed_kmh: null, fixes: 0 });
  });
});

test('what is found again is what was counted, link by link', () => {
  const network = buildNetwork(generateDemoCity());
  const from_ms = Date.parse('2026-11-23T08:00:00+08:00');
  const to_ms = from_ms + 9 * MINUTE_MS;
  const fleet = simulateFleet({ network, seed: 5, vehicles: 600, from_ms, to_ms });
  const batches = [...fleet.batches];
  const shard = new PerceptionShard(network, { shards: 1 });
  for (const batch of batches) shard.accept(batch);
  const sums = shard.readWindow(to_ms);
  const busy = [...sums.passes.keys()].sort((a, b) => sums.passes[b] - sums.passes[a]).slice(0, 3);
  for (const one of busy) {
    const found = gatherEvidence({ network }, batches, {
      link: one,
      window_start_ms: sums.window_start_ms,
      window_end_ms: sums.window_end_ms,
      traits: {},
    });
    const counted = found.passes.filter(({ speed_kmh }) => speed_kmh !== null);
    expect(counted.length).toBe(sums.passes[one]);
    expect(found.speed_kmh).toBeCloseTo((sums.distance[one] / sums.time[one]) * 3.6, 1);
    expect(counted.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 3);
  }
});
