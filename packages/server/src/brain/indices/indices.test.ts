import type { Session } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import {
  assumedFreeFlow_kmh,
  INDEX_CONFIGS,
  type IndexConfig,
  type LinkStates,
  trafficStateOf,
} from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations, serveIndices } from './index.ts';

const EIGHT_MS = Date.parse('2026-11-23T08:00:00+08:00');
const CITY = textNetwork(`
  A---B---C---D
      |
      E

  AB arterial 60 lanes=2 name=深南大道
  BC arterial 60 lanes=2 name=深南大道
  CD arterial 60 lanes=2 name=滨河大道
  BE local 30 name=红荔路
  district 福田 ABE
  district 罗湖 CD
`);
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(() => sql`TRUNCATE indices_value`.execute(database.db));

const open = (configs: readonly IndexConfig[] = INDEX_CONFIGS) =>
  createIndices({
    network: CITY.network,
    db: database.db,
    clock: { now: () => EIGHT_MS },
    log: createLog('silent'),
    configs,
  });

/** A window in which some links were driven, at these speeds, by three passes each. */
function windowOf(end_ms: number, speeds_kmh: Readonly<Record<string, number>>): LinkStates {
  const { network } = CITY;
  const speed_kmh = new Float32Array(network.link_count).fill(Number.NaN);
  const samples = new Uint16Array(network.link_count);
  const state = new Uint8Array(network.link_count);
  const free_flow_kmh = assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]);
  for (const [pair, speed] of Object.entries(speeds_kmh)) {
    const link = CITY.link(pair);
    speed_kmh[link] = speed;
    samples[link] = 3;
    state[link] = trafficStateOf(INDEX_CONFIGS[0].gb, speed, free_flow_kmh[link]);
  }
  return {
    sequence: 1,
    network_version: network.meta.version,
    window_start_ms: end_ms - 5 * MINUTE_MS,
    window_end_ms: end_ms,
    speed_kmh,
    samples,
    vehicles: samples,
    half_width_kmh: speed_kmh,
    free_flow_kmh,
    state,
  };
}

test('each minute the city, its districts and its classes are published', () => {
  const indices = open();
  const published: string[][] = [];
  indices.updated.subscribe((values) => published.push(values.map(({ scope, key }) => `${scope} ${key}`)));
  indices.onLinkStates(windowOf(EIGHT_MS + MINUTE_MS, { AB: 30, CD: 10 }));
  expect(published).toHaveLength(1);
  expect(published[0]).toContain('city city');
  expect(published[0].filter((line) => line.startsWith('district'))).toHaveLength(2);
  expect(published[0].filter((line) => line.startsWith('class'))).toHaveLength(5);
  expect(indices.live()).toHaveLength(8);
});

test('a road without samples has no index, and none is invented', () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30 }));
  const roads = indices.current('road');
  expect(roads.map(({ name, index, speed_kmh, samples }) => [name.zh, index, speed_kmh, samples])).toEqual([
    ['深南大道（福田）', 4, 30, 3],
    ['深南大道', null, null, 0],
    ['红荔路（福田）', null, null, 0],
    ['滨河大道（罗湖）', null, null, 0],
  ]);
});

test('a figure of the newest windows opens down to its links before history has them', async () => {
  const indices = open();
  for (let minute = 0; minute < 4; minute++)
    indices.onLinkStates(windowOf(EIGHT_MS + minute * MINUTE_MS, { AB: 30 + minute }));
  const drivenAt = async (minute: number) => {
    const { links } = await indices.linksAt('city', 'city', EIGHT_MS + minute * MINUTE_MS, 10);
    return links.filter(({ samples }) => samples > 0).map(({ speed_kmh }) => speed_kmh);
  };
  expect(await drivenAt(3)).toEqual([33]);
  expect(await drivenAt(1)).toEqual([31]);
  await expect(drivenAt(0)).rejects.toMatchObject({ code: 'indices.no_links_then' });
});

test('the curve of a day stands beside the same weekday one week before', async () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30 }));
  indices.onLinkStates(windowOf(EIGHT_MS + MINUTE_MS, { AB: 40 }));
  indices.onLinkStates(windowOf(EIGHT_MS - 7 * 24 * 60 * MINUTE_MS, { AB: 20 }));
  await indices.flush();
  const curve = await indices.curve('city', 'city', '2026-11-23', 300);
  expect(curve.today.map(({ at_ms, index }) => [at_ms, index])).toEqual([[EIGHT_MS - 5 * MINUTE_MS, 4]]);
  expect(curve.last_week.map(({ speed_kmh }) => speed_kmh)).toEqual([20]);
});

