import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cityDayStart } from '../../kit/clock.ts';
import { type Browser, type Identity, signInFirstTime, startIdentity } from '../accounts/test-identity.ts';

let identity: Identity;
let applicant: Browser;
let neighbour: Browser;
let steward: Browser;

beforeAll(async () => {
  identity = await startIdentity();
  identity.http.get('/api/v1/test/indices', { config: { authority: 'indices:read' } }, async () => ({
    ok: true,
  }));
  identity.http.post('/api/v1/test/indices', { config: { authority: 'indices:read' } }, async () => ({
    ok: true,
  }));
  const system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  const appoint = async (by: Browser, name: string, unit: string, role: string, within: string | null) => {
    const made = (await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit })).body;
    const { id } = made.account as { id: number };
    await by.ask('PUT', `/api/v1/accounts/${id}/grants`, [{ role, platform: null, unit: within }]);
    return signInFirstTime(identity, name, String(made.one_time_password));
  };
  const security = await appoint(system, 'secure', 'city', 'security-administrator', null);
  applicant = await appoint(security, 'futian', '440304', 'department-user', '440304');
  neighbour = await appoint(security, 'nanshan', '440305', 'department-user', '440305');
  steward = await appoint(security, 'steward', 'city', 'data-steward', null);
});
afterAll(() => identity.stop());

const apply = (browser: Browser, unit: string) =>
  browser.ask('POST', '/api/v1/sharing/applications', { item: 'indices', unit, purpose: '辖区信号优化研究' });
const path = (id: unknown, action: string) => `/api/v1/sharing/applications/${id}/${action}`;
const use = (key: string, headers = {}) =>
  identity
    .browser()
    .ask('GET', '/api/v1/test/indices', undefined, { authorization: `Bearer ${key}`, ...headers });

async function approved(approval: object = {}) {
  const { body } = await apply(applicant, '440304');
  expect((await steward.ask('POST', path(body.id, 'approval'), approval)).status).toBe(200);
  const issued = await applicant.ask('POST', path(body.id, 'key'));
  return { id: body.id, key: String(issued.body.key) };
}

describe('an application', () => {
  test('is approved by the owner, never by who applied, and once', async () => {
    const { status, body } = await apply(applicant, '440304');
    expect([status, body.state, body.key]).toEqual([201, 'pending', null]);
    expect((await applicant.ask('POST', path(body.id, 'approval'), {})).status).toBe(403);
    expect((await applicant.ask('POST', path(body.id, 'key'))).body.code).toBe('sharing.not_approved');
    const done = await steward.ask('POST', path(body.id, 'approval'), { expires_days: 30 });
    expect(done.body).toMatchObject({ state: 'approved', key: { state: 'waiting', used_today: 0 } });
    expect((await steward.ask('POST', path(body.id, 'refusal'), { decision: 'no' })).body.code).toBe(
      'sharing.decided',
    );
  });

  test('is for a unit of the applicant, and hidden from other units', async () => {
    expect((await apply(applicant, '440305')).body.code).toBe('sharing.out_of_area');
    const { id } = await approved();
    expect((await neighbour.ask('GET', '/api/v1/sharing/applications')).body).toEqual([]);
    expect((await neighbour.ask('POST', path(id, 'key'))).status).toBe(404);
    expect((await neighbour.ask('DELETE', path(id, 'key'))).status).toBe(404);
    expect((await steward.ask('POST', path(id, 'key'))).status).toBe(403);
  });
});

