import { generateDemoCity } from '@opentocc/core/demo-city';
import { ALARM_KINDS, FIRST_REGIMES, portShut } from '@opentocc/core/freight';
import { insideArea } from '@opentocc/core/geo';
import { buildNetwork } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { expect, it } from 'vitest';
import { createCityLife } from '../../city-life/index.ts';
import { createFreightLife, freightLifeOf } from './freight-life.ts';

const network = buildNetwork(generateDemoCity());
const life = createFreightLife(network, 1);
const WEDNESDAY = Date.parse('2026-11-25T12:00:00+08:00');
const week = Array.from({ length: 7 }, (_, i) => life.tripsOfDay(WEDNESDAY + i * DAY_MS)).flat();
const unique = <T>(all: readonly T[]): number => new Set(all).size;

it('has firms from one truck to sixty, and nothing in it has the name or number of another', () => {
  const { firms, trucks, drivers, places } = life;
  const counts = firms.map(({ code }) => trucks.filter(({ firm }) => firm.code === code).length);
  expect([Math.max(...counts), Math.min(...counts), trucks.length]).toEqual([60, 1, 200]);
  expect(firms.filter(({ of_hong_kong }) => of_hong_kong)).toHaveLength(2);
  expect(unique(trucks.map(({ plate }) => plate))).toBe(200);
  expect(unique(trucks.map(({ terminal }) => terminal))).toBe(200);
  expect(unique(trucks.map(({ driver }) => drivers[driver].phone))).toBe(200);
  expect(unique(places.map(({ name }) => name.en))).toBe(places.length);
  for (const truck of trucks) expect(drivers[truck.driver].firm).toBe(truck.firm);
});

it('has at least 18 sites with gates, two of them 集中监管仓, each within its own area', () => {
  const gated = life.places.filter(({ gates }) => gates.length > 0);
  expect(gated.length).toBeGreaterThanOrEqual(18);
  expect(gated.filter(({ warehouse }) => warehouse)).toHaveLength(2);
  expect(unique(gated.flatMap(({ gates }) => gates.map(({ maker }) => maker)))).toBe(3);
  for (const { area, lon, lat } of life.places) expect(insideArea(area, lon, lat)).toBe(true);
});

it('says the same of a day whoever asks, in whatever order', () => {
  const again = createFreightLife(network, 1);
  const later = WEDNESDAY + 3 * DAY_MS;
  expect(again.tripsOfDay(later)).toEqual(life.tripsOfDay(later));
  expect(again.tripsOfDay(WEDNESDAY)).toEqual(life.tripsOfDay(WEDNESDAY));
  const [trip] = life.tripsOfDay(WEDNESDAY);
  expect(again.drive(trip).fixes).toEqual(life.drive(trip).fixes);
});

it('drives about 300 trips on a weekday and fewer on a free day, some by night', () => {
  const count = (day: number) => life.tripsOfDay(WEDNESDAY + day * DAY_MS).length;
  expect(count(0)).toBeGreaterThan(260);
  expect(count(0)).toBeLessThan(360);
  expect(count(3)).toBeLessThan(0.75 * count(0));
  expect(life.tripsUnderWay(WEDNESDAY + 15 * 3_600_000).length).toBeGreaterThan(10);
});

it('declares crossings in order, at ports that are open then, and the slip of dangerous goods but for a few', () => {
  const { ports } = FIRST_REGIMES;
  for (const { declared, truck, begin_ms, end_ms } of week) {
    for (const crossing of declared.crossings) expect(portShut(ports, crossing, truck.class)).toBe(null);
    const times = [declared.at_ms ?? 0, begin_ms, ...declared.crossings.map(({ at_ms }) => at_ms)];
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(end_ms).toBeGreaterThan(begin_ms);
  }
  const slips = week
    .filter(({ truck }) => truck.class === 'hazmat')
    .map(({ declared }) => declared.documents.some(({ kind }) => kind === 'hazmat_slip'));
  expect(slips.filter((has) => !has).length / slips.length).toBeLessThan(0.2);
  expect(slips).toContain(false);
});

it('never has a truck on two trips, and in a week does each kind of wrong', () => {
  const ends = new Map<number, number>();
  const done = new Set<string | undefined>();
  for (const trip of week.filter(({ truck, wish }) => truck.index % 9 === 0 || wish !== null)) {
    const { fixes, sightings, wrong } = life.drive(trip);
    const { index } = trip.truck;
    expect(trip.begin_ms, trip.key).toBeGreaterThan(ends.get(index) ?? 0);
    ends.set(index, Math.max(fixes[fixes.length - 1].at_ms, sightings.at(-1)?.at_ms ?? 0));
    done.add(wrong?.kind);
  }
  expect([...ALARM_KINDS].filter((kind) => !done.has(kind))).toEqual([]);
});

it('finds trips by when they set out, over midnight too', () => {
  const midnight = Date.parse('2026-11-26T00:00:00+08:00');
  const around = life.tripsBetween(midnight - 2 * 3_600_000, midnight + 2 * 3_600_000);
  expect(around.some(({ begin_ms }) => begin_ms < midnight)).toBe(true);
  expect(around.some(({ begin_ms }) => begin_ms >= midnight)).toBe(true);
  expect(around).toEqual(
    [...life.tripsOfDay(WEDNESDAY), ...life.tripsOfDay(WEDNESDAY + DAY_MS)]
      .filter(({ begin_ms }) => Math.abs(begin_ms - midnight) < 2 * 3_600_000)
      .sort((a, b) => a.begin_ms - b.begin_ms),
  );
});

it('is nothing where the network has no ports for freight, and made once for who asks twice', () => {
  const city = { network, seed: 3, life: createCityLife(network, 3) };
  const without = { ...city, network: { ...network, meta: { ...network.meta, places: [] } } };
  expect(freightLifeOf(without)).toBe(null);
  expect(freightLifeOf(city)).toBe(freightLifeOf({ ...city }));
});
