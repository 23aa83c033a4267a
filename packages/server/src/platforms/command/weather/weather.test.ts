import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR_MS } from '@opentocc/core/time';
import { readCap, writeCap } from '@opentocc/protocols/cap';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import type { Acting } from '../../../kit/acting.ts';
import { migrate } from '../../../kit/db.ts';
import { readBestTracks } from './best-track.ts';
import { rainSignal } from './demo.ts';
import { playDrills } from './drill-scripts.ts';
import { impactsOf } from './impact.ts';
import { migrations } from './migrations/index.ts';
import { WeatherService } from './service.ts';

const START_MS = Date.parse('2026-08-31T08:00:00+08:00');
const DISTRICTS = new Map<string, [number, number][]>([
  ['440304', [[114.05, 22.54]]],
  ['440312', [[114.5, 22.6]]],
]);

let database: TestDatabase;
let service: WeatherService;
const clock = { now_ms: START_MS, now: () => clock.now_ms };
/** What the desk of warnings heard, in order. */
const told: string[] = [];
const feeds = new Map<string, string>();
const acting = (account: string) =>
  ({ session: { principal: `account:${account}`, account }, address: '10.0.0.1' }) as unknown as Acting;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  service = new WeatherService({
    ...{ db: database.db, clock, districts: DISTRICTS, feeds: ['https://a.test/', 'https://b.test/'] },
    feed_hosts: [],
    audit: { record: async () => undefined },
    warnings: {
      raise: async ({ key, level }) => void told.push(`${key} ${level}`),
      resolve: async (key, _, why) => void told.push(`${key} ${why}`),
    },
    fetch: async (url) => {
      const text = feeds.get(url);
      if (text === undefined) throw new Error(`${url} does not answer`);
      return Buffer.from(text);
    },
  });
});
afterAll(() => database.stop());
beforeEach(() => {
  told.length = 0;
});

interface Told {
  readonly id: string;
  readonly type?: string;
  readonly level?: string;
  readonly about?: string;
  readonly hours?: number;
  readonly status?: string;
}

const iso = (at_ms: number) => `${new Date(at_ms + 8 * HOUR_MS).toISOString().slice(0, 19)}+08:00`;
const cap = ({ id, type = 'Alert', level = '蓝色', about, hours = 24, status = 'Actual' }: Told) => `
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>sz@weather</sender>
<sent>${iso(clock.now_ms)}</sent><status>${status}</status><msgType>${type}</msgType><scope>Public</scope>
${about ? `<references>sz@weather,${about},${iso(START_MS)}</references>` : ''}
<info><language>zh-CN</language><category>Met</category><event>台风</event><urgency>Expected</urgency>
<severity>Moderate</severity><certainty>Likely</certainty><expires>${iso(clock.now_ms + hours * HOUR_MS)}</expires>
<headline>台风${level}预警信号</headline>
<area><areaDesc>福田区、沙头街道、南园街道</areaDesc><polygon>22.5,114 22.5,114.1 22.6,114.1 22.5,114</polygon>
<geocode><valueName>GB/T 2260</valueName><value>440304</value></geocode></area></info></alert>`;
const take = (one: Told) => service.take(acting('li'), { format: 'cap', content: cap(one) });
const stateOf = async (identifier: string) =>
  (await service.overview(null)).warnings.find((warning) => warning.identifier === identifier)?.state;

