import { MINUTE_MS } from '@opentocc/core/time';
import { describe, expect, it } from 'vitest';
import { type CrossedVisit, calibrateLanes } from './calibrate-lanes.ts';
import { Draws } from './draws.ts';
import type { LanePlan } from './queue-line.ts';

const FROM_MS = Date.parse('2026-11-28T07:00:00+08:00');
const SAID: LanePlan = {
  ...{ by_hour: Array(24).fill(3), service_s: 90, service_cv: 0.5, drift_cv: 0.1, free_s: 300, free_cv: 0.2 },
};

/** A world of its own: `lanes` servers one after the other, each truck delayed on its way besides. */
function world(
  trucks: readonly number[],
  truth: { lanes: number; service_s: number; way_s: number },
): CrossedVisit[] {
  const draws = new Draws(5, 0, 0);
  const free = Array<number>(truth.lanes).fill(0);
  return trucks.map((entered_ms) => {
    const lane = free.indexOf(Math.min(...free));
    const begin_ms = Math.max(entered_ms, free[lane]);
    free[lane] = begin_ms + truth.service_s * 1000 * draws.around1(0.5);
    return { entered_ms, crossed_ms: free[lane] + truth.way_s * 1000 * draws.around1(0.3) };
  });
}

describe('lanes that are calibrated by trucks that crossed', () => {
  it('get their way through from trucks without a queue, and leave the capacity as it was said', () => {
    const seldom = Array.from({ length: 60 }, (_, i) => FROM_MS + i * 20 * MINUTE_MS);
    const found = calibrateLanes(SAID, world(seldom, { lanes: 3, service_s: 90, way_s: 600 }))!;
    expect(found.has_capacity).toBe(false);
    expect(found.plan.service_s).toBe(90);
    expect(found.plan.free_s).toBeGreaterThan(540);
    expect(found.plan.free_s).toBeLessThan(660);
    expect(found.plan.free_cv).toBeGreaterThan(0.2);
    expect(found.plan.free_cv).toBeLessThan(0.45);
  });

  it('get their capacity from hours in which they were saturated', () => {
    const seldom = Array.from({ length: 60 }, (_, i) => FROM_MS - (i + 30) * 20 * MINUTE_MS).reverse();
    // 200 an hour for three hours, before lanes that take 72.
    const rush = Array.from({ length: 600 }, (_, i) => FROM_MS + i * 18_000);
    const found = calibrateLanes(
      SAID,
      world([...seldom, ...rush], { lanes: 3, service_s: 150, way_s: 300 }),
    )!;
    expect(found.has_capacity).toBe(true);
    expect(found.plan.service_s).toBeGreaterThan(140);
    expect(found.plan.service_s).toBeLessThan(160);
  });

  it('say nothing of a few trucks', () => {
    expect(calibrateLanes(SAID, world([FROM_MS], { lanes: 3, service_s: 90, way_s: 300 }))).toBeNull();
  });
});
