import type { Session } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import type { Http } from '../../kit/http-server.ts';
import { createLog } from '../../kit/log.ts';
import {
  createFindingDesk,
  createQuality,
  createQualityStore,
  migrations,
  type Quality,
  serveFindingDesk,
  serveQuality,
} from './index.ts';

const log = createLog('silent');
const NOW_MS = Date.parse('2026-11-23T08:30:00+08:00');
const SPAN = `from_ms=${NOW_MS - HOUR_MS}&to_ms=${NOW_MS}`;
let now_ms = NOW_MS;
let permissions: string[];
let database: TestDatabase;
let quality: Quality;
let http: Http;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  const store = createQualityStore(database.db);
  quality = await createQuality({
    store,
    clock: { now: () => now_ms },
    log,
    sources: () => [{ id: 1, datum: 'WGS-84', quota_per_s: 2 }],
    look_ms: 1e9,
  });
  http = await createHttp({ log, authenticate: async () => session(), body_limit: 1024 });
  const plateOf = (vehicle: number) => (vehicle === 7 ? '粤B…' : null);
  serveQuality(quality, plateOf).mount(http);
  const desk = createFindingDesk({
    ...{ findings: store.findings, handling: store.handling, clock: { now: () => now_ms } },
    handlers: async () => [],
    sourceOf: () => ({ name: { zh: '源', en: 'source' }, owner: '' }),
  });
  serveFindingDesk(desk, plateOf).mount(http);
});
afterAll(async () => {
  await http.close();
  await quality.close();
  await database.stop();
});

function session(): Session {
  return {
    principal: 'account:7',
    via: 'cookie',
    account: 'li',
    display_name: 'Li',
    roles: [],
    permissions,
    reach: {},
    language: 'zh',
    csrf_token: 'token',
    must_change_password: false,
    second_factor: false,
    must_enrol_second_factor: false,
    expires_ms: 0,
    watch_until_ms: null,
  };
}

const get = async (url: string) => (await http.inject({ url: `/api/v1/${url}` })).json();

/** Vehicle 7 states half past midnight at half past eight, once a minute for so many minutes. */
async function drive(minutes: number, clock_ms: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    now_ms += 60_000;
    const fix = { vehicle: 7, source: 1, received_ms: now_ms, at_ms: now_ms + clock_ms, lon: 114, lat: 22.5 };
    quality.look({ ...fix, speed_kmh: 0, course_deg: 0 });
    await quality.judge();
  }
}

test('a rejected record is shown with its plate masked, also to who may see plates for a reason', async () => {
  const fix = {
    vehicle: 7,
    source: 1,
    at_ms: NOW_MS - 8 * HOUR_MS,
    received_ms: NOW_MS - 60_000,
    lon: 114.1,
    lat: 22.6,
    speed_kmh: 42.5,
    course_deg: null,
    reason: 'stale_clock',
    figure: 8 * 3600 - 60,
    key: 0.5,
  } as const;
  const tick = { source: 1, accepted: 0, on_time: 0, rejected: { stale_clock: 1 }, delays: [] };
  quality.take({ ...tick, samples: [fix], newest: [] });
  permissions = ['sources:read'];
  expect(await get(`sources/1/rejects?${SPAN}&reason=stale_clock`)).toEqual([
    {
      reason: 'stale_clock',
      received_ms: fix.received_ms,
      vehicle: 7,
      plate: '粤B…',
      terminal: null,
      at_ms: fix.at_ms,
      lon: 114.1,
      lat: 22.6,
      speed_kmh: 42.5,
      course_deg: null,
      why: { zh: '填写时间比接收时间早 7 h 59 min', en: 'stated 7 h 59 min before it came' },
      newest: false,
    },
  ]);
  permissions = ['sources:read', 'vehicles:plate'];
  expect(await get(`sources/1/rejects?${SPAN}`)).toMatchObject([{ plate: '粤B…' }]);
  expect(await get(`sources/1/rejects?${SPAN}&reason=frozen`)).toEqual([]);
});

test('what to fix opens by itself, names the vehicles, closes by itself, and stays in the history', async () => {
  permissions = ['sources:read'];
  await drive(10, -8 * HOUR_MS);
  const open = await get('quality/findings?state=open&source=1');
  expect(open).toMatchObject([
    { kind: 'clock', variant: 'zone:-8', closed_ms: null, examples: [{ vehicle: 7, plate: '粤B…' }] },
  ]);
  expect(await get('quality/findings?source=2')).toEqual([]);
  await drive(15, 0);
  expect(await get('quality/findings?state=open')).toEqual([]);
  const [closed] = await get('quality/findings?state=closed');
  expect(closed.id).toBe(open[0].id);
  expect(closed.closed_ms).toBeGreaterThan(closed.since_ms);
});

test('an open finding outlives a restart, and is not opened twice', async () => {
  await drive(10, 8 * HOUR_MS);
  const again = await createQuality({
    store: createQualityStore(database.db),
    clock: { now: () => now_ms },
    log,
    look_ms: 1e9,
  });
  await again.judge();
  expect(await again.findings({ state: 'open', limit: 9 })).toMatchObject([{ variant: 'zone:8' }]);
  await again.close();
});