describe('a chain of warnings', () => {
  test('goes from blue to lifting: an update takes the place of what was before, a cancel ends it', async () => {
    await take({ id: 'w1' });
    const { warnings, signal, proposed } = await service.overview(null);
    expect([signal, proposed]).toEqual(['blue', 'IV']);
    expect(warnings[0].area).toMatchObject({ districts: ['440304'], streets: ['沙头街道', '南园街道'] });
    expect(warnings[0].area.polygons[0].length).toBe(4);
    clock.now_ms += HOUR_MS;
    await take({ id: 'w2', type: 'Update', level: '橙色', about: 'w1' });
    expect([await stateOf('w1'), await stateOf('w2')]).toEqual(['updated', 'in_force']);
    expect((await service.overview(null)).signal).toBe('orange');
    await take({ id: 'w3', type: 'Cancel', about: 'w2' });
    expect([await stateOf('w1'), await stateOf('w2')]).toEqual(['updated', 'cancelled']);
    expect((await service.overview(null)).signal).toBeNull();
    expect(told.map((line) => line.replace('weather/sz@weather/', ''))).toEqual([
      ...['w1 blue', 'w1 cleared', 'w2 orange', 'w2 cancelled', 'w3 cancelled'],
    ]);
  });

  test('a second copy changes nothing; an exercise moves no signal', async () => {
    await take({ id: 'w4', level: '黄色' });
    expect(await take({ id: 'w4', level: '红色' })).toMatchObject({ taken: [], known: 1 });
    await take({ id: 'w5', level: '红色', status: 'Exercise' });
    expect((await service.overview(null)).signal).toBe('yellow');
    expect(told).toEqual(['weather/sz@weather/w4 yellow']);
  });

  test('what runs out is expired and not cancelled', async () => {
    clock.now_ms += 25 * HOUR_MS;
    await service.settle();
    expect([await stateOf('w4'), await stateOf('w2')]).toEqual(['expired', 'cancelled']);
    expect(told).toContain('weather/sz@weather/w4 expired');
  });

  test('a file that is cut off, hostile or no warning is refused with a clear word and nothing of it is taken', async () => {
    const before = (await service.overview(null)).warnings.length;
    const cut = `<all>${cap({ id: 'w6' })}${cap({ id: 'w7' }).slice(0, 300)}`;
    for (const content of [cut, '<!DOCTYPE a><alert/>', 'nonsense', '<rss/>'])
      await expect(service.take(acting('li'), { format: 'cap', content })).rejects.toMatchObject({
        code: 'weather.unreadable',
      });
    await expect(service.take(acting('li'), { format: 'national', content: '{' })).rejects.toMatchObject({
      code: 'weather.unreadable',
    });
    const refused = await service.take(acting('li'), { format: 'cap', content: cut }).catch((error) => error);
    expect(refused.in('zh')).toMatch(
      /^报文无法使用：文件不完整，以下元素未结束（.*alert.*）；请检查后重新发送$/,
    );
    expect(refused.in('en')).toContain('the file is cut off');
    expect((await service.overview(null)).warnings.length).toBe(before);
  });

  test('a feed that fails does not keep another from being read', async () => {
    feeds.set('https://b.test/', cap({ id: 'w8', level: '蓝色' }));
    await expect(service.poll()).rejects.toThrow('a.test');
    expect(await stateOf('w8')).toBe('in_force');
  });

  test('is written as CAP 1.2 that is read again without a finding', async () => {
    const { warnings } = await service.overview(null);
    const updated = warnings.find(({ identifier }) => identifier === 'w2');
    const { alerts, findings } = readCap(Buffer.from(await service.asCap(updated?.id ?? 0)));
    expect(findings).toEqual([]);
    expect(alerts[0]).toMatchObject({ msg_type: 'Update', infos: [{ severity: 'Severe', event: '台风' }] });
  });
});

test('the weather service of the demo city gives a signal and lifts it', async () => {
  const give = (alert: Parameters<typeof writeCap>[0]) =>
    service.take(acting('demo'), { format: 'cap', content: writeCap(alert) });
  const { taken } = await give(rainSignal(clock.now_ms, undefined));
  expect(taken[0]).toMatchObject({ level: 'yellow', state: 'in_force', kind: '暴雨' });
  clock.now_ms += HOUR_MS;
  await give(rainSignal(clock.now_ms, taken[0]));
  expect(await stateOf(taken[0].identifier)).toBe('cancelled');
});

describe('the response', () => {
  test('is decided by a person against what the colour proposes, and both stand on record', async () => {
    const first = await service.decide(acting('li'), {
      level: 'II',
      reason: '提前部署',
      after: 0,
      drill: null,
    });
    expect(first).toMatchObject({ level: 'II', signal: 'blue', proposed: 'IV', by: 'li' });
  });

  test('of two who decide at once the second is refused', async () => {
    const [{ id: after }] = (await service.overview(null)).decisions;
    const decide = (by: string) =>
      service.decide(acting(by), { level: 'I', reason: '升级', after, drill: null });
    const both = await Promise.allSettled([decide('li'), decide('wang')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await service.overview(null)).decisions.length).toBe(2);
  });
});

