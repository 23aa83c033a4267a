import { describe, expect, test } from 'vitest';
import { compileScenario } from './compile-scenario.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario, ScenarioLink } from './scenario.ts';
import type { ScenarioResult } from './scenario-results.ts';

const STANDARD = { length_m: 1000, free_speed_mps: 20, reaction_time_s: 1, jam_density_vpm_per_lane: 0.2 };

function run(scenario: Scenario): ScenarioResult {
  const { compiled, findings } = compileScenario(scenario);
  if (!compiled) throw new Error(JSON.stringify(findings));
  return runScenario(scenario, compiled, { trips: true });
}

const codes = (scenario: Scenario) =>
  compileScenario(scenario).findings.map(({ code, severity, at }) => `${severity} ${at} ${code}`);

/** Links by their ends: "ab" leads from a to b. */
const streets = (...ends: string[]): ScenarioLink[] =>
  ends.map((id) => ({ id, from: id[0], to: id[1], ...STANDARD }));

const bottleneck: Scenario = {
  end_s: 2000,
  interval_s: 100,
  links: streets('ab', 'bc', 'cd').map((link) =>
    link.id === 'bc' ? { ...link, exit_capacity_vps: 0.4 } : link,
  ),
  demand: [
    {
      from_node: 'a',
      to_node: 'd',
      profile: [
        { start_s: 0, end_s: 400, flow_vps: 0.8 },
        { start_s: 400, end_s: 800, flow_vps: 0.4 },
        { start_s: 800, end_s: 2000, flow_vps: 0.1 },
      ],
    },
  ],
};

describe('results', () => {
  const { summary, links, trips } = run(bottleneck);

  test('trips, travel time and delay are those of check 5', () => {
    expect(summary).toMatchObject({ trips: 600, finished: 585, on_network: 15, waiting_to_enter: 0 });
    expect(Math.abs(summary.delay_s - 138_667)).toBeLessThan(100);
    expect(summary.longest_travel_time_s).toBeCloseTo(550, 0);
    expect(trips).toHaveLength(600);
    expect(trips?.[0]).toMatchObject({ class: 'car', depart_s: 0, travel_time_s: 150 });
  });

  test('flows, densities and queues by link and interval', () => {
    const [first, second] = links;
    expect(second.intervals[6]).toMatchObject({ outflow_vph: 1440, density_vpkm: 120, speed_kmh: 12 });
    expect(second.longest_queue_m).toBe(1000);
    expect(Math.abs(first.longest_queue_m - 600)).toBeLessThan(30);
    expect(first.entered).toBe(links[0].intervals.reduce((sum, { entered }) => sum + entered, 0));
    expect(first.intervals[0]).toMatchObject({ entered: 80, inflow_vph: 2880, mean_travel_time_s: 50 });
  });
});

test('without an end it runs until all have arrived', () => {
  const { summary, end_s } = run({ ...bottleneck, end_s: undefined });
  expect(summary.finished).toBe(600);
  expect(end_s).toBeLessThan(2300);
});

test('two routes from node to node share the demand as in equilibrium (check 14)', () => {
  const { links } = run({
    links: [
      { id: 'A', from: 'o', to: 'd', ...STANDARD, length_m: 2000, exit_capacity_vps: 0.4 },
      { id: 'B', from: 'o', to: 'd', ...STANDARD, length_m: 4000 },
    ],
    demand: [{ from_node: 'o', to_node: 'd', flow_vps: 0.8, end_s: 1000 }],
  });
  expect(Math.abs(links[0].entered - 440)).toBeLessThanOrEqual(3);
  expect(Math.abs(links[1].entered - 360)).toBeLessThanOrEqual(3);
});

