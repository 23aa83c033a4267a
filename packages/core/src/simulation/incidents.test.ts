import { describe, expect, test } from 'vitest';
import { countUntil, LinkCurves, smoothCount } from './link-curves.ts';
import type { LinkChange } from './sim-options.ts';
import { VehicleTable } from './sim-vehicles.ts';
import { Simulation } from './simulation.ts';
import { load, longestTrip, road, STANDARD, totalDelay } from './test-roads.ts';
import { TrafficField } from './traffic-field.ts';

const OPEN: Omit<LinkChange, 'at_s' | 'link'> = {
  kind: 'link',
  closed: false,
  lane_share: 1,
  exit_share: 1,
  speed_mps: 20,
};

function observe(simulation: Simulation, links: number[]): LinkCurves {
  const curves = new LinkCurves(links);
  simulation.observer = curves;
  return curves;
}

test('lane drop from 3 to 2, demand 2.0: density 0.28, speed 5.71, shock −2.22 (check 10)', () => {
  const network = road({
    links: [
      { from: 0, to: 1, lanes: 3 },
      { from: 1, to: 2, lanes: 2 },
    ],
  });
  const simulation = load(network, [{ route: [0, 1], rate_vps: 2, to_s: 1000 }]);
  const curves = observe(simulation, [0]);
  simulation.run(450);
  const field = new TrafficField({ ...STANDARD, jam_density_vpm: 0.6 }, curves.entries(0), curves.exits(0));
  expect(field.density(850, 1000, 350)).toBeCloseTo(0.28, 2);
  expect((field.count(950, 400) - field.count(950, 300)) / 100 / 0.28).toBeCloseTo(5.71, 1);
  expect((field.queueLength(200) - field.queueLength(400)) / 200).toBeCloseTo(-2.22, 1);
});

test('curves of a time-varying demand through an exit of 0.5 (check 11)', () => {
  const simulation = load(road({ links: [{ from: 0, to: 1, exit_vps: 0.5 }] }), [
    { route: [0], rate_vps: 0.2, to_s: 500 },
    { route: [0], rate_vps: 0.5, from_s: 500, to_s: 1000 },
    { route: [0], rate_vps: 0.6, from_s: 1000, to_s: 1500 },
    { route: [0], rate_vps: 0.2, from_s: 1500, to_s: 2000 },
  ]);
  const curves = observe(simulation, [0]);
  simulation.run(Infinity);
  expect(Math.abs(countUntil(curves.entries(0), 1500) - 650)).toBeLessThanOrEqual(1);
  expect(Math.abs(countUntil(curves.exits(0), 1500) - 575)).toBeLessThanOrEqual(1);
  expect(Math.abs(longestTrip(simulation).time_s - 150)).toBeLessThanOrEqual(2);
  // A(t) = D(t + tt(t)) for each vehicle.
  const { depart_s } = simulation.vehicles;
  const { arrived_s } = simulation.state.columns;
  for (let v = 0; v < depart_s.length; v++)
    expect(Math.abs(smoothCount(curves.exits(0), arrived_s[v]) - (v + 1))).toBeLessThan(1e-6);
});

test('incident: 1.6 → 0.8 for 600 s at a demand of 1.2: queue 240, clear at 1200 s, 144,000 veh·s, longest 200 s at vehicle 480 (check 12)', () => {
  const simulation = load(
    road({ links: [{ from: 0, to: 1, lanes: 2, length_m: 2000 }] }),
    [{ route: [0], rate_vps: 1.2, to_s: 1500 }],
    {
      changes: [
        { ...OPEN, at_s: 100, link: 0, exit_share: 0.5 },
        { ...OPEN, at_s: 700, link: 0 },
      ],
    },
  );
  const curves = observe(simulation, [0]);
  simulation.run(Infinity);
  const arrivals = [...simulation.vehicles.depart_s].map((t) => t + 100);
  const queue = (at_s: number) => countUntil(arrivals, at_s) - countUntil(curves.exits(0), at_s);
  expect(Math.abs(queue(699) - 240)).toBeLessThanOrEqual(2);
  expect(queue(1280)).toBeGreaterThan(3);
  expect(queue(1304)).toBeLessThanOrEqual(1);
  expect(totalDelay(simulation) / 144_000).toBeCloseTo(1, 1.7);
  const { time_s, vehicle } = longestTrip(simulation);
  expect(Math.abs(time_s - 100 - 200)).toBeLessThanOrEqual(2);
  expect(Math.abs(vehicle - 480)).toBeLessThanOrEqual(3);
});

