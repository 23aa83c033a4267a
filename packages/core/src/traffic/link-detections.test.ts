import { textNetwork } from '@opentocc/testkit';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../time/index.ts';
import {
  detectionsOf,
  estimateLinkStates,
  harmonicMean_kmh,
  isEstimated,
  LinkFusion,
  type SpotCount,
  spaceMean_kmh,
  TravelAccumulator,
} from './index.ts';

const START_MS = Date.UTC(2026, 10, 23, 0);
const city = textNetwork(`
  A----B----C----D----E
`);
const BC = city.link('BC');
const stateOf = (speed_kmh: number, free_kmh: number) => (speed_kmh > free_kmh / 2 ? 1 : 5);

/** A window of a fusion with passes on BC and what a detector there says. */
function fuse(
  fusion: LinkFusion,
  passes_kmh: readonly number[],
  spots: readonly SpotCount[],
  end_ms = START_MS,
) {
  const travel = new TravelAccumulator(city.network);
  const length_m = city.network.link_length_m[BC];
  for (const [slot, speed_kmh] of passes_kmh.entries()) {
    const exit_ms = end_ms - MINUTE_MS;
    travel.travel(slot, BC, 0, length_m, exit_ms - (length_m * 3600) / speed_kmh, exit_ms);
    travel.interrupt(slot);
  }
  const sums = travel.read(end_ms, 5);
  const free_flow_kmh = new Float32Array(city.network.link_count).fill(60);
  const observed = estimateLinkStates(sums, { network_version: 'v', sequence: 1, free_flow_kmh, stateOf });
  return fusion.fuse(sums, observed, { stateOf, detections: detectionsOf(spots) });
}

const spot = (speed_kmh: number, vehicles = 60): SpotCount => ({
  link: BC,
  vehicles,
  flow_vph: vehicles * 12,
  speed_kmh,
});

describe('a link with a detector', () => {
  test('without passes is stated by the detector, as measured, with its flow and without samples', () => {
    const states = fuse(new LinkFusion(city.network), [], [spot(30)]);
    expect(states.speed_kmh[BC]).toBeGreaterThan(27);
    expect(states.speed_kmh[BC]).toBeLessThan(36);
    expect([states.samples[BC], states.vehicles[BC], isEstimated(states, BC)]).toEqual([0, 0, false]);
    expect(states.flow_vph![BC]).toBe(720);
    expect(states.flow_vph![city.link('AB')]).toBeNaN();
  });

  test('lies between passes and detector, nearer to what is surer; the shares add up to 1', () => {
    const fusion = new LinkFusion(city.network);
    const of = (passes: readonly number[]) => fuse(fusion, passes, [spot(20)]).speed_kmh[BC];
    const [one, many] = [of([40]), of(Array.from({ length: 30 }, () => 40))];
    expect(one).toBeGreaterThan(20);
    expect(one).toBeLessThan(many);
    expect(many).toBeLessThan(40);
    const parts = fusion.partsOf(BC, fuse(fusion, [40], [spot(20)]));
    expect(parts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['passes', 'detectors']));
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 4);
  });

  test('whose spot is always faster than the link is read as what the link is', () => {
    const fusion = new LinkFusion(city.network);
    for (let step = 1; step <= 60; step++)
      fuse(fusion, [24, 25, 26, 25], [spot(40)], START_MS + step * 5 * MINUTE_MS);
    const later_ms = START_MS + 24 * 60 * MINUTE_MS;
    const { speed_kmh } = fuse(fusion, [], [spot(40)], later_ms);
    expect(speed_kmh[BC]).toBeGreaterThan(23);
    expect(speed_kmh[BC]).toBeLessThan(29);
  });

  test('is surer with it than without', () => {
    const [alone, both] = [
      fuse(new LinkFusion(city.network), [30], []),
      fuse(new LinkFusion(city.network), [30], [spot(30)]),
    ];
    expect(both.half_width_kmh[BC]).toBeLessThan(alone.half_width_kmh[BC]);
  });

  test('that measures no speed has a flow alone', () => {
    const states = fuse(new LinkFusion(city.network), [], [spot(Number.NaN)]);
    expect(states.flow_vph![BC]).toBe(720);
    expect(states.own_weight![BC]).toBe(0);
  });
});

test('two detectors of a link: the mean of their flows, the harmonic mean of their speeds by vehicles', () => {
  const { link, flow_vph, speed_kmh } = detectionsOf([spot(60, 10), spot(30, 10)]);
  expect([...link]).toEqual([BC]);
  expect(flow_vph[0]).toBe(120);
  expect(speed_kmh[0]).toBeCloseTo(40, 5);
});

test('a space mean lies below the arithmetic one by the square of the spread (Wardrop)', () => {
  expect(spaceMean_kmh(50, 'road')).toBeCloseTo(50 / 1.0324, 6);
  expect(harmonicMean_kmh([{ speed_kmh: Number.NaN, vehicles: 3 }])).toBeNaN();
});