test('more than the quota is reported, and nothing is dropped for it', async () => {
  quality.received(1, 20_000);
  const delays = [20_000];
  quality.take({
    source: 1,
    accepted: 20_000,
    on_time: 20_000,
    rejected: {},
    delays,
    samples: [],
    newest: [],
  });
  await quality.judge();
  await quality.judge();
  const kinds = (await get('quality/findings')).map(({ kind }: { kind: string }) => kind);
  expect(kinds).toContain('over_quota');
});

test('a share that falls short is reported when it lasts, not at the first hiccup', async () => {
  const delays = [0];
  const minute = async (accepted: number, unmatched: number) => {
    now_ms += 60_000;
    const tick = { source: 1, accepted, on_time: accepted, rejected: { unmatched }, delays };
    quality.take({ ...tick, samples: [], newest: [] });
    await quality.judge();
    const open = await get('quality/findings');
    return open.filter(({ kind }: { kind: string }) => kind === 'invalid').length;
  };
  now_ms += 60 * 60_000;
  await minute(100, 900);
  for (let k = 0; k < 12; k++) expect(await minute(1000, 0)).toBe(0);
  for (let k = 0; k < 10; k++) await minute(1000, 0);
  for (let k = 0; k < 15; k++) expect(await minute(100, 900)).toBe(0);
  expect(await minute(100, 900)).toBe(1);
});

test('a source that falls silent is reported, with whether its terminals are still there', async () => {
  const silent = async () =>
    (await get('quality/findings'))
      .filter(({ kind }: { kind: string }) => kind === 'silent')
      .map(({ variant, severity }: { variant: string; severity: string }) => `${variant} ${severity}`);
  now_ms += 60 * 60_000;
  quality.received(1, 1);
  await quality.judge();
  for (let minute = 0; minute < 8; minute++) {
    now_ms += 60_000;
    quality.expect(1, 6);
    await quality.judge();
  }
  expect(await silent()).toEqual(['connected critical']);
  for (let minute = 0; minute < 22; minute++) {
    now_ms += 60_000;
    await quality.judge();
  }
  expect(await silent()).toEqual(['offline major']);
  quality.received(1, 1);
  for (let minute = 0; minute < 5; minute++) await quality.judge();
  expect(await silent()).toEqual([]);
});

test('terminals that left, or have just come, are not said to be connected without a fix', async () => {
  const silent = async () =>
    (await get('quality/findings'))
      .filter(({ kind }: { kind: string }) => kind === 'silent')
      .map(({ variant }: { variant: string }) => variant);
  const minutes = async (length: number, owed: number) => {
    for (let minute = 0; minute < length; minute++) {
      now_ms += 60_000;
      quality.expect(1, owed);
      await quality.judge();
    }
  };
  now_ms += 60 * 60_000;
  for (let minute = 0; minute < 10; minute++) {
    quality.received(1, 1);
    await minutes(1, 6);
  }
  await minutes(8, 0); // the fleet goes home
  expect(await silent()).toEqual(['offline']);
  await minutes(4, 6); // the first comes back, and its receiver looks for satellites
  expect(await silent()).toEqual(['offline']);
  await minutes(4, 6);
  expect(await silent()).toContain('connected');
  quality.received(1, 1);
  for (let minute = 0; minute < 5; minute++) await quality.judge();
  expect(await silent()).toEqual([]);
});

test('two devices with one phone are reported while both are there, and no more when one stays away', async () => {
  const shared = async () =>
    (await get('quality/findings')).filter(({ kind }: { kind: string }) => kind === 'phone_shared');
  const minutes = async (length: number, owed: number) => {
    for (let minute = 0; minute < length; minute++) {
      now_ms += 60_000;
      quality.expect(1, owed);
      await quality.judge();
    }
  };
  now_ms += 60 * 60_000;
  quality.phoneShared(1, 7);
  quality.phoneShared(1, 7);
  quality.phoneShared(1, 8);
  await minutes(1, 6);
  expect(await shared()).toEqual([]);
  await minutes(1, 6);
  expect(await shared()).toMatchObject([
    {
      title: {
        zh: '2 辆车的终端手机号被两台设备同时使用',
        en: 'The phone of 2 vehicle(s) is used by two devices at once',
      },
      evidence: [{ value: '3' }],
      examples: [
        { vehicle: 7, plate: '粤B…' },
        { vehicle: 8, plate: null },
      ],
    },
  ]);
  await minutes(60, 0); // the fleet is switched off: nothing speaks for it or against it
  expect(await shared()).toHaveLength(1);
  await minutes(12, 6);
  expect(await shared()).toHaveLength(1);
  await minutes(5, 6);
  expect(await shared()).toEqual([]);
});

test('the limits say since when they hold and which of them are assumed', async () => {
  const limits = await get('quality/limits');
  expect(limits).toContainEqual(
    expect.objectContaining({ key: 'qualified_on_time', value: 0.95, assumed: false }),
  );
  expect(limits).toContainEqual(expect.objectContaining({ key: 'clock', assumed: true, unit: 's' }));
});

test('an interval that is too long or ends before it begins is refused', async () => {
  const wrong = await get(`quality/sources?from_ms=0&to_ms=${NOW_MS}`);
  expect(wrong).toMatchObject({ status: 400, code: 'kit.interval' });
  expect(await get('sources/1/rejects?from_ms=5&to_ms=5')).toMatchObject({ code: 'kit.interval' });
});
