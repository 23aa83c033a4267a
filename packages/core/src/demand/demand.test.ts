import { beforeAll, describe, expect, it } from 'vitest';
import { generateDemoCity } from '../demo-city/index.ts';
import { buildNetwork, NODE_FLAG, networkFor, type RoadNetwork } from '../network/index.ts';
import { Simulation } from '../simulation/index.ts';
import { areaTraffic, placeAll } from './area-traffic.ts';
import { type CalibratedArea, calibrateArea } from './calibrate-area.ts';
import { cutArea } from './cut-area.ts';
import { flowsByDemand } from './flow-from-demand.ts';
import { flowsNow, loadOfRatio, throughput_vps } from './flow-from-speed.ts';
import { isSignalised } from './junctions.ts';
import type { SimArea } from './sim-area.ts';

const RATIO = 0.6;
const RADIUS_M = 1200;

let city: RoadNetwork;
let free_flow_kmh: Float32Array;
let speed_kmh: Float32Array;
let incident: number;
let links: Uint32Array;
let made: CalibratedArea;
let area: SimArea;

beforeAll(() => {
  city = networkFor(buildNetwork(generateDemoCity()), 'car');
  free_flow_kmh = Float32Array.from(city.link_limit_kmh, (limit) => 0.9 * limit);
  speed_kmh = free_flow_kmh.map((free) => RATIO * free);
  incident = longestOf('深南大道');
  const flow_vps = flows();
  links = cutArea(city, flow_vps, [incident], { radius_m: RADIUS_M, most_vehicle_m: Infinity }).links;
  made = calibrateArea({
    ...{ network: city, links, flow_vps, free_flow_kmh, speed_kmh },
    ...{ places: [{ link: incident, at: 0.5 }], seed: 1 },
  });
  area = made.area;
});

function flows(): Float32Array {
  const passes = new Uint16Array(city.link_count);
  return flowsNow(city, { speed_kmh, free_flow_kmh, passes, window_s: 300 });
}

function longestOf(road: string): number {
  const own = [...city.link_name.keys()].filter((link) => city.strings[city.link_name[link]] === road);
  return own.reduce((a, b) => (city.link_length_m[a] > city.link_length_m[b] ? a : b));
}

describe('flow read from speed', () => {
  it('is nothing at the free speed, capacity at half of it, and falls in a queue', () => {
    expect(loadOfRatio(1.2, 14)).toBe(0);
    expect(loadOfRatio(0.8, 14)).toBeCloseTo(0.5, 6);
    expect(loadOfRatio(0.5, 14)).toBeCloseTo(1, 6);
    // Newell's triangle: v / (v + w) at 2.8 m/s over the same at 7 m/s, w = 5.5 m/s.
    expect(loadOfRatio(0.2, 14)).toBeCloseTo(2.8 / 8.3 / (7 / 12.5), 6);
    expect(loadOfRatio(0, 14)).toBe(0);
  });

  it('is a little where the speed is free or not known, and never nothing', () => {
    const passes = new Uint16Array(city.link_count);
    const unknown = speed_kmh.slice().fill(Number.NaN);
    for (const speeds of [free_flow_kmh, unknown]) {
      const found = flowsNow(city, { speed_kmh: speeds, free_flow_kmh, passes, window_s: 300 });
      expect(found[incident]).toBeCloseTo(0.1 * throughput_vps(city, incident), 6);
    }
  });

  it('is at least what was counted over the share that reports, and at most what the link lets pass', () => {
    const passes = new Uint16Array(city.link_count);
    passes[incident] = 6;
    const counted = (penetration_rate: number) =>
      flowsNow(city, {
        ...{ speed_kmh: free_flow_kmh, free_flow_kmh, passes, window_s: 300, penetration_rate },
      })[incident];
    expect(counted(0.1)).toBeCloseTo(0.2, 6);
    expect(counted(0.0001)).toBeCloseTo(throughput_vps(city, incident), 6);
  });
});

describe('flow from what is expected to pass', () => {
  const known = (slow_ratio = RATIO) => {
    const slow_kmh = speed_kmh.slice();
    slow_kmh[incident] = slow_ratio * free_flow_kmh[incident];
    return { speed_kmh: slow_kmh, free_flow_kmh, passes: new Uint16Array(city.link_count), window_s: 300 };
  };
  const expected = (vph: number) => new Float32Array(city.link_count).fill(vph);

  it('is what is expected, up to what the link lets pass', () => {
    expect(flowsByDemand(city, known(), expected(360))[incident]).toBeCloseTo(0.1, 6);
    expect(flowsByDemand(city, known(), expected(1e6))[incident]).toBeCloseTo(
      throughput_vps(city, incident),
      6,
    );
  });

  it('is what the queue lets pass where a link stands in one, and what speeds say where nothing is expected', () => {
    expect(flowsByDemand(city, known(0.2), expected(360))[incident]).toBe(
      flowsNow(city, known(0.2))[incident],
    );
    expect(flowsByDemand(city, known(), expected(Number.NaN))).toEqual(flowsNow(city, known()));
  });
});

