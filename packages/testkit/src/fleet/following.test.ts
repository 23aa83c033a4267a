import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { beforeAll, describe, expect, it } from 'vitest';
import { layOutWorld, type WorldCity } from '../world/index.ts';
import { type FleetSimulation, simulateFleet } from './index.ts';

const network = buildNetwork(generateDemoCity());
/** Wednesday 2026-11-25, 07:30 to 08:10 in Asia/Shanghai. */
const FROM_MS = Date.parse('2026-11-25T07:30:00+08:00');
const TO_MS = FROM_MS + 40 * MINUTE_MS;
const VEHICLES = 300;

let world: WorldCity;
let fleet: FleetSimulation;
let batches: FixBatch[];
beforeAll(() => {
  world = layOutWorld({ network, seed: 1, trips: 30_000 });
  fleet = drive();
  batches = [...fleet.batches];
}, 120_000);

const drive = (to_ms = TO_MS) =>
  simulateFleet({ network, world, seed: 1, vehicles: VEHICLES, from_ms: FROM_MS, to_ms, interval_s: 10 });

describe('a fleet that follows simulated vehicles', () => {
  it('drives: most vehicles pass many links in the peak', () => {
    const { truth } = fleet;
    const passages = new Map<number, number>();
    for (let p = 0; p < truth.length; p++)
      passages.set(truth.vehicle[p], (passages.get(truth.vehicle[p]) ?? 0) + 1);
    expect(passages.size).toBeGreaterThan(VEHICLES * 0.8);
    const usual = [...passages.values()].sort((a, b) => a - b)[passages.size >> 1];
    expect(usual).toBeGreaterThan(15);
  });

  it('goes from link to link where the turns allow it, without a gap in time, also to its next trip', () => {
    const { truth } = fleet;
    const last = new Map<number, number>();
    let jumps = 0;
    for (let p = 0; p < truth.length; p++) {
      const before = last.get(truth.vehicle[p]);
      last.set(truth.vehicle[p], p);
      expect(truth.exit_ms[p]).toBeGreaterThanOrEqual(truth.enter_ms[p]);
      if (before === undefined) continue;
      expect(truth.enter_ms[p]).toBe(truth.exit_ms[before]);
      const [a, b] = [truth.link[before], truth.link[p]];
      const turns = network.turn_link.subarray(network.turn_offset[a], network.turn_offset[a + 1]);
      if (!turns.includes(b)) jumps++;
    }
    expect(jumps).toBe(0);
  });

  it('has the speeds that the simulated vehicles had: those of the peak', () => {
    const { truth } = fleet;
    let [length_m, time_s] = [0, 0];
    for (let p = 0; p < truth.length; p++) {
      if (network.link_class[truth.link[p]] > 2) continue;
      length_m += network.link_length_m[truth.link[p]];
      time_s += (truth.exit_ms[p] - truth.enter_ms[p] - truth.dwell_ms[p]) / 1000;
    }
    expect((length_m / time_s) * 3.6).toBeGreaterThan(18);
    expect((length_m / time_s) * 3.6).toBeLessThan(42);
  });

  it('reports places on the links that it passes, and never jumps', () => {
    const place = new Map<number, { lon: number; lat: number }>();
    let far = 0;
    let all = 0;
    for (const batch of batches)
      for (let row = 0; row < batch.length; row++) {
        const [lon, lat] = [batch.lon[row], batch.lat[row]];
        const before = place.get(batch.vehicle[row]);
        place.set(batch.vehicle[row], { lon, lat });
        if (!before) continue;
        all++;
        if (Math.hypot((lon - before.lon) * 102_700, (lat - before.lat) * 111_000) > 450) far++;
      }
    expect(all).toBeGreaterThan(VEHICLES * 100);
    expect(far).toBe(0);
  });

  it('drives the same for the same seed', () => {
    const [a, b] = [drive(FROM_MS + 2 * MINUTE_MS), drive(FROM_MS + 2 * MINUTE_MS)];
    expect([...a.batches]).toEqual([...b.batches]);
  }, 120_000);

  it('rests by night', () => {
    const from_ms = FROM_MS + 19 * HOUR_MS;
    const night = simulateFleet({
      ...{ network, world, seed: 1, vehicles: VEHICLES },
      ...{ from_ms, to_ms: from_ms + 10 * MINUTE_MS },
    });
    for (const { length } of night.batches) expect(length).toBeGreaterThan(0);
    // 10 minutes against 40, on free roads: less than half as many drive.
    expect(night.truth.length).toBeLessThan(fleet.truth.length / 8);
  }, 120_000);
});