describe('an API key', () => {
  test('opens what was approved, nothing else, and needs no anti-forgery token', async () => {
    const { key } = await approved();
    expect((await use(key)).body).toEqual({ ok: true });
    const post = await identity.http.inject({
      method: 'POST',
      url: '/api/v1/test/indices',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(post.statusCode).toBe(200);
    const answer = await identity
      .browser()
      .ask('GET', '/api/v1/accounts', undefined, { authorization: `Bearer ${key}` });
    expect(answer.body.code).toBe('kit.forbidden');
  });

  test('that is wrong, of another number, or a JWT, is nobody, a good cookie beside it or not', async () => {
    const { key } = await approved();
    const [, number, secret] = key.split('_');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const jwt = `${header}.${Buffer.from('{"sub":"admin"}').toString('base64url')}.`;
    for (const forged of [`tocc_${Number(number) - 1}_${secret}`, `${key}A`, key.slice(0, -1), jwt, '']) {
      expect((await use(forged)).status).toBe(401);
      expect((await use(forged, { cookie: applicant.cookie })).status).toBe(401);
    }
  });

  test('may be used so many times in a minute, however many ask at once', async () => {
    const { key } = await approved({ quota_per_minute: 5 });
    const burst = async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => use(key)));
      return answers.map(({ status, body }) => (status === 200 ? 'ok' : body.code)).sort();
    };
    const expected = [...Array(5).fill('ok'), ...Array(7).fill('sharing.too_fast')];
    expect(await burst()).toEqual(expected);
    identity.clock.now_ms += 60_000;
    expect(await burst()).toEqual(expected);
  });

  test('that asks too fast has to wait until the next minute', async () => {
    const { key } = await approved({ quota_per_minute: 1 });
    await use(key);
    const wait_s = Number((await use(key)).headers['retry-after']);
    expect(wait_s).toBe(60 - Math.floor((identity.clock.now_ms % 60_000) / 1000));
  });

  test('is known by its scheme in any case', async () => {
    const { key } = await approved();
    for (const authorization of [`bearer ${key}`, `BEARER ${key}`, `Bearer  ${key}`])
      expect((await use('', { authorization })).status).toBe(200);
    expect((await use('', { authorization: `bearer ${key.replace('tocc', 'TOCC')}` })).status).toBe(401);
  });

  test('is counted, and stops at its quota until the next day', async () => {
    const { id, key } = await approved({ quota_per_day: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await use(key)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const wait_s = Number((await use(key)).headers['retry-after']);
    const midnight_ms = cityDayStart(identity.clock.now_ms) + 86_400_000;
    expect(identity.clock.now_ms + 1000 * wait_s).toBeGreaterThanOrEqual(midnight_ms);
    expect(identity.clock.now_ms + 1000 * wait_s).toBeLessThan(midnight_ms + 1000);
    const list = (await applicant.ask('GET', '/api/v1/sharing/applications')).body as unknown as {
      id: number;
      key: object;
    }[];
    expect(list.find((each) => each.id === id)?.key).toMatchObject({ used_today: 3, quota_per_day: 3 });
    const { rows } = await sql<{ record: string }>`
      select record from audit_record order by seq desc limit 1`.execute(identity.db);
    expect(JSON.parse(rows[0].record)).toMatchObject({
      result: 'refused',
      action: 'GET /api/v1/test/indices',
      principal: expect.stringMatching(/^key:\d+$/),
      target: expect.stringMatching(/^api-key:\d+$/),
      detail: { code: 'sharing.quota_used', unit: '440304' },
    });
    identity.clock.now_ms += 24 * 3_600_000;
    expect((await use(key)).status).toBe(200);
  });

  test('rotates with a week in which both work', async () => {
    await applicant.ask('POST', '/api/v1/session', { account: 'futian', password: 'Quiet-Harbour-71-tide' });
    await steward.ask('POST', '/api/v1/session', { account: 'steward', password: 'Quiet-Harbour-71-tide' });
    const { id, key: first } = await approved();
    const second = String((await applicant.ask('POST', path(id, 'key'))).body.key);
    expect([(await use(first)).status, (await use(second)).status]).toEqual([200, 200]);
    identity.clock.now_ms += 7 * 86_400_000;
    expect([(await use(first)).status, (await use(second)).status]).toEqual([401, 200]);
  });

  test('ends when it expires or is revoked', async () => {
    for (const [browser, account] of [
      [applicant, 'futian'],
      [steward, 'steward'],
    ] as const)
      await browser.ask('POST', '/api/v1/session', { account, password: 'Quiet-Harbour-71-tide' });
    const short = await approved({ expires_days: 1 });
    const revoked = await approved();
    expect((await steward.ask('DELETE', path(revoked.id, 'key'))).body.key).toMatchObject({
      state: 'revoked',
    });
    expect((await use(revoked.key)).status).toBe(401);
    identity.clock.now_ms += 86_400_000;
    expect((await use(short.key)).status).toBe(401);
  });
});