describe('the area round an incident', () => {
  it('is cut smaller where more drives there than can be simulated', () => {
    const { radius_m } = cutArea(city, flows(), [incident], { radius_m: 5000, most_vehicle_m: 5e7 });
    expect(radius_m).toBeLessThan(5000);
    expect(radius_m).toBeGreaterThanOrEqual(1000);
  });

  it('lies round every incident, however far from the first', () => {
    const far = city.link_count - 1;
    const { links: both } = cutArea(city, flows(), [incident, far], { radius_m: 1000, most_vehicle_m: 0 });
    expect(both).toContain(incident);
    expect(both).toContain(far);
  });

  it('has every turn of the city within it, and no other', () => {
    const inside = new Set(links);
    const expected = [...links].flatMap((from) =>
      [...city.turn_link.subarray(city.turn_offset[from], city.turn_offset[from + 1])]
        .filter((to) => inside.has(to))
        .map((to) => `${from} ${to}`),
    );
    const { turn_count, turn_from, turn_to } = area.network;
    const found = Array.from({ length: turn_count }, (_, turn) =>
      [turn_from[turn], turn_to[turn]].map((link) => area.city_link[link]),
    ).filter(([from, to]) => from !== to);
    expect(found.map((pair) => pair.join(' ')).sort()).toEqual(expected.sort());
  });

  it('divides the link of the incident, whose length and lanes stay', () => {
    const parts = area.parts.get(incident) ?? [];
    const { link_length_m, link_lanes } = area.network;
    expect(parts).toHaveLength(3);
    expect([area.places.get(incident)?.before, area.places.get(incident)?.at]).toEqual(parts.slice(0, 2));
    expect(parts.reduce((sum, part) => sum + link_length_m[part], 0)).toBeCloseTo(
      city.link_length_m[incident],
      2,
    );
    for (const part of parts) expect(link_lanes[part]).toBe(city.link_lanes[incident]);
  });

  it('has a signal where the city has one and says which are assumed; nobody gets a green of nothing', () => {
    const flagged = new Set(area.signals.filter(({ isAssumed }) => !isAssumed).map(({ node }) => node));
    for (const node of flagged) expect(city.node_flags[node] & NODE_FLAG.signals).not.toBe(0);
    for (const { node } of area.signals) expect(isSignalised(city, node)).toBe(true);
    expect(flagged.size).toBeGreaterThan(3);
    const { window_start, window_end } = area.network.signals;
    for (let w = 0; w < window_start.length; w++)
      expect(window_end[w] - window_start[w]).toBeGreaterThanOrEqual(5);
  });
});

describe('the traffic of an area', () => {
  it('goes about as fast as perceived once demand is calibrated, and says how much was taken off', () => {
    const { perceived_kmh, simulated_kmh, share_of_flow } = made.calibration;
    expect(simulated_kmh / perceived_kmh).toBeGreaterThan(0.75);
    expect(share_of_flow).toBeGreaterThan(0.4);
    expect(share_of_flow).toBeLessThanOrEqual(1);
    expect(made.paths.fit.geh_under_5).toBeGreaterThan(0.7);
  });

  it('begins with flow over speed on the links, and conserves vehicles', () => {
    const traffic = areaTraffic({ ...made, ...{ speed_kmh, free_flow_kmh, seed: 3, horizon_s: 300 } });
    const expected = links.reduce(
      (sum, link) => sum + (made.flow_vps[link] / (speed_kmh[link] / 3.6)) * city.link_length_m[link],
      0,
    );
    expect(traffic.placed.length / expected).toBeGreaterThan(0.9);
    expect(traffic.placed.length / expected).toBeLessThan(1.1);
    const simulation = new Simulation(area.network, traffic.vehicles, { seed: 3 });
    expect(placeAll(simulation, traffic)).toBe(0);
    simulation.run(300);
    const { head, next } = simulation.state.columns;
    let present = 0;
    for (const first of head) for (let v = first; v >= 0; v = next[v]) present++;
    expect(simulation.count('departed')).toBe(present + simulation.count('arrived'));
    expect(simulation.count('departed')).toBe(traffic.vehicles.vehicle_count);
  });

  it('is the same for the same seed and another for another', () => {
    const make = (seed: number) =>
      areaTraffic({ ...made, ...{ speed_kmh, free_flow_kmh, seed, horizon_s: 60 } }).vehicles.depart_s;
    expect(make(5)).toEqual(make(5));
    expect(make(5)).not.toEqual(make(6));
  });
});
