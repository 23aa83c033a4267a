import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork, LINK_CLASSES } from '@opentocc/core/network';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCityLife, everydayLife } from '../city-life/index.ts';
import {
  DayRun,
  Detectors,
  decodeDay,
  encodeDay,
  layOutWorld,
  trueDemand,
  trueFlows,
  type WorldCity,
} from './index.ts';

const demo = buildNetwork(generateDemoCity());
const SEED = 1;
const TRIPS = 20_000;
/** Wednesday 2026-11-25, a usual dry day. */
const START_MS = Date.parse('2026-11-25T04:00:00+08:00');
const ARTERIAL = LINK_CLASSES.indexOf('arterial');

let city: WorldCity;
let day: DayRun;
let detectors: Detectors;
beforeAll(() => {
  city = layOutWorld({ network: demo, seed: SEED, trips: TRIPS, life: everydayLife(demo, { seed: SEED }) });
  detectors = new Detectors(city, START_MS, mainLinks());
  day = new DayRun(city, { start_ms: START_MS, observer: detectors });
  runUntil(day, 9);
}, 120_000);

function runUntil(run: DayRun, hours: number): void {
  while (run.now_s < hours * 3600) {
    run.advance();
    if (run === day) detectors.close(run.now_s);
  }
}

const mainLinks = () =>
  Array.from({ length: demo.link_count }, (_, link) => link).filter(
    (link) => demo.link_class[link] <= ARTERIAL,
  );

/** Length over time of all who drove main roads in an hour of the day from 04:00. */
function mainSpeed_kmh({ record }: DayRun, hour: number): number {
  let [length, time] = [0, 0];
  for (let bin = hour * 12; bin < (hour + 1) * 12; bin++)
    for (const link of mainLinks()) {
      const at = bin * record.link_count + link;
      const vehicle_m = record.entered[at] * demo.link_length_m[link];
      length += vehicle_m;
      time += vehicle_m / record.speed[at];
    }
  return (length / time) * 0.5;
}

describe('the zones of the world', () => {
  it('are the streets of the city, in which all its residents live', () => {
    const { zones } = city.zones;
    expect(zones).toHaveLength(74);
    expect(zones.reduce((sum, { population }) => sum + population, 0)).toBeCloseTo(17_494_398, -2);
    const airport = zones.reduce((best, zone) => (zone.hubs > best.hubs ? zone : best));
    expect(airport.hubs).toBeGreaterThan(9);
    expect(zones.filter(({ ports }) => ports > 4).length).toBeGreaterThan(2);
  });
});

describe('a weekday of the world', () => {
  it('is free before dawn, slow in the morning peak and has recovered at noon', () => {
    const [dawn, peak, noon] = [1, 4, 8].map((hour) => mainSpeed_kmh(day, hour));
    expect(dawn).toBeGreaterThan(44);
    expect(peak).toBeGreaterThan(15);
    expect(peak).toBeLessThan(36);
    expect(noon).toBeGreaterThan(peak * 1.2);
  });

  it('loses no vehicle: who departed has arrived, drives, or waits to enter', () => {
    const { simulation } = day;
    const driving = day.bins.last.standing.reduce((sum, n) => sum + n, 0);
    const waiting = simulation.count('departed') - simulation.count('entered');
    expect(simulation.count('arrived') + driving + waiting).toBe(simulation.count('departed'));
    expect(simulation.count('arrived')).toBeGreaterThan(TRIPS / 4);
  });

  it('is the same whenever it is simulated', () => {
    const again = new DayRun(city, { start_ms: START_MS });
    runUntil(again, 2);
    const cells = 24 * demo.link_count;
    expect(again.record.speed.subarray(0, cells)).toEqual(day.record.speed.subarray(0, cells));
    expect(again.record.entered.subarray(0, cells)).toEqual(day.record.entered.subarray(0, cells));
  });

  it('is counted by detectors as it is recorded', () => {
    const from_ms = START_MS + 8 * HOUR_MS;
    const to_ms = from_ms + HOUR_MS;
    let [counted, recorded] = [0, 0];
    for (const link of mainLinks().slice(0, 800)) {
      const { vehicles, mean_speed_kmh, occupancy } = detectors.counts(link, from_ms, to_ms);
      counted += vehicles;
      for (let bin = 96; bin < 108; bin++)
        recorded += day.record.entered[bin * demo.link_count + link] * city.weight;
      expect(occupancy).toBeGreaterThanOrEqual(0);
      expect(occupancy).toBeLessThanOrEqual(1);
      if (vehicles > 0) expect(mean_speed_kmh).toBeGreaterThan(0);
    }
    expect(counted).toBeGreaterThan(0);
    expect(counted / recorded).toBeGreaterThan(0.95);
    expect(counted / recorded).toBeLessThan(1.05);
    expect(() => detectors.counts(mainLinks()[0], to_ms, to_ms + 3 * HOUR_MS)).toThrow(RangeError);
  });
});

