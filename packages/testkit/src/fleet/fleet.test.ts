import { generateDemoCity } from '@opentocc/core/demo-city';
import { distance_m } from '@opentocc/core/geo';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { HOUR_MS } from '@opentocc/core/time';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTrafficField, type TrafficField } from '../world/index.ts';
import { fleetRoster, simulateFleet } from './index.ts';

/** Monday 2026-11-23, 00:00 Asia/Shanghai. */
const MONDAY_MS = Date.UTC(2026, 10, 22, 16);

let city: RoadNetwork;
let field: TrafficField;
beforeAll(() => {
  city = buildNetwork(generateDemoCity());
  field = createTrafficField(city, { seed: 1, trips: 20_000 });
});

const drive = (options: Partial<Parameters<typeof simulateFleet>[0]> = {}) =>
  simulateFleet({
    network: city,
    seed: 1,
    vehicles: 200,
    field,
    from_ms: MONDAY_MS + 8 * HOUR_MS,
    to_ms: MONDAY_MS + 8 * HOUR_MS + 600_000,
    ...options,
  });

describe('the roster', () => {
  it('gives every vehicle its own phone, plate and terminal id that fit JT/T 808', () => {
    const roster = fleetRoster(20_000, 1);
    for (const key of ['phone', 'plate', 'terminal_id'] as const) {
      expect(new Set(roster.map((entry) => entry[key])).size).toBe(roster.length);
    }
    expect(
      roster.every(
        ({ phone, plate, terminal_id }) =>
          /^1\d{10}$/.test(phone) && plate.startsWith('粤B') && terminal_id.length <= 7,
      ),
    ).toBe(true);
  });

  it('is the same for the same seed, and a longer one begins with the shorter one', () => {
    expect(fleetRoster(50, 3)).toEqual(fleetRoster(80, 3).slice(0, 50));
    expect(fleetRoster(50, 3)).not.toEqual(fleetRoster(50, 4));
  });
});