describe('a typhoon', () => {
  const point = (hours: number, lon: number, lat: number, more = {}) => ({
    ...{ at_ms: START_MS + hours * HOUR_MS, lon, lat, grade: 4, wind_mps: 40, pressure_hpa: 960 },
    ...{ forecast: hours > 0, circles: [], ...more },
  });

  test('reaches the eastern district first, with an interval that grows with the hours ahead', () => {
    const impacts = impactsOf([point(0, 120, 21), point(24, 114.3, 22.4)], DISTRICTS);
    const at = (district: string, force: number) =>
      impacts.find((i) => i.district === district && i.force === force);
    const [east, west] = [at('440312', 7), at('440304', 7)];
    expect(east?.arrives_ms).toBeLessThan(west?.arrives_ms ?? 0);
    expect(east?.earliest_ms).toBeLessThan(east?.arrives_ms ?? 0);
    expect(east?.latest_ms).toBeGreaterThan(east?.arrives_ms ?? 0);
    expect(at('440304', 10)?.arrives_ms).toBeGreaterThan(west?.arrives_ms ?? 0);
    expect(at('440304', 12)).toBeUndefined();
    // The track ends over the city.
    expect(west?.leaves_ms).toBeNull();
  });

  test('with absurd times takes no longer than another', () => {
    const far = { ...point(24, 114.3, 22.4), at_ms: Date.UTC(9999, 0) };
    const before_ms = performance.now();
    impactsOf([point(0, 120, 21), far], DISTRICTS);
    expect(performance.now() - before_ms).toBeLessThan(1000);
  });

  test('uses the circles that are given, and says where it assumes them', async () => {
    const circles = [{ force: 7 as const, radius_km: 30 }];
    const view = await service.putStorm(acting('li'), {
      ...{ code: '2026-09', name: { zh: '测试', en: 'Test' } },
      points: [point(0, 120, 21, { circles }), point(24, 114.3, 22.4, { circles })],
    });
    expect(view.circles_assumed).toBe(false);
    expect(view.impacts.every(({ force }) => force === 7)).toBe(true);
    const { storms } = await service.overview(['440312']);
    expect(new Set(storms[0].impacts.map(({ district }) => district))).toEqual(new Set(['440312']));
  });

  test.each([
    ['saola-2023', 'blue', 'IV', 'II'],
    ['ragasa-2025', 'red', 'I', null],
  ])('%s is replayed with two scales', (key, signal, proposed, response) => {
    const [step] = playDrills().find((drill) => drill.key === key)?.steps ?? [];
    expect(step).toMatchObject({ signal, proposed, response });
  });

  test('Saola keeps its response at I while the signal falls', () => {
    const steps = playDrills()[0].steps;
    expect(steps.at(-1)).toMatchObject({ signal: null, proposed: null, response: 'I' });
    expect(steps.find(({ response }) => response === 'I')?.signal).toBe('yellow');
  });
});

const FILE = join(import.meta.dirname, '../../../../../../../shared/data/typhoon/CMABST/CH2016BST.txt');
const here = existsSync(FILE);
if (!here) console.info('the best tracks of 2016 are not here: they are not read');
test.skipIf(!here)('best tracks are read, and those near the city are taken', async () => {
  const content = readFileSync(FILE, 'utf8');
  const tracks = readBestTracks(content, 2016);
  expect(tracks.length).toBeGreaterThan(20);
  const first = tracks[0].points[0];
  expect(first).toMatchObject({ at_ms: Date.UTC(2016, 4, 26, 6), lat: 18.8, lon: 114.8, pressure_hpa: 1002 });
  const taken = await service.takeBestTracks(acting('li'), { content, year: 2016 });
  expect(taken.map(({ name }) => name)).toContain('NIDA');
  await expect(
    service.takeBestTracks(acting('li'), { content: 'no tracks here', year: 2016 }),
  ).rejects.toMatchObject({
    code: 'weather.no_tracks',
  });
});