test('late data restates a value and leaves the first as it was', async () => {
  const indices = open();
  const end_ms = EIGHT_MS + 60 * MINUTE_MS;
  const window_start_ms = end_ms - 5 * MINUTE_MS;
  await indices.storeValues(indices.computeAt(windowOf(end_ms, { AB: 30 })));
  await indices.storeValues(indices.computeAt(windowOf(end_ms, { AB: 30 })));
  await indices.storeValues(indices.computeAt(windowOf(end_ms, { AB: 30, BC: 10 })));
  const said = await indices.revisions('city', 'city', window_start_ms);
  expect(said.map(({ revision, index, samples }) => [revision, index, samples])).toEqual([
    [0, 4, 3],
    [1, 6, 6],
  ]);
  const [hour] = await indices.periods('city', 'city', 'hour', {
    from_ms: window_start_ms,
    to_ms: window_start_ms + 1,
  });
  expect(hour).toMatchObject({ index: 6, windows: 1, windows_expected: 12, restated: 1 });
});

test('a band changed tomorrow does not change yesterday', async () => {
  const tomorrow_ms = EIGHT_MS + 16 * 60 * MINUTE_MS;
  const [config] = INDEX_CONFIGS;
  const classes = config.shenzhen.classes.map((bands) => ({
    ...bands,
    at: bands.at.map((speed) => 2 * speed),
  }));
  const changed: IndexConfig = {
    ...config,
    formula_version: 'changed',
    valid_from_ms: tomorrow_ms,
    shenzhen: { ...config.shenzhen, classes },
  };
  const indices = open([config, changed]);
  const cityAt = (end_ms: number) => {
    const city = indices.computeAt(windowOf(end_ms, { AB: 30 })).find(({ scope }) => scope === 'city');
    return [city?.index, city?.formula_version];
  };
  expect(cityAt(tomorrow_ms)).toEqual([4, config.formula_version]);
  expect(cityAt(tomorrow_ms + 5 * MINUTE_MS)).toEqual([7, 'changed']);
});

test('what is usual is given by weekday and hour of the city', async () => {
  const indices = open();
  const week_ms = 7 * 24 * 60 * MINUTE_MS;
  for (const [end_ms, speed] of [
    [EIGHT_MS, 30],
    [EIGHT_MS - week_ms, 40],
    [EIGHT_MS - week_ms + 5 * MINUTE_MS, 50],
  ])
    await indices.storeValues(indices.computeAt(windowOf(end_ms, { AB: speed })));
  const span = { from_ms: EIGHT_MS - 2 * week_ms, to_ms: EIGHT_MS };
  const typical = await indices.typical('city', 'city', span, 3600);
  expect(
    typical.map(({ weekday, minute, speed_kmh, windows }) => [weekday, minute, speed_kmh, windows]),
  ).toEqual([
    [1, 7 * 60, 35, 2],
    [1, 8 * 60, 50, 1],
  ]);
});

test('the links behind a value add up to it', () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30, BC: 10, CD: 50, EB: 12 }));
  const { value, links, link_count } = indices.links('city', 'city', 100);
  expect(link_count).toBe(CITY.network.link_count);
  const sum = links.reduce((total, { weight, index }) => total + weight * (index ?? 0), 0);
  expect(sum).toBeCloseTo(value.index ?? Number.NaN, 2);
  expect(links[0].link).toBe(CITY.link('BC'));
  expect(() => indices.links('street', 'nowhere', 1)).toThrow('indices.no_such_key');
});

test('a link has a value of its own, and says when nobody drove it', () => {
  const indices = open();
  expect(() => indices.ofLink(CITY.link('AB'))).toThrow('indices.no_value_yet');
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30 }));
  expect(indices.ofLink(CITY.link('AB'))).toMatchObject({
    scope: 'link',
    name: { zh: '深南大道' },
    index: 4,
    tti: 1.5,
    samples: 3,
  });
  expect(indices.ofLink(CITY.link('BA'))).toMatchObject({ index: null, tti: null, samples: 0 });
  expect(() => indices.ofLink(CITY.network.link_count)).toThrow('indices.no_such_key');
});