test('two of three lanes closed: capacity, storage and headway are those of the one that is left', () => {
  const simulation = load(
    road({
      links: [
        { from: 0, to: 1, lanes: 3, exit_vps: 3 },
        { from: 1, to: 2, lanes: 3 },
      ],
    }),
    [{ route: [0, 1], rate_vps: 2.4, to_s: 3000 }],
    { changes: [{ ...OPEN, at_s: 0, link: 1, lane_share: 1 / 3 }] },
  );
  const curves = observe(simulation, [0, 1]);
  simulation.run(3000);
  expect((countUntil(curves.exits(1), 2900) - countUntil(curves.exits(1), 900)) / 2000).toBeCloseTo(0.8, 2);
  simulation.run(3001);
  expect(simulation.state.columns.count[1]).toBeLessThanOrEqual(200);
});

test('origin queue: 2 veh/s for 500 s onto one link: 360 out, 40 on it, 600 waiting (check 13)', () => {
  const simulation = load(road({ links: [{ from: 0, to: 1 }] }), [{ route: [0], rate_vps: 2, to_s: 500 }]);
  simulation.run(500);
  const { count } = simulation.state.columns;
  expect(Math.abs(simulation.count('arrived') - 360)).toBeLessThanOrEqual(1);
  expect(Math.abs(count[0] - 40)).toBeLessThanOrEqual(1);
  expect(Math.abs(count[1] - 600)).toBeLessThanOrEqual(1);
});

test('two routes: those who choose at departure by the queues of the moment keep equilibrium, A 440 and B 360 (check 14)', () => {
  const network = road({
    links: [
      { from: 0, to: 1, length_m: 20 },
      { from: 1, to: 2, length_m: 2000, exit_vps: 0.4 },
      { from: 1, to: 2, length_m: 4000 },
      { from: 2, to: 3, length_m: 20 },
    ],
  });
  const table = new VehicleTable(network);
  for (let n = 0; n < 800; n++) table.addFree({ id: `v${n}`, depart_s: n / 0.8 }, 0, 3);
  const simulation = new Simulation(network, table.build());
  const curves = observe(simulation, [1, 2]);
  simulation.run(Infinity);
  expect(Math.abs(curves.entries(1).length - 440)).toBeLessThanOrEqual(3);
  expect(Math.abs(curves.entries(2).length - 360)).toBeLessThanOrEqual(3);
});

describe('ring of 1000 m (check 16)', () => {
  /** Two links of 500 m that lead into each other, with vehicles spread evenly over both. */
  function ring(vehicles: number, release_s = Infinity): Simulation {
    const network = road({
      links: [
        { from: 0, to: 1, length_m: 500 },
        { from: 1, to: 0, length_m: 500 },
      ],
    });
    const table = new VehicleTable(network);
    const laps = Array.from({ length: 400 }, (_, i) => i % 2);
    for (let n = 0; n < vehicles; n++) {
      const link = n < Math.ceil(vehicles / 2) ? 0 : 1;
      table.addRouted({ id: `v${n}`, depart_s: 0 }, link === 0 ? laps : [...laps.slice(1), 0]);
    }
    const simulation = new Simulation(network, table.build(), { deadlock_release_s: release_s });
    const half = Math.ceil(vehicles / 2);
    for (let n = 0; n < vehicles; n++) {
      const [place, of] = n < half ? [n, half] : [n - half, vehicles - half];
      simulation.place(n, 500 * (1 - (place + 0.5) / of));
    }
    return simulation;
  }

  test.each([
    [40, 0.8],
    [120, 0.4],
    [199, 0.005],
  ])('%i vehicles: %f veh/s', (vehicles, flow) => {
    const simulation = ring(vehicles);
    const curves = observe(simulation, [0]);
    simulation.run(8000);
    const passed = countUntil(curves.exits(0), 8000) - countUntil(curves.exits(0), 2000);
    expect(passed / 6000).toBeCloseTo(flow, 3);
    expect(simulation.deadlocks).toHaveLength(0);
  });

  test('200 vehicles: nothing moves for ever, and the deadlock is reported with its links', () => {
    const simulation = ring(200);
    simulation.run(10_000);
    expect(simulation.count('traversals')).toBe(200);
    expect(simulation.deadlocks).toHaveLength(1);
    expect([...simulation.deadlocks[0].links].sort()).toEqual([0, 1]);
    expect(simulation.deadlocks[0].at_s).toBeLessThan(20);
  });

  test('the rule for deadlocks moves the circle on by one, and counts it', () => {
    // From one release to the next: 120 s, and 100 s for the gaps to come round.
    const simulation = ring(200, 120);
    simulation.run(2000);
    expect(simulation.count('releases')).toBeGreaterThanOrEqual(9);
    expect(simulation.count('traversals')).toBe(200 + 2 * simulation.count('releases'));
    expect(simulation.state.columns.count[0] + simulation.state.columns.count[1]).toBe(200);
  });
});

