import type { AuditPage, IndexCurve, ReplaySpan, SourceHealth } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { textNetwork } from '@opentocc/testkit';
import { createCityLife } from '@opentocc/testkit/city-life';
import { DEMO_FIRMS } from '@opentocc/testkit/fleet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../packages/server/src/base/accounts/test-identity.ts';
import { loadDemo } from '../packages/server/src/cli/demo.ts';
import { type Clock, cityDay, systemClock } from '../packages/server/src/kit/clock.ts';
import { appointPeople, type People, type Product, startProduct } from './whole-product.ts';

const VEHICLES = 8;
/** Of a city of the demo city's size: these streets have a few hundred. */
const TRIPS = 2_000_000;
const SEED = 1;
const city = textNetwork(`
  A---B---C

  AB expressway 80 lanes=3
  district 440304 AC
`);
const { network } = city;
const life = createCityLife(network, SEED);
/** A fixed evening, so that the story of the day before is the same whenever the test runs. */
const NOW_MS = Date.parse('2026-11-27T22:00:00+08:00');
const clock: Clock = { ...systemClock, now: () => NOW_MS };
let product: Product;
let people: People;
let steward: Browser;
let url: string;

beforeAll(async () => {
  product = await startProduct({}, clock, city);
  url = await product.http.listen({ host: '127.0.0.1', port: 0 });
  people = await appointPeople(product);
  steward = await people.appoint('steward', 'data-steward');
}, 60_000);
afterAll(() => product.stop());

const load = (vehicles = VEHICLES) =>
  loadDemo({ tocc: product, network, network_file: '', vehicles, trips: TRIPS });
const register = async (vehicles?: number) => (await load(vehicles)).register(url);
const get = async <T>(path: string, browser = steward): Promise<T> =>
  (await browser.ask('GET', `/api/v1/${path}`)).body as T;
const importsByDemo = async () =>
  (await get<AuditPage>('audit?limit=500', people.auditor)).entries.filter(
    ({ actor, action }) => actor === 'demo-operator' && action === 'POST /api/v1/rosters/import',
  );

describe('what the demo city registers', () => {
  it('is registered over HTTP by an account of its own, and stands in the audit', async () => {
    await register();
    const sources = await get<SourceHealth[]>('sources');
    expect(sources.map(({ code }) => code)).toEqual(
      expect.arrayContaining(Object.values(DEMO_FIRMS).map(({ code }) => code)),
    );
    // Owners of detectors are sources too.
    const firms = new Set<string>(Object.values(DEMO_FIRMS).map(({ code }) => code));
    const ofFleet = sources.filter(({ code }) => firms.has(code));
    expect(ofFleet.reduce((sum, { terminals }) => sum + terminals, 0)).toBe(VEHICLES);
    expect(await importsByDemo()).toHaveLength(1);
  });

  it('is left as operators have changed it at the next start, and grows with the fleet', async () => {
    const [{ id }] = (await get<SourceHealth[]>('sources')).filter(({ code }) => code === 'demo-taxi');
    await steward.ask('PATCH', `/api/v1/sources/${id}`, { report_interval_s: 25 });
    await register();
    expect(await get<SourceHealth>(`sources/${id}`)).toMatchObject({ report_interval_s: 25 });
    expect(await importsByDemo()).toHaveLength(1);
    await register(VEHICLES + 2);
    expect(await importsByDemo()).toHaveLength(2);
    expect(await get<SourceHealth>(`sources/${id}`)).toMatchObject({ report_interval_s: 25 });
  });
});

describe('the past of the demo city', () => {
  const now_ms = clock.now();
  const past = { now_ms, signal: new AbortController().signal };
  const curveOf = async (day_ms: number) => {
    const path = `indices/curve?scope=city&key=city&day=${cityDay(day_ms)}`;
    return (await get<IndexCurve>(path, people.system)).today;
  };

  it('is the last hour fix by fix and the week before, in which the story of the city stands', async () => {
    await (await load()).makePast(past);
    const { from_ms, to_ms } = await get<ReplaySpan>('history/replay/span');
    expect(now_ms - from_ms!).toBeGreaterThan(50 * MINUTE_MS);
    expect(now_ms - to_ms!).toBeLessThan(6 * MINUTE_MS);
    const days = [1, 2, 3, 4, 5, 6, 7].map((n) => life.dayAt(now_ms - n * DAY_MS));
    for (const { start_ms } of days) expect((await curveOf(start_ms)).length).toBeGreaterThan(40);
    const speedAt = async (at_ms: number) => {
      const points = await curveOf(at_ms);
      return points.find((point) => point.at_ms >= at_ms)!.speed_kmh!;
    };
    const [accident] = days[0].accidents;
    const before = await speedAt(accident.from_ms - 30 * MINUTE_MS);
    expect(await speedAt(accident.from_ms + 45 * MINUTE_MS)).toBeLessThan(before * 0.8);
  }, 120_000);

  it('is made once', async () => {
    const before = await curveOf(now_ms - DAY_MS);
    await (await load()).makePast({ ...past, now_ms: now_ms + HOUR_MS });
    expect(await curveOf(now_ms - DAY_MS)).toEqual(before);
  });
});