test('a message lets its share of drivers go round a closure; the others wait', () => {
  const scenario: Scenario = {
    end_s: 1500,
    links: [...streets('ab', 'bd'), ...streets('bc', 'cd').map((link) => ({ ...link, length_m: 1500 }))],
    demand: [{ route: ['ab', 'bd', 'de'], flow_vps: 0.2, end_s: 1000 }],
    incidents: [{ link: 'bd', start_s: 200, closed: true }],
    messages: [{ start_s: 200, share: 0.5, links: ['ab'] }],
  };
  const withExit = { ...scenario, links: [...scenario.links, ...streets('de')] };
  const { links, summary } = run(withExit);
  const round = links.find(({ id }) => id === 'bc')?.entered ?? 0;
  // First in, first out: the first who does not hear it holds up the rest, unless it has a lane of its own.
  expect(round).toBeGreaterThanOrEqual(0);
  const apart = {
    ...withExit,
    movements: [
      { from: 'ab', to: 'bc', pocket_length_m: 1000 },
      { from: 'ab', to: 'bd' },
    ],
  };
  const own = run(apart);
  expect(own.links.find(({ id }) => id === 'bc')?.entered).toBeGreaterThan(round);
  expect(summary.finished + summary.on_network + summary.waiting_to_enter).toBe(summary.trips);
});

test('a truck takes two places and its own speed; a bus stops, others pass it where it has a bay', () => {
  const line = (bay: boolean): Scenario => ({
    links: streets('ab', 'bc'),
    demand: [{ route: ['ab', 'bc'], departures_s: [5, 10, 15] }],
    bus_lines: [
      { id: 'M1', route: ['ab', 'bc'], headway_s: 600, end_s: 1, stops: [{ link: 'ab', dwell_s: 60, bay }] },
    ],
  });
  const arrivals = (bay: boolean) => run(line(bay)).trips?.map(({ arrived_s }) => Math.round(arrived_s ?? 0));
  // Free: 100 s for cars; 120 s at 60 km/h for the bus, and 60 s at its stop.
  expect(arrivals(true)).toEqual([105, 110, 115, 180]);
  expect(
    arrivals(false)
      ?.slice(0, 3)
      .every((t) => t > 165),
  ).toBe(true);
  const trucks = run({
    end_s: 1100,
    links: streets('ab'),
    demand: [{ route: ['ab'], flow_vps: 1, class: 'truck', end_s: 1100 }],
  });
  expect(trucks.links[0].intervals[2].outflow_vph).toBeCloseTo(1440, -2);
});

test('an actuated signal serves who comes and skips who does not', () => {
  const cross = (flow_vph: number, type: 'fixed' | 'actuated'): number => {
    const { demand } = run({
      end_s: 3600,
      links: streets('wx', 'xe', 'nx', 'xs').map((link) => ({ ...link, length_m: 400 })),
      movements: [
        { from: 'wx', to: 'xe' },
        { from: 'nx', to: 'xs' },
      ],
      signals: [
        {
          node: 'x',
          type,
          phases: [
            { green_s: 30, yellow_s: 5, from_links: ['wx'] },
            { green_s: 30, yellow_s: 5, from_links: ['nx'] },
          ],
        },
      ],
      demand: [
        { id: 'main', route: ['wx', 'xe'], flow_vph: 600 },
        { id: 'side', route: ['nx', 'xs'], flow_vph },
      ],
    });
    return demand[0].mean_delay_s ?? Number.NaN;
  };
  expect(cross(0, 'actuated')).toBeLessThan(0.5);
  expect(cross(0, 'fixed')).toBeGreaterThan(8);
  expect(cross(60, 'actuated')).toBeLessThan(cross(60, 'fixed') / 2);
});