test("MATSim's three links: 32417, 32417, 32517, out 32527; with its second for each node 32519 and 32529 (check 18)", () => {
  for (const crossing_s of [0, 1]) {
    const network = road({
      links: [
        { from: 0, to: 1, length_m: 0.001 },
        { from: 1, to: 2, length_m: 2000 },
        { from: 2, to: 3, length_m: 200 },
      ],
      movements: [0, 1].map((from) => ({ from, to: from + 1, group: 0, crossing_s })),
    });
    const table = new VehicleTable(network);
    table.addRouted({ id: 'v', depart_s: 32_417 }, [0, 1, 2]);
    const simulation = new Simulation(network, table.build());
    const curves = observe(simulation, [0, 1, 2]);
    simulation.run(Infinity);
    const times = [curves.entries(0)[0], curves.exits(0)[0], curves.exits(1)[0], curves.exits(2)[0]];
    const expected = [32_417, 32_417, 32_517 + crossing_s, 32_527 + 2 * crossing_s];
    times.forEach((time, i) => {
      expect(time).toBeCloseTo(expected[i], 3);
    });
  }
});

test('corridor of DTALite: 5,000/h for 1 h into 3,600/h: 80/mile/lane, 15 mph, −8.94 mph; 1,400, 23.33 min, 972 veh·h, 83.3 min (check 19)', () => {
  const MILE_M = 1609.344;
  const mph = MILE_M / 3600;
  const lane = { speed_mps: 60 * mph, wave_mps: 12 * mph, jam_density_vpm: 180 / MILE_M, capacity_vps: 0.5 };
  const corridor = (length_m: number) =>
    load(road({ links: [{ from: 0, to: 1, lanes: 3, length_m, ...lane, exit_vps: 1 }] }), [
      { route: [0], rate_vps: 5000 / 3600, to_s: 3600 },
    ]);
  const simulation = corridor(10 * MILE_M);
  const curves = observe(simulation, [0]);
  simulation.run(Infinity);
  const link = { length_m: 10 * MILE_M, ...lane, jam_density_vpm: (3 * 180) / MILE_M };
  const field = new TrafficField(link, curves.entries(0), curves.exits(0));
  const density = field.density(9 * MILE_M, 10 * MILE_M, 1800);
  expect((density * MILE_M) / 3).toBeCloseTo(80, 0);
  expect(1 / density / mph).toBeCloseTo(15, 0);
  const shock_mps = (field.queueLength(1200, 20) - field.queueLength(2400, 20)) / 1200;
  expect(Math.abs(shock_mps / mph + 8.94)).toBeLessThan(0.15);
  const arrivals = [...simulation.vehicles.depart_s].map((t) => t + 600);
  const queued = countUntil(arrivals, 4200) - countUntil(curves.exits(0), 4200);
  expect(Math.abs(queued - 1400)).toBeLessThanOrEqual(2);
  expect((longestTrip(simulation).time_s - 600) / 60).toBeCloseTo(23.33, 1);
  expect(totalDelay(simulation) / 3600).toBeGreaterThan(970);
  expect(totalDelay(simulation) / 3600).toBeLessThan(974);
  expect((curves.exits(0).at(-1)! - 600) / 60).toBeCloseTo(83.3, 0);
});
