import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { gcj02Of, simulateFleet } from '@opentocc/testkit/fleet';
import { describe, expect, test } from 'vitest';
import type { ChinaDatum } from '../geo/index.ts';
import {
  addOffset,
  countDatums,
  emptyDatumTally,
  emptyShiftSums,
  estimateShift,
  judgeDatum,
  probeDatums,
  RoadProbe,
  ShiftSearch,
} from './index.ts';

const network = buildNetwork(generateDemoCity());
const probe = new RoadProbe(network);
const FROM_MS = Date.parse('2026-11-23T09:00:00+08:00');
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

interface Place {
  readonly vehicle: number;
  readonly lon: number;
  readonly lat: number;
  readonly course_deg: number;
}

/** Where moving vehicles of a fleet were, each vehicle once a minute, as WGS-84. */
function drive(seed: number, vehicles = 12, minutes = 20): Place[] {
  const to_ms = FROM_MS + minutes * 60_000;
  const places: Place[] = [];
  for (const batch of simulateFleet({ network, seed, vehicles, from_ms: FROM_MS, to_ms, interval_s: 30 })
    .batches)
    for (let row = 0; row < batch.length; row++)
      if (batch.speed_dkmh[row] > 100)
        places.push({
          vehicle: batch.vehicle[row],
          lon: batch.lon[row],
          lat: batch.lat[row],
          course_deg: batch.direction_deg[row],
        });
  return places;
}

/** BD-09 from GCJ-02, as published by Baidu's users. */
function bd09Of(lon: number, lat: number): [number, number] {
  const turn = (Math.PI * 3000) / 180;
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * turn);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * turn);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

const SENDS: Record<ChinaDatum, (lon: number, lat: number) => [number, number]> = {
  'WGS-84': (lon, lat) => [lon, lat],
  'GCJ-02': gcj02Of,
  'BD-09': (lon, lat) => bd09Of(...gcj02Of(lon, lat)),
};

function tallyOf(places: readonly Place[], send: (lon: number, lat: number) => [number, number]) {
  const tally = emptyDatumTally();
  for (const [i, { lon, lat, course_deg }] of places.entries())
    countDatums(tally, probeDatums(probe, ...send(lon, lat), course_deg, i));
  return tally;
}

describe.each(SEEDS)('the fleet of seed %i', (seed) => {
  const places = drive(seed);

  test.each(['WGS-84', 'GCJ-02', 'BD-09'] as const)(
    'that sends %s is distinguished from what it claims',
    (sends) => {
      const tally = tallyOf(places, SENDS[sends]);
      for (const declared of ['WGS-84', 'GCJ-02', 'BD-09'] as const) {
        const expected = declared === sends ? { kind: 'as_declared' } : { kind: 'other', datum: sends };
        expect(judgeDatum(tally, declared)).toEqual(expected);
      }
    },
  );

  test('is never accused on the way, whatever fix the look falls on', () => {
    const tally = emptyDatumTally();
    for (const [i, { lon, lat, course_deg }] of places.entries()) {
      countDatums(tally, probeDatums(probe, lon, lat, course_deg, i));
      expect(judgeDatum(tally, 'WGS-84').kind).not.toBe('other');
    }
  });

  test('off its roads by chance, as in a yard that is not on the map, is not said to send another datum', () => {
    const yard = tallyOf(places, (lon, lat) => [lon + 0.0031, lat + 0.0033]);
    expect(judgeDatum(yard, 'WGS-84').kind).not.toBe('other');
    expect(judgeDatum(yard, 'GCJ-02').kind).not.toBe('other');
  });
});

describe('a systematic shift', () => {
  const places = drive(3, 30, 20);
  const [east, north] = [1 / probe.plane.lon_m, 1 / probe.plane.lat_m];

  test.each([
    [0, 0],
    [20, -12],
    [-25, 8],
  ])('of %i m east and %i m north is measured across roads of all directions', (east_m, north_m) => {
    const sums = emptyShiftSums();
    for (const { lon, lat, course_deg } of places)
      if (probe.distance_m(lon + east_m * east, lat + north_m * north, course_deg) < Infinity)
        addOffset(sums, probe.off_x, probe.off_y, course_deg);
    const shift = estimateShift(sums)!;
    expect(Math.abs(shift.east_m - east_m)).toBeLessThan(5);
    expect(Math.abs(shift.north_m - north_m)).toBeLessThan(5);
    expect(shift.half_width_m).toBeLessThan(3);
  });

  test.each([
    [230, -310],
    [-520, 95],
  ])('of %i m east and %i m north, too far for the nearest road, is found by search', (east_m, north_m) => {
    const { lon0, lat0, lon_m, lat_m } = probe.plane;
    const shifted = places
      .filter((_, i) => i % 5 === 0)
      .slice(0, 120)
      .map(({ lon, lat, course_deg }) => ({
        x: (lon - lon0) * lon_m + east_m,
        y: (lat - lat0) * lat_m + north_m,
        course_deg,
      }));
    const search = new ShiftSearch(probe, shifted);
    while (!search.step());
    const found = search.result()!;
    expect(Math.abs(found.east_m - east_m)).toBeLessThanOrEqual(15);
    expect(Math.abs(found.north_m - north_m)).toBeLessThanOrEqual(15);
  });

  test('is not invented for places that no shift puts onto roads', () => {
    const scattered = Array.from({ length: 120 }, (_, i) => ({
      x: ((i * 7919) % 20_000) - 10_000,
      y: ((i * 104_729) % 12_000) - 6000,
      course_deg: (i * 137) % 360,
    }));
    const search = new ShiftSearch(probe, scattered);
    while (!search.step());
    expect(search.result()).toBeNull();
  });
});
