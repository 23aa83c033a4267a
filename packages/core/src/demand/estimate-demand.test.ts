import { describe, expect, it } from 'vitest';
import { buildSimNetwork } from '../simulation/index.ts';
import { wantedToPass } from './detector-queue.ts';
import { type DemandInput, estimateDemand, passagesSeen } from './estimate-demand.ts';
import { expandTrips } from './expand-trips.ts';
import { mergeZones } from './merge-zones.ts';
import { geh, scoreFlows } from './scores.ts';
import type { DetectorCount, Periods, SeenTrips } from './seen-trips.ts';
import { simulateDemand } from './simulate-demand.ts';
import { timesColumns } from './sparse-columns.ts';
import { wholeVehicles } from './whole-vehicles.ts';

/** Counts say more than what was held. */
const LITTLE_KNOWN = { generation: 0.5, share: 0.3, route: 0.7, count: 0.05 };
const QUARTERS: Periods = { start_s: 0, length_s: 900, count: 2 };
/** Two zones whose trips meet on link 2: zone 0 begins on link 0, zone 1 on link 1; both end by link 3 or 4. */
const WAYS = [
  { origin: 0, destination: 0, links: [0, 2, 3] },
  { origin: 0, destination: 1, links: [0, 2, 4] },
  { origin: 1, destination: 0, links: [1, 2, 3] },
  { origin: 1, destination: 1, links: [1, 2, 4] },
];

/** So many trips on each way in each quarter-hour, that are on each link within it. */
function tripsOf(each: readonly number[]): SeenTrips {
  const rows = WAYS.flatMap((way, i) =>
    [0, 1].flatMap((period) =>
      Array.from({ length: each[i] }, (_, n) => ({ ...way, at_s: period * 900 + n })),
    ),
  );
  const offset = Uint32Array.from([0, ...rows.map((_, i) => 3 * (i + 1))]);
  return {
    origin: Uint16Array.from(rows, ({ origin }) => origin),
    destination: Uint16Array.from(rows, ({ destination }) => destination),
    depart_s: Float64Array.from(rows, ({ at_s }) => at_s),
    offset,
    link: Uint32Array.from(rows.flatMap(({ links }) => links)),
    entered_s: Float64Array.from(rows.flatMap(({ at_s }) => [at_s, at_s + 20, at_s + 40])),
  };
}

const counted = (link: number, vehicles: number, isLeast = false): DetectorCount[] =>
  [0, 1].map((period) => ({ link, period, vehicles, isLeast }));

function estimateOf(trips: SeenTrips, counts: readonly DetectorCount[], given: Partial<DemandInput> = {}) {
  const passages = passagesSeen(trips, counts, QUARTERS);
  const stands_for = new Float64Array(trips.origin.length).fill(10);
  return estimateDemand({
    ...{ trips, counts, periods: QUARTERS, zone_count: 2, stands_for, passages, doubts: LITTLE_KNOWN },
    ...given,
  });
}

const sumOf = (of: Float64Array, which: (trip: number) => boolean) =>
  of.reduce((sum, value, trip) => sum + (which(trip) ? value : 0), 0);

describe('demand from counts', () => {
  it('gives each zone what is counted where its trips begin', () => {
    // 20 trips of each zone and quarter-hour, held to stand for 200: counted are 300 and 100.
    const trips = tripsOf([10, 10, 10, 10]);
    const { stands_for, estimated } = estimateOf(trips, [...counted(0, 300), ...counted(1, 100)]);
    expect(sumOf(stands_for, (trip) => trips.origin[trip] === 0) / 2).toBeCloseTo(300, -1);
    expect(sumOf(stands_for, (trip) => trips.origin[trip] === 1) / 2).toBeCloseTo(100, -1);
    expect(scoreFlows(estimated, [300, 300, 100, 100]).geh_under_5).toBe(1);
  });

  it('says what passes where nobody counts', () => {
    // True: zone 0 300, zone 1 100, each half to either side: link 3 carries 200 in a quarter-hour. Held were 200 too, link 2 400.
    const trips = tripsOf([10, 10, 10, 10]);
    const { stands_for } = estimateOf(trips, [...counted(0, 300), ...counted(1, 100), ...counted(4, 200)]);
    expect(sumOf(stands_for, (trip) => trips.destination[trip] === 0) / 2).toBeCloseTo(200, -1);
  });

  it('moves shares where one side of the fork is counted', () => {
    const trips = tripsOf([10, 10, 10, 10]);
    const { stands_for } = estimateOf(trips, [...counted(2, 400), ...counted(3, 280), ...counted(4, 120)]);
    expect(sumOf(stands_for, (trip) => trips.destination[trip] === 0) / 2).toBeCloseTo(280, -1);
  });

  it('does not follow one detector that is broken', () => {
    const trips = tripsOf([10, 10, 10, 10]);
    const right = [...counted(0, 200), ...counted(1, 200), ...counted(3, 200), ...counted(4, 200)];
    const { stands_for, weight } = estimateOf(trips, [...right, ...counted(2, 4000)]);
    expect(sumOf(stands_for, () => true) / 2 / 400).toBeLessThan(1.15);
    expect(weight[8]).toBeLessThan(0.1);
  });

  it('takes a detector in a queue for the least that wants to pass', () => {
    const trips = tripsOf([10, 10, 10, 10]);
    const { stands_for } = estimateOf(trips, counted(2, 150, true));
    expect(sumOf(stands_for, () => true) / 2).toBe(400);
  });

  it('multiplies no factor by more than its bound, whatever is counted', () => {
    const { stands_for, generation } = estimateOf(tripsOf([10, 10, 10, 10]), counted(0, 1e7), {
      doubts: { generation: 100, share: 100, route: 100, count: 0.05 },
    });
    for (const factor of generation) expect(factor).toBeLessThanOrEqual(20);
    for (const vehicles of stands_for) expect(vehicles).toBeGreaterThan(0);
  });

  it('is what was held where nothing is counted', () => {
    const trips = tripsOf([3, 3, 3, 3]);
    expect([...estimateOf(trips, []).stands_for]).toEqual(new Array(24).fill(10));
  });
});