describe('a simulated fleet', () => {
  it('gives the same fixes and the same truth for the same seed', () => {
    const short = { to_ms: MONDAY_MS + 8 * HOUR_MS + 60_000 };
    const [a, b] = [drive(short), drive(short)];
    expect([...a.batches]).toEqual([...b.batches]);
    expect([...a.truth.toCsv()]).toEqual([...b.truth.toCsv()]);
    const [other] = drive({ ...short, seed: 2 }).batches;
    expect(other.lon).not.toEqual([...drive(short).batches][0].lon);
  });

  it('reports every vehicle at its interval', () => {
    const rows = [...drive({ interval_s: 15 }).batches].flatMap(rowsOf);
    expect(rows.length).toBe((200 * 600) / 15);
    const times = rows.filter(({ vehicle }) => vehicle === 7).map(({ at_ms }) => at_ms);
    expect(times.slice(1).every((at_ms, i) => at_ms - times[i] === 15_000)).toBe(true);
  });

  it('puts fixes within the noise of the link that the truth names', () => {
    const sim = drive({ noise_m: 5, interval_s: 1, to_ms: MONDAY_MS + 8 * HOUR_MS + 300_000 });
    const rows = [...sim.batches].flatMap(rowsOf);
    const { truth } = sim;
    let near = 0;
    let all = 0;
    for (let p = 0; p < truth.length; p += 5) {
      for (const { vehicle, at_ms, lon, lat } of rows) {
        if (vehicle !== truth.vehicle[p] || at_ms < truth.enter_ms[p] || at_ms > truth.exit_ms[p]) continue;
        all += 1;
        if (off_m(truth.link[p], lon, lat) < 20) near += 1;
      }
    }
    expect(all).toBeGreaterThan(500);
    expect(near / all).toBeGreaterThan(0.98);
  });

  it('has vehicles drive from link to link where the turns allow it, without a gap in time', () => {
    const { batches, truth } = drive();
    consume(batches);
    const last = new Map<number, number>();
    for (let p = 0; p < truth.length; p++) {
      const before = last.get(truth.vehicle[p]);
      last.set(truth.vehicle[p], p);
      if (before === undefined) continue;
      expect(truth.enter_ms[p]).toBe(truth.exit_ms[before]);
      const [a, b] = [truth.link[before], truth.link[p]];
      expect(Array.from(city.turn_link.subarray(city.turn_offset[a], city.turn_offset[a + 1]))).toContain(b);
    }
  });

  it('drives at the speeds of the field: by the median link within 10 %', () => {
    const sim = drive({ vehicles: 2000, to_ms: MONDAY_MS + 8 * HOUR_MS + 1_200_000 });
    consume(sim.batches);
    const { speed_kmh, vehicles } = sim.truth.linkSpeeds({ from_ms: 0, to_ms: Number.POSITIVE_INFINITY });
    const errors: number[] = [];
    for (let l = 0; l < city.link_count; l++) {
      if (vehicles[l] >= 5)
        errors.push(
          Math.abs(speed_kmh[l] / sim.field.linkSpeed_kmh(l, MONDAY_MS + 8 * HOUR_MS + 600_000) - 1),
        );
    }
    errors.sort((x, y) => x - y);
    expect(errors.length).toBeGreaterThan(1000);
    expect(errors[errors.length >> 1]).toBeLessThan(0.1);
  });

  it('sends the defects that were asked for, and none otherwise', () => {
    const clean = [...drive().batches].flatMap(rowsOf);
    expect(disorder(clean)).toBe(0);
    const dirty = [
      ...drive({ defects: { out_of_order: 0.05, duplicate: 0.05, gcj02: 0.2, wrong_clock: 0.1 } }).batches,
    ].flatMap(rowsOf);
    expect(disorder(dirty)).toBeGreaterThan(100);
    expect(new Set(dirty.map(({ source }) => source))).toEqual(new Set([1, 2]));
    expect(dirty.filter(({ at_ms }) => at_ms < MONDAY_MS + HOUR_MS).length).toBeGreaterThan(100);
  });

  it('lets only the share that the penetration rate says report, while the truth holds everybody', () => {
    const sim = drive({ penetration_rate: 0.1 });
    const reporting = new Set([...sim.batches].flatMap(rowsOf).map(({ vehicle }) => vehicle));
    expect(reporting.size).toBeGreaterThan(8);
    expect(reporting.size).toBeLessThan(40);
    expect(new Set(sim.truth.vehicle.subarray(0, sim.truth.length)).size).toBeGreaterThan(100);
  });
});

function rowsOf(batch: FixBatch) {
  return Array.from({ length: batch.length }, (_, i) => ({
    vehicle: batch.vehicle[i],
    source: batch.source[i],
    at_ms: batch.at_ms[i],
    lon: batch.lon[i],
    lat: batch.lat[i],
    speed_dkmh: batch.speed_dkmh[i],
  }));
}

function consume(batches: Iterable<FixBatch>): void {
  for (const { length } of batches) expect(length).toBeGreaterThan(0);
}

/** Rows that are not later than the one before of the same vehicle. */
function disorder(rows: readonly { vehicle: number; at_ms: number }[]): number {
  const last = new Map<number, number>();
  return rows.filter(({ vehicle, at_ms }) => {
    const before = last.get(vehicle) ?? 0;
    last.set(vehicle, at_ms);
    return at_ms <= before;
  }).length;
}

/** Distance to the nearest of points laid every 5 m along the link. */
function off_m(link: number, lon: number, lat: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let p = city.shape_offset[link]; p + 1 < city.shape_offset[link + 1]; p++) {
    const [ax, ay, bx, by] = [
      city.shape_lon[p],
      city.shape_lat[p],
      city.shape_lon[p + 1],
      city.shape_lat[p + 1],
    ];
    const steps = Math.ceil(distance_m(ax, ay, bx, by) / 5);
    for (let k = 0; k <= steps; k++) {
      least = Math.min(
        least,
        distance_m(lon, lat, ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps),
      );
    }
  }
  return least;
}