test('a roundabout: entering vehicles give way to those who circulate', () => {
  const ring = (circulating_vph: number) =>
    run({
      end_s: 3600,
      nodes: ['o', 'p', 'q', 'r', 's'].map((id) => ({ id, control: 'roundabout' as const })),
      links: [
        { id: 'in', from: 'o', to: 'q', length_m: 300 },
        { id: 'ring1', from: 'p', to: 'q', length_m: 40, free_speed_kmh: 30, circulating: true },
        { id: 'ring2', from: 'q', to: 'r', length_m: 40, free_speed_kmh: 30, circulating: true },
      ],
      demand: [
        { id: 'entry', route: ['in', 'ring2'], flow_vph: 3000 },
        { id: 'ring', route: ['ring1', 'ring2'], flow_vph: circulating_vph, arrivals: 'poisson' },
      ],
    }).demand[0].finished;
  const capacities = [100, 400, 800].map(ring);
  // HCM 2010 for one lane: 1130 · e^(−0.001 q), that is 1022, 757 and 508 veh/h.
  [1022, 757, 508].forEach((hcm, i) => {
    expect(Math.abs(capacities[i] / hcm - 1)).toBeLessThan(0.25);
  });
});

describe('what is wrong is named before the run, all at once', () => {
  const fine: Scenario = {
    links: streets('ab', 'bc', 'cd'),
    demand: [{ route: ['ab', 'bc'], flow_vph: 100, end_s: 100 }],
  };

  test.each<[string, Partial<Scenario>, string]>([
    [
      'a destination that cannot be reached',
      { demand: [{ from_node: 'c', to_node: 'a', count: 1 }] },
      'error demand unreachable',
    ],
    ['a route with a gap', { demand: [{ route: ['ab', 'cd'], count: 1 }] }, 'error demand[0] no_route'],
    ['an unknown link', { demand: [{ route: ['ab', 'zz'], count: 1 }] }, 'error demand[0] unknown_link'],
    [
      'more vehicles than a computer holds',
      { demand: [{ route: ['ab', 'bc'], flow_vph: 1e12, end_s: 100 }] },
      'error demand[0] too_many_vehicles',
    ],
    ['an end that never comes', { end_s: 1e300 }, 'error interval_s too_many_intervals'],
    ['intervals without number', { interval_s: 1e-9 }, 'error interval_s too_many_intervals'],
    [
      'more phases than a controller can choose among',
      {
        signals: [
          { node: 'b', type: 'actuated', phases: Array(33).fill({ max_green_s: 9, from_links: ['ab'] }) },
        ],
      },
      'error signals[0] too_many_phases',
    ],
    ['a banned turn on a route', { turn_bans: [{ from: 'ab', to: 'bc' }] }, 'error demand[0] no_route'],
    [
      'overlapping closures',
      {
        incidents: [
          { link: 'bc', start_s: 0, end_s: 50, closed: true },
          { link: 'bc', start_s: 40, closed: true },
        ],
      },
      'error incidents[1] overlapping_closures',
    ],
    [
      'a scenario before its base',
      { start_s: 100, incidents: [{ link: 'bc', start_s: 50, closed: true }] },
      'error incidents[0] before_start',
    ],
    [
      'more lanes closed than there are',
      { incidents: [{ link: 'bc', start_s: 0, lanes_closed: 2 }] },
      'error incidents[0] too_many_lanes_closed',
    ],
    [
      'a closed origin',
      { incidents: [{ link: 'ab', start_s: 0, end_s: 500, closed: true }] },
      'warning links closed_origin',
    ],
    [
      'a network cut by a closure',
      {
        demand: [{ from_link: 'ab', to_link: 'cd', count: 3, end_s: 9 }],
        incidents: [{ link: 'bc', start_s: 0, end_s: 500, closed: true }],
      },
      'warning incidents cut_off',
    ],
    ['an id used twice', { links: streets('ab', 'bc', 'ab') }, 'error links[2] duplicate_id'],
    [
      'a lane that contradicts itself',
      { links: [...streets('ab'), { ...streets('bc')[0], capacity_vph: 9000 }] },
      'error links[1] contradictory_lane',
    ],
    [
      'a movement that is never green',
      { signals: [{ node: 'b', phases: [{ green_s: 30 }] }] },
      'error signals[0] never_green',
    ],
  ])('%s', (_name, change, finding) => {
    expect(codes(fine)).toEqual([]);
    expect(codes({ ...fine, ...change })).toContain(finding);
  });
});