describe('what trips stand for', () => {
  it('follows the ratio of the links that they pass, shrunk to the city’s', () => {
    // Zone 0: 100 seen of 500 in each quarter-hour, 1 in 5; zone 1: 100 of 2,000, 1 in 20.
    const trips = tripsOf([50, 50, 50, 50]);
    const { stands_for, ratio } = expandTrips(
      trips,
      [...counted(0, 500), ...counted(1, 2000)],
      QUARTERS,
      0.5,
    );
    expect(ratio).toBeCloseTo(400 / 5000, 6);
    // Shrunk first to the zone: (1000 + 30 × 12.5) / 230, then again with that.
    const zone = (1000 + 30 * 12.5) / 230;
    expect(stands_for[0]).toBeCloseTo((500 + 30 * zone) / 130, 6);
    expect(stands_for.at(-1)).toBeGreaterThan(15);
  });

  it('is assumed where nothing is counted, and said to be', () => {
    const { stands_for, isAssumed } = expandTrips(tripsOf([2, 2, 2, 2]), [], QUARTERS, 0.04);
    expect(isAssumed).toBe(true);
    expect(stands_for[0]).toBeCloseTo(25, 9);
  });
});

describe('a detector', () => {
  const free = { vehicles: 100, free_flow_kmh: 60, queue_before: Number.NaN, queue_after: Number.NaN };
  it('counts what wants to pass while traffic moves', () => {
    expect(wantedToPass({ ...free, speed_kmh: 50 })).toEqual({ vehicles: 100, isLeast: false });
    expect(wantedToPass({ ...free, speed_kmh: Number.NaN })).toEqual({ vehicles: 100, isLeast: false });
  });
  it('in a queue counts the least, or with those by whom the queue grew', () => {
    expect(wantedToPass({ ...free, speed_kmh: 12 })).toEqual({ vehicles: 100, isLeast: true });
    const known = { ...free, speed_kmh: 12, queue_before: 20, queue_after: 65 };
    expect(wantedToPass(known)).toEqual({ vehicles: 145, isLeast: false });
  });
});

describe('zones', () => {
  it('that are thin are joined with their nearest neighbour', () => {
    const zones = mergeZones({ x_m: [0, 10, 500, 520], y_m: [0, 0, 0, 0], trips: [50, 3, 4, 60] }, 10);
    expect(zones[0]).toBe(zones[1]);
    expect(zones[2]).toBe(zones[3]);
    expect(zones[0]).not.toBe(zones[2]);
    expect(mergeZones({ x_m: [0, 1], y_m: [0, 1], trips: [0, 0] }, 5)).toEqual(Uint16Array.of(0, 0));
  });
});

describe('scores', () => {
  it('are those of the field', () => {
    expect(geh(100, 150)).toBeCloseTo(Math.sqrt((2 * 50 ** 2) / 250), 9);
    expect(geh(0, 0)).toBe(0);
    // √(2 · (10² + 20²)) / 300, and 10 too many of 300.
    expect(scoreFlows([110, 180], [100, 200])).toEqual({
      ...{ count: 2, geh_under_5: 1, rmsn: Math.sqrt(1000) / 300, bias: -10 / 300 },
    });
  });
});

describe('a demand that is simulated', () => {
  it('becomes part of later counts where a queue holds it up', () => {
    // 300 vehicles set out in 900 s; link 1 lets 0.2 veh/s in: 180 in the first quarter-hour, the rest in the second.
    const link = (from: number, to: number, capacity_vps: number) => ({
      ...{ id: `${from}`, from, to, length_m: 1000, lanes: 1, speed_mps: 20 },
      ...{ capacity_vps, wave_mps: 5, jam_density_vpm: 0.2 },
    });
    const network = buildSimNetwork({
      ...{ nodes: ['a', 'b', 'c'], links: [link(0, 1, 0.8), link(1, 2, 0.2)], controllers: [] },
      movements: [{ from: 0, to: 1, group: 0 }],
    });
    const trips: SeenTrips = {
      ...{ origin: Uint16Array.of(0), destination: Uint16Array.of(0), depart_s: Float64Array.of(10) },
      ...{ offset: Uint32Array.of(0, 2), link: Uint32Array.of(0, 1), entered_s: Float64Array.of(10, 60) },
    };
    const counts = counted(1, 0);
    const run = simulateDemand(network, { trips, counts, periods: QUARTERS }, Float64Array.of(300), {
      seed: 1,
    });
    expect(run.vehicle_count).toBe(300);
    expect(run.entered[2] + run.entered[3]).toBe(300);
    expect([...run.passages.value].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(run.entered[3]).toBeGreaterThan(50);
    expect(run.arrived).toBe(300);
  });
});

describe('whole vehicles', () => {
  it('meet the counts that fractions met', () => {
    // 40 ways of 2.5 vehicles over one count, half of them over another too.
    const trips = tripsOf([10, 10, 0, 0]);
    const counts = [...counted(2, 50), ...counted(3, 25)];
    const passages = passagesSeen(trips, counts, QUARTERS);
    const whole = wholeVehicles(new Float64Array(40).fill(2.5), passages, [50, 50, 25, 25], 1);
    expect([...timesColumns(passages, whole)]).toEqual([50, 50, 25, 25]);
    for (const vehicles of whole) expect(Math.abs(vehicles - 2.5)).toBeLessThan(2.6);
  });
});
