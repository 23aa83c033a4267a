import type { Session } from '@opentocc/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import type { Http, RequestOutcome } from '../../kit/http-server.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../quality/index.ts';
import { migrations, type Sources, serveSourceSettings } from './index.ts';
import { openSources } from './test-sources.ts';

const log = createLog('silent');
const clock = { now: () => Date.parse('2026-11-23T08:30:00+08:00') };
const outcomes: RequestOutcome[] = [];
let permissions = ['sources:approve'];
let database: TestDatabase;
let quality: Quality;
let sources: Sources;
let http: Http;
let id: number;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, { ...migrations, ...qualityMigrations });
  quality = await createQuality({ store: createQualityStore(database.db), clock, log });
  const telemetryLog = { append: async () => undefined };
  sources = await openSources({ db: database.db, clock, log, quality, telemetryLog, keys: testKeys });
  id = await sources.saveSource({
    code: 'ride',
    name: { zh: '网约车', en: 'Ride hailing' },
    owner: '某公司',
    protocol: 'JT/T 808',
    datum: 'WGS-84',
    report_interval_s: 10,
    quota_per_s: null,
  });
  http = await createHttp({
    log,
    authenticate: async () => session(),
    audit: async (outcome) => {
      outcomes.push(outcome);
    },
    body_limit: 1024,
  });
  serveSourceSettings(sources).mount(http);
});
afterAll(async () => {
  await http.close();
  await sources.close();
  await quality.close();
  await database.stop();
});

const session = (): Session => ({
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
});

const patch = (of: number, payload: object) =>
  http.inject({
    method: 'PATCH',
    url: `/api/v1/sources/${of}`,
    payload,
    headers: { 'x-csrf-token': 'token' },
  });

test('the datum of a source is set, outlives a restart, and the audit knows what it was', async () => {
  const answer = await patch(id, { datum: 'GCJ-02', quota_per_s: 500 });
  expect(answer.json()).toMatchObject({ id, datum: 'GCJ-02', quota_per_s: 500, report_interval_s: 10 });
  expect(outcomes.at(-1)!.request.audit_detail).toEqual({
    before: { datum: 'WGS-84', report_interval_s: 10, quota_per_s: null },
    after: { datum: 'GCJ-02', report_interval_s: 10, quota_per_s: 500 },
  });
  const telemetryLog = { append: async () => undefined };
  const again = await openSources({ db: database.db, clock, log, quality, telemetryLog, keys: testKeys });
  expect(again.getSource(id)).toMatchObject({ code: 'ride', datum: 'GCJ-02', quota_per_s: 500 });
  await again.close();
});

test('nothing is set that makes no sense, of nobody, or by who may not', async () => {
  expect((await patch(id, { datum: 'ED50' })).statusCode).toBe(400);
  expect((await patch(id, { report_interval_s: 0 })).statusCode).toBe(400);
  expect((await patch(99, { datum: 'BD-09' })).json()).toMatchObject({ code: 'sources.source_unknown' });
  expect((await patch(0, { datum: 'BD-09' })).json()).toMatchObject({ code: 'sources.source_fixed' });
  permissions = ['sources:read'];
  expect((await patch(id, { datum: 'BD-09' })).statusCode).toBe(403);
  expect(sources.getSource(id).datum).toBe('GCJ-02');
});