describe('the truth of a day', () => {
  it('is its trips by zones and quarters, and the flows of its links', () => {
    const demand = trueDemand(city, START_MS);
    const zones = demand.zones.map((_, zone) => zone);
    const inQuarter = (quarter: number) =>
      zones.reduce((sum, a) => sum + zones.reduce((own, b) => own + demand.vehicles(a, b, quarter), 0), 0);
    const departed = demand.depart_ms.filter(
      (at_ms) => at_ms >= START_MS + 4 * HOUR_MS && at_ms < START_MS + 4.25 * HOUR_MS,
    ).length;
    expect(inQuarter(16)).toBeCloseTo(departed * city.weight, 3);
    expect(inQuarter(16)).toBeGreaterThan(inQuarter(1) * 5);
    const flows = trueFlows(day.record);
    const link = day.record.entered.subarray(0, demo.link_count * 100).indexOf(2) % demo.link_count;
    const bin = Math.floor(day.record.entered.indexOf(2) / demo.link_count);
    expect(flows.vehicles(link, bin)).toBeCloseTo(2 * city.weight, 6);
  });
});

describe('an accident in the world', () => {
  it('makes the link slow, and more vehicles are under way', () => {
    const life = createCityLife(demo, SEED);
    const [accident] = life.dayAt(START_MS).accidents;
    const hurt = new DayRun(
      { ...city, life },
      { start_ms: START_MS, from_s: (accident.from_ms - START_MS) / 1000 - 3600 },
    );
    const calm = new DayRun(city, {
      start_ms: START_MS,
      from_s: (accident.from_ms - START_MS) / 1000 - 3600,
    });
    const until_h = (accident.from_ms + 60 * MINUTE_MS - START_MS) / HOUR_MS;
    for (const run of [hurt, calm]) runUntil(run, until_h);
    const bin = Math.floor((until_h * 3600) / 300) - 1;
    const at = bin * demo.link_count + accident.link;
    expect(hurt.record.speed[at]).toBeLessThan(calm.record.speed[at] * 0.5);
    const on = (run: DayRun) => run.bins.last.standing.reduce((sum, n) => sum + n, 0);
    expect(on(hurt)).toBeGreaterThan(on(calm));
  });
});

describe('the file of a day', () => {
  const key = { network_version: demo.meta.version, seed: SEED, trips: TRIPS, start_ms: START_MS };

  it('is read as it was written, with or without its passages', async () => {
    const file = encodeDay(day.record, key);
    const read = await decodeDay(file, key);
    expect(read?.bin_count).toBe(day.record.bin_count);
    expect(Buffer.from(read!.speed).equals(Buffer.from(day.record.speed))).toBe(true);
    expect(Buffer.from(read!.entered.buffer).equals(Buffer.from(day.record.entered.buffer))).toBe(true);
    expect((await decodeDay(file, key, false))?.entered).toHaveLength(0);
  });

  it('is not taken when it is damaged, cut or of another world', async () => {
    const file = encodeDay(day.record, key);
    const damaged = file.slice();
    damaged[damaged.length - 9] ^= 1;
    expect(await decodeDay(damaged, key)).toBeUndefined();
    expect(await decodeDay(file.subarray(0, file.length - 1), key)).toBeUndefined();
    expect(await decodeDay(file.subarray(0, 20), key)).toBeUndefined();
    expect(await decodeDay(new Uint8Array(0), key)).toBeUndefined();
    expect(await decodeDay(Buffer.from('null\n'), key)).toBeUndefined();
    for (const count of ['bin_count', 'link_count']) {
      const other = Buffer.from(file).toString('latin1').replace(`"${count}":`, `"${count}":9`);
      expect(await decodeDay(Buffer.from(other, 'latin1'), key)).toBeUndefined();
    }
    expect(await decodeDay(file, { ...key, seed: 2 })).toBeUndefined();
  });
});
