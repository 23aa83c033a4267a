import { describe, expect, test } from 'vitest';
import { countUntil, LinkCurves } from './link-curves.ts';
import type { Simulation } from './simulation.ts';
import { type Flow, load, longestTrip, type RoadLink, road, STANDARD, totalDelay } from './test-roads.ts';
import { TrafficField } from './traffic-field.ts';

/** Runs flows over links and observes all of them. */
function drive(
  links: readonly RoadLink[],
  flows: readonly Flow[],
  until_s = Infinity,
  changes: Simulation['options']['changes'] = [],
) {
  const network = road({ links });
  const simulation = load(network, flows, { changes });
  const curves = new LinkCurves([...links.keys()]);
  simulation.observer = curves;
  simulation.run(until_s);
  return { simulation, curves };
}

/** Field of the first link, whose figures are the standard ones times its lanes. */
function fieldOf(curves: LinkCurves, lanes = 1): TrafficField {
  const link = { ...STANDARD, jam_density_vpm: STANDARD.jam_density_vpm * lanes };
  return new TrafficField(link, curves.entries(0), curves.exits(0));
}

/** Vehicles that leave the first link for each second, long after it has filled. */
function outflow(curves: LinkCurves, from_s: number, to_s: number): number {
  const exits = curves.exits(0);
  return (countUntil(exits, to_s) - countUntil(exits, from_s)) / (to_s - from_s);
}

/** Where the front between two states stands: the tail of the queue behind the exit, m upstream of it. */
function shock(curves: LinkCurves, from_s: number, to_s: number, lanes = 1): number {
  const field = fieldOf(curves, lanes);
  return (field.queueLength(from_s) - field.queueLength(to_s)) / (to_s - from_s);
}

describe('one link (check 1)', () => {
  test.each([
    [1, 0.8],
    [3, 2.4],
  ])('%i lanes carry %f veh/s', (lanes, capacity) => {
    const { curves } = drive(
      [{ from: 0, to: 1, lanes }],
      [{ route: [0], rate_vps: 3 * lanes, to_s: 1000 }],
      1000,
    );
    expect(outflow(curves, 100, 1000)).toBeCloseTo(capacity, 2);
  });
});

describe('a bottleneck of 0.4 at the exit', () => {
  test.each([
    [0.8, -5],
    [0.6, -2.222],
  ])('demand of %f: shock of %f m/s, density 0.12, speed 3.333 (check 2)', (rate_vps, speed_mps) => {
    const { curves } = drive(
      [{ from: 0, to: 1, exit_vps: 0.4 }],
      [{ route: [0], rate_vps, to_s: 1000 }],
      240,
    );
    expect(shock(curves, 100, 180)).toBeCloseTo(speed_mps, 1);
    const field = fieldOf(curves);
    const density = field.density(900, 1000, 180);
    expect(density).toBeCloseTo(0.12, 2);
    const flow = (field.count(950, 230) - field.count(950, 180)) / 50;
    expect(flow / density).toBeCloseTo(3.333, 0);
  });

  test('spill-back: the queue begins at 50 s, reaches the entry at 500 s, then 0.4 veh/s enter and 120 are on the link (check 3)', () => {
    const { curves, simulation } = drive(
      [{ from: 0, to: 1, exit_vps: 0.4 }],
      [{ route: [0], rate_vps: 0.6, to_s: 2000 }],
      1500,
    );
    const field = fieldOf(curves);
    expect(field.queueLength(48)).toBe(0);
    expect(field.queueLength(70)).toBeGreaterThan(20);
    expect(field.queueLength(490)).toBeLessThan(1000);
    expect(field.queueLength(510)).toBeGreaterThan(985);
    const entries = curves.entries(0);
    expect((countUntil(entries, 1500) - countUntil(entries, 600)) / 900).toBeCloseTo(0.4, 2);
    expect(simulation.state.columns.count[0]).toBe(120);
  });

  test.each(['spatial', 'point'])(
    '%s queue: 100 at 550 s, longest trip 300 s above free flow is that of vehicle 300, clear at 1050 s, 50,000 veh·s (check 4)',
    (kind) => {
      const { simulation, curves } = drive(
        [{ from: 0, to: 1, exit_vps: 0.4, storage_pcu: kind === 'point' ? 1e4 : undefined }],
        [
          { route: [0], rate_vps: 0.6, to_s: 500 },
          { route: [0], rate_vps: 0.2, from_s: 500, to_s: 1500 },
        ],
      );
      const depart = simulation.vehicles.depart_s;
      const queue = (at_s: number) => countUntil([...depart], at_s - 50) - countUntil(curves.exits(0), at_s);
      expect(Math.abs(queue(549.9) - 100)).toBeLessThanOrEqual(1);
      const { time_s, vehicle } = longestTrip(simulation);
      expect(Math.abs(time_s - 300)).toBeLessThanOrEqual(2.5);
      expect(Math.abs(vehicle - 300)).toBeLessThanOrEqual(1);
      expect(queue(1040)).toBeGreaterThanOrEqual(2);
      expect(queue(1054.9)).toBeLessThanOrEqual(1);
      expect(totalDelay(simulation) / 50_000).toBeCloseTo(1, 1.5);
    },
  );
});

test('three links, the middle one narrow at its end: the queue spills back and clears (check 5)', () => {
  const { simulation, curves } = drive(
    [
      { from: 0, to: 1 },
      { from: 1, to: 2, exit_vps: 0.4 },
      { from: 2, to: 3 },
    ],
    [
      { route: [0, 1, 2], rate_vps: 0.8, to_s: 400 },
      { route: [0, 1, 2], rate_vps: 0.4, from_s: 400, to_s: 800 },
      { route: [0, 1, 2], rate_vps: 0.1, from_s: 800, to_s: 2000 },
    ],
    2000,
  );
  const first = fieldOf(curves);
  expect(first.queueLength(295)).toBeLessThanOrEqual(1);
  expect(first.queueLength(310)).toBeGreaterThan(10);
  // Furthest 400 m from the upstream end.
  expect(first.queueLength(420)).toBeGreaterThan(585);
  expect(Math.max(...[420, 440, 600, 800, 1000].map((t) => first.queueLength(t)))).toBeLessThan(610);
  expect(first.queueLength(1000)).toBeGreaterThan(10);
  expect(first.queueLength(1070)).toBeLessThanOrEqual(5);
  const second = new TrafficField(STANDARD, curves.entries(1), curves.exits(1));
  expect(second.queueLength(1415)).toBeGreaterThan(0);
  expect(second.queueLength(1445)).toBeLessThanOrEqual(8);
  expect(Math.abs(longestTrip(simulation).time_s - 150 - 400)).toBeLessThanOrEqual(3);
  expect(simulation.count('arrived')).toBeGreaterThanOrEqual(584);
  expect(simulation.count('arrived')).toBeLessThanOrEqual(586);
  expect(totalDelay(simulation)).toBeGreaterThan(138_667 * 0.99);
  expect(totalDelay(simulation)).toBeLessThan(138_667 * 1.01);
});
