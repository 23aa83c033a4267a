import type { Session } from '@opentocc/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import type { Http } from '../../kit/http-server.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
  serveQuality,
} from '../quality/index.ts';
import { migrations, type Sources, serveSources, serveTerminals, type TerminalDecision } from './index.ts';
import { openSources } from './test-sources.ts';
import { TestTerminal } from './test-terminal.ts';

const log = createLog('silent');
const clock = { now: () => Date.parse('2026-11-23T08:30:00+08:00') };
const decisions: TerminalDecision[] = [];
let permissions: string[];
let database: TestDatabase;
let quality: Quality;
let sources: Sources;
let http: Http;
let port: number;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, { ...migrations, ...qualityMigrations });
  quality = await createQuality({ store: createQualityStore(database.db), clock, log });
  sources = await openSources({
    db: database.db,
    clock,
    log,
    quality,
    keys: testKeys,
    telemetryLog: { append: async () => undefined },
    onChange: (decision) => {
      decisions.push(decision);
    },
  });
  port = await sources.gateway.listen('127.0.0.1', 0);
  http = await createHttp({ log, authenticate: async () => session(), body_limit: 1024 });
  serveSources(sources).mount(http);
  serveTerminals(sources).mount(http);
  serveQuality(quality, sources.maskedPlateOf).mount(http);
});
afterAll(async () => {
  await http.close();
  await sources.close();
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

const get = (url: string) => http.inject({ url });
const post = (url: string, payload: object = {}) =>
  http.inject({ method: 'POST', url, payload, headers: { 'x-csrf-token': 'token' } });

test('a waiting terminal is seen masked, and taken only by who may', async () => {
  const terminal = await TestTerminal.open(port, '13900000001');
  await terminal.register('粤B12345');
  permissions = ['sources:read'];
  expect((await get('/api/v1/terminals/pending')).json()).toMatchObject([
    { phone: '13900000001', plate: '粤B·1***5', attempts: 1 },
  ]);
  const approval = { source: 0, vehicle_class: 'taxi' };
  expect((await post('/api/v1/terminals/13900000001/approval', approval)).statusCode).toBe(403);
  permissions = ['sources:read', 'sources:approve'];
  expect((await post('/api/v1/terminals/13900000001/approval', approval)).statusCode).toBe(204);
  expect(decisions).toEqual([
    {
      phone: '13900000001',
      plate: '粤B·1***5',
      decision: 'approved',
      taken_in: { source: 0, vehicle_class: 'taxi' },
      by: { principal: 'account:7', actor: 'li', address: '127.0.0.1' },
    },
  ]);
  const again = await post('/api/v1/terminals/13900000001/refusal');
  expect(again.json()).toMatchObject({ status: 404, code: 'sources.terminal_unknown' });
  terminal.socket.destroy();
});

test('sources tell their health and their hours', async () => {
  permissions = ['sources:read'];
  quality.received(0, 10);
  const from_ms = clock.now() - 3_600_000;
  expect((await get('/api/v1/sources')).json()).toMatchObject([
    { id: 0, code: 'unknown', terminals: 1, online: 0, state: 'degraded' },
  ]);
  const hours = await get(`/api/v1/sources/0/quality?from_ms=${from_ms}&to_ms=${clock.now()}`);
  expect(hours.json()).toMatchObject([{ received: 10, rejected: { unregistered: 1 }, completeness: null }]);
  const rejects = await get(`/api/v1/sources/0/rejects?from_ms=${from_ms}&to_ms=${clock.now()}`);
  expect(rejects.json()).toMatchObject([{ reason: 'unregistered', terminal: '139****0001', vehicle: null }]);
  expect((await get('/api/v1/sources/9')).json()).toMatchObject({ code: 'sources.source_unknown' });
  expect((await get('/api/v1/sources/0/quality?from_ms=2&to_ms=1')).json()).toMatchObject({
    code: 'kit.interval',
  });
});

test('a command to a vehicle that is offline says so', async () => {
  permissions = ['vehicles:command'];
  const [{ id }] = sources.searchVehicles('粤B12345', 1, true);
  const answer = await post(`/api/v1/vehicles/${id}/text`, { text: '请绕行' });
  expect(answer.json()).toMatchObject({ status: 409, code: 'sources.vehicle_offline' });
});

test('who decides on a waiting terminal sees whose it probably is, where it says it is, and its plate for a reason', async () => {
  const terminal = await TestTerminal.open(port, '13900000007');
  await terminal.register('粤B12345');
  const place = { lon_e6: 114_057_865, lat_e6: 22_543_096 };
  terminal.send({
    ...{ kind: 'position', alarm: 0, status: 3, ...place, altitude_m: 0, speed_dkmh: 0, direction_deg: 0 },
    ...{ at_ms: clock.now(), extras: [] },
  });
  await terminal.next('platform_answer');
  permissions = ['sources:read', 'vehicles:plate'];
  expect((await get('/api/v1/terminals/13900000007/case')).statusCode).toBe(403);
  permissions = ['sources:approve'];
  expect((await get('/api/v1/terminals/13900000007/case')).json()).toMatchObject({
    likely: [],
    plate_held_by: { phone: '13900000001', source: 0 },
    place: { lon: 114.057865, lat: 22.543096, at_ms: clock.now() },
  });
  const reveal = '/api/v1/terminals/13900000007/plate/reveal';
  expect((await post(reveal, { reason: '核对' })).statusCode).toBe(400);
  expect((await post(reveal, { reason: '核对车牌归属' })).json()).toEqual({ plate: '粤B12345' });
  expect((await get('/api/v1/terminals/13900000001/case')).json()).toMatchObject({
    code: 'sources.terminal_unknown',
  });
  await post('/api/v1/terminals/13900000007/refusal');
  terminal.socket.destroy();
});