test('the worst roads come first, and what is too short or hardly driven is not ranked', () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 25, BA: 25, BC: 10, CB: 10, CD: 5 }));
  expect(indices.worstRoads(5).map(({ name, speed_kmh }) => [name.en, Math.round(speed_kmh)])).toEqual([
    ['Binhe Blvd', 5],
    ['Shennan Blvd', 10],
    ['Shennan Blvd', 25],
  ]);
  indices.onLinkStates(windowOf(EIGHT_MS, {}));
  expect(indices.worstRoads(5)).toEqual([]);
});

test('an index computed while the database is away is published all the same', async () => {
  const gone = await startTestDatabase();
  await gone.stop();
  const indices = createIndices({
    network: CITY.network,
    db: gone.db,
    clock: { now: () => EIGHT_MS },
    log: createLog('silent'),
  });
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30 }));
  await indices.flush();
  expect(indices.live()[0].index).toBe(4);
});

test('the routes answer as the contract says', async () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30, CD: 10 }));
  await indices.storeValues(indices.computeAt(windowOf(EIGHT_MS - 24 * 60 * MINUTE_MS, { AB: 60, CD: 20 })));
  await indices.flush();
  const session = {
    permissions: ['indices:read'],
    reach: {},
    must_change_password: false,
    must_enrol_second_factor: false,
  };
  const http = await createHttp({
    log: createLog('silent'),
    authenticate: async () => session as unknown as Session,
    body_limit: 1024,
  });
  for (const served of serveIndices(indices)) served.mount(http);
  const get = async (url: string) => http.inject({ url: `/api/v1/${url}` });

  expect((await get('indices/current?scope=district')).json()).toHaveLength(2);
  expect(
    (await get('indices/curve?scope=city&key=city&day=2026-11-23&step_s=3600')).json().today,
  ).toHaveLength(1);
  expect((await get('indices/curve?scope=city&key=city&day=tomorrow')).statusCode).toBe(400);
  expect((await get(`links/${CITY.link('AB')}/index`)).json()).toMatchObject({ index: 4 });
  expect((await get('roads/worst?limit=2')).statusCode).toBe(200);
  expect((await get('roads/profile?key=深南大道/eastbound&day=2026-11-23')).json()).toMatchObject({
    status: 404,
    code: 'indices.no_such_key',
  });
  expect((await get('indices/free-flow')).json()).toMatchObject({ days_needed: 30, links_measured: 0 });
  expect((await get('indices/standards')).json()[0]).toMatchObject({
    gb: { annexes: { A: { certainty: 'C', assumed: true }, C: { certainty: 'A', assumed: false } } },
  });
  const days = 'from=2026-11-22&to=2026-11-23';
  const daily = (await get(`indices/periods?scope=city&key=city&period=day&${days}`)).json();
  expect(daily.map(({ windows }: { windows: number }) => windows)).toEqual([1, 1]);
  expect(
    (await get(`indices/periods?scope=city&key=city&period=5min&from=2026-01-01&to=2026-11-23`)).json(),
  ).toMatchObject({ status: 400, code: 'indices.interval' });
  const typical = await get(`indices/typical?scope=city&key=city&${days}`);
  expect(typical.json().map(({ weekday }: { weekday: number }) => weekday)).toEqual([1, 7]);
  expect((await get(`indices/typical?scope=city&key=city&step_s=2700&${days}`)).statusCode).toBe(200);
  expect((await get(`indices/typical?scope=city&key=city&step_s=4200&${days}`)).statusCode).toBe(400);
  const csv = await get(`indices/periods.csv?scope=city&key=city&period=day&${days}`);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.body.split('\r\n')[1]).toMatch(/^2026-11-22 00:00:00,2026-11-23 00:00:00,\d/);
  const compared = (
    await get(
      'indices/compare?scope=class&a_from=2026-11-22&a_to=2026-11-22&b_from=2026-11-23&b_to=2026-11-23',
    )
  ).json();
  expect(compared[0]).toMatchObject({ key: 'arterial' });
  expect(compared[0].change).toBeGreaterThan(0);
  expect(compared[4].change).toBeNull();
  expect((await get('indices/links?scope=city&key=city&limit=1')).json().links).toHaveLength(1);
  expect((await get('indices/links?scope=city&key=elsewhere')).statusCode).toBe(404);
  const window_start_ms = EIGHT_MS - 5 * MINUTE_MS;
  expect(
    (await get(`indices/revisions?scope=city&key=city&window_start_ms=${window_start_ms}`)).statusCode,
  ).toBe(200);
  await http.close();
});
