import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import { isPermission, PERMISSIONS } from '../packages/server/src/base/accounts/index.ts';
import { BUILT_IN_ROLES } from '../packages/server/src/base/accounts/roles.ts';
import {
  type Browser,
  createBrowser,
  signInFirstTime,
} from '../packages/server/src/base/accounts/test-identity.ts';
import { compose } from '../packages/server/src/compose.ts';
import { readConfig } from '../packages/server/src/config.ts';
import { systemClock } from '../packages/server/src/kit/clock.ts';
import type { DeclaredRoute } from '../packages/server/src/kit/http.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { TOPIC_AUTHORITY } from '../packages/server/src/platforms/command/live-map/live-channel.ts';
import { textNetwork } from '../packages/testkit/src/index.ts';

/**
 * Who may do what. The table in tests/golden/authority.txt is reviewed by people: a new route or a wider role changes
 * it, and this test shows the change. Then every route is walked with every role.
 */
const server = join(import.meta.dirname, '../packages/server/src');
const PASSWORD = 'Quiet-Harbour-71-tide';

const BODY_BYTES = 2 ** 20;
let identity: Product;
const browsers = new Map<string, Browser>();

/** The whole product on a network of one street, with nothing listening. */
async function startProduct() {
  const database = await startTestDatabase();
  const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-authority-'));
  const config = { ...readConfig({ data: data_dir }, {}), gateway: { host: '127.0.0.1', port: 0 } };
  const { network } = textNetwork('A---B---C\n\ndistrict 福田 AC');
  const log = createLog('silent');
  const options = { config, database_url: database.url, network, clock: systemClock, log };
  const tocc = await compose(options);
  await tocc.start();
  const first = await tocc.accounts.ensureFirstAdministrator();
  return {
    http: tocc.http,
    first: { account: '', one_time_password: '', ...first },
    browser: () => createBrowser(tocc.http),
    async stop() {
      await tocc.stop();
      await database.stop();
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
}
type Product = Awaited<ReturnType<typeof startProduct>>;

beforeAll(async () => {
  identity = await startProduct();
  const system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  let by = system;
  for (const role of ['security-administrator', ...BUILT_IN_ROLES.map(({ code }) => code)]) {
    if (browsers.has(role)) continue;
    const made = await system.ask('POST', '/api/v1/accounts', {
      name: role,
      display_name: role,
      unit: 'city',
    });
    const { id } = made.body.account as { id: number };
    await by.ask('PUT', `/api/v1/accounts/${id}/grants`, [{ role, platform: null, unit: null }]);
    const browser = await signInFirstTime(identity, role, String(made.body.one_time_password));
    browsers.set(role, browser);
    if (role === 'security-administrator') by = browser;
  }
});
afterAll(() => identity.stop());

/** Without the console's files, which stand there only after a build. */
const routes = () =>
  identity.http.declaredRoutes.filter(({ method, url }) => method !== 'HEAD' && !url.includes('*'));

/** The live channel asks for the permission of each topic; without a choice it brings all. */
const LIVE = Object.values(TOPIC_AUTHORITY);

function mayUse(role: string, { url, authority }: DeclaredRoute): boolean {
  const held = new Set<string>(BUILT_IN_ROLES.find(({ code }) => code === role)?.permissions);
  if (url === '/api/v1/live') return LIVE.every((each) => held.has(each));
  if (authority === 'public' || authority === 'signed-in') return true;
  return held.has(authority);
}

describe('the table of who may do what', () => {
  it('is the one that was reviewed', async () => {
    const lines = routes().map((route) => {
      const roles = BUILT_IN_ROLES.filter(({ code }) => mayUse(code, route)).map(({ code }) => code);
      const who = roles.length === BUILT_IN_ROLES.length ? route.authority : roles.join(' ');
      return `${route.method} ${route.url}\n    ${route.authority}: ${who}`;
    });
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('golden/authority.txt');
  });

  it('holds for every route and every role', async () => {
    let walked = 0;
    for (const [role, browser] of browsers)
      for (const route of routes()) {
        if (route.url === '/api/v1/session' && route.method !== 'GET') continue; // ends the walker's own session
        const url = route.url.replace(/:(\w+)/g, '999999');
        const { status, body } = await browser.ask(
          route.method as 'GET',
          url,
          route.method === 'GET' ? undefined : {},
        );
        const refused = status === 403 && body.code === 'kit.forbidden';
        expect([role, route.method, route.url, refused]).toEqual([
          role,
          route.method,
          route.url,
          !mayUse(role, route),
        ]);
        walked++;
      }
    expect(walked).toBeGreaterThan(200);
  });

  it('holds for nobody: without a session every route but the public ones asks to sign in', async () => {
    for (const route of routes().filter(({ authority }) => authority !== 'public')) {
      const url = route.url.replace(/:(\w+)/g, '999999');
      const answer = await identity
        .browser()
        .ask(route.method as 'GET', url, route.method === 'GET' ? undefined : {});
      expect([url, answer.status, answer.body.code]).toEqual([url, 401, 'kit.sign_in_required']);
    }
  });

  it('names only permissions of the catalogue, in every module', () => {
    const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !/test/.test(path),
    );
    const named = files.flatMap((path) =>
      [
        ...readFileSync(join(server, path), 'utf8').matchAll(
          /(?:authority: |own\(|includes\()'([a-z-]+:[a-z-]+)'/g,
        ),
      ].map(([, name]) => name),
    );
    expect(new Set(named).size).toBeGreaterThan(15);
    expect(named.filter((name) => !isPermission(name))).toEqual([]);
  });

  it('gives every permission to somebody', () => {
    const given = new Set<string>(BUILT_IN_ROLES.flatMap(({ permissions }) => permissions));
    expect(Object.keys(PERMISSIONS).filter((name) => !given.has(name))).toEqual([]);
  });
});

describe('areas', () => {
  /** An operator of the whole city's rights, but for one sub-centre only. */
  const operatorOf = async (name: string, districts: string[]): Promise<Browser> => {
    const system = identity.browser();
    await system.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
    await system.ask('PUT', `/api/v1/units/${name}`, {
      parent: 'city',
      kind: 'sub_centre',
      name: { zh: name, en: name },
      districts,
    });
    const made = await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit: name });
    const { id } = made.body.account as { id: number };
    const role = BUILT_IN_ROLES.find(({ permissions }) =>
      AREA_PERMISSIONS.every((one) => permissions.includes(one)),
    );
    await browsers
      .get('security-administrator')!
      .ask('PUT', `/api/v1/accounts/${id}/grants`, [{ role: role?.code, platform: null, unit: name }]);
    return signInFirstTime(identity, name, String(made.body.one_time_password));
  };
  const AREA_PERMISSIONS = ['map:read', 'indices:read', 'history:read', 'vehicles:trace'] as const;
  const interval = 'from_ms=1000&to_ms=2000';
  const OF_FUTIAN = [
    '/links/0',
    '/links/0/index',
    `/history/links/0?${interval}`,
    '/indices/curve?scope=district&key=福田&day=2026-11-23',
    '/indices/periods?scope=district&key=福田&period=day&from=2026-11-23&to=2026-11-23',
    '/indices/periods.csv?scope=district&key=福田&period=day&from=2026-11-23&to=2026-11-23',
    '/indices/typical?scope=district&key=福田&from=2026-11-23&to=2026-11-23',
    '/indices/revisions?scope=district&key=福田&window_start_ms=0',
    '/indices/links?scope=district&key=福田',
    '/indices/links?scope=city&key=city',
  ];
  const OF_THE_CITY = [`/history/vehicles/1/fixes?${interval}`, '/history/replay/1000/vehicles'];
  const isOutside = async (browser: Browser, url: string) => {
    const { status, body } = await browser.ask('GET', `/api/v1${encodeURI(url)}`);
    return status === 403 && body.code === 'kit.out_of_area';
  };

  it('end where the grant ends: nothing of another district is told', async () => {
    const neighbour = await operatorOf('nanshan-operator', ['南山']);
    for (const url of [...OF_FUTIAN, ...OF_THE_CITY])
      expect([url, await isOutside(neighbour, url)]).toEqual([url, true]);
  });

  it('are open within: the same questions are answered to who has the district', async () => {
    const own = await operatorOf('futian-operator', ['福田']);
    for (const url of OF_FUTIAN) expect([url, await isOutside(own, url)]).toEqual([url, false]);
    for (const url of OF_THE_CITY) expect([url, await isOutside(own, url)]).toEqual([url, true]);
  });
});

describe('attacks', () => {
  const admin = async () => {
    const browser = identity.browser();
    await browser.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
    return browser;
  };

  it.each([
    ["' OR '1'='1", "' OR '1'='1"],
    ['admin"; DROP TABLE accounts_account; --', 'x'],
    ['admin\u0000', 'x'],
    ['admin\r\nSet-Cookie: tocc_session=x', 'x'],
  ])('sign-in as %j injects nothing', async (account, password) => {
    const answer = await identity.browser().ask('POST', '/api/v1/session', { account, password });
    expect([400, 401]).toContain(answer.status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await admin()).cookie).not.toBe('');
  });

  it('a search of the audit takes its text as text', async () => {
    const auditor = browsers.get('audit-administrator')!;
    for (const text of ["%'; delete from audit_record; --", '%', '\\', '_%_', "'||(select 1)||'"]) {
      const query = new URLSearchParams({ text, action: text, limit: '5' });
      expect(await auditor.ask('GET', `/api/v1/audit?${query}`)).toMatchObject({
        status: 200,
        body: { entries: [] },
      });
    }
  });

  it('paths that climb, in every coding, lead nowhere', async () => {
    const browser = await admin();
    for (const path of [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/api/v1/units/..%2f..%2fetc',
      '/api/v1/units/%00',
    ]) {
      const answer = await browser.ask('GET', path);
      expect(answer.text).not.toContain('root:');
    }
  });

  it('numbers that are no ids are refused before they reach a table', async () => {
    const browser = await admin();
    for (const id of ['0', '-1', '1.5', '1e99', 'NaN', "1'", '99999999999999999999', '__proto__'])
      expect((await browser.ask('GET', `/api/v1/accounts/${encodeURIComponent(id)}`)).status).toBeLessThan(
        500,
      );
  });

  it('members that are not of the contract change nothing', async () => {
    const browser = await admin();
    const made = await browser.ask('POST', '/api/v1/accounts', {
      name: 'sneaky',
      display_name: 'x',
      unit: 'city',
      id: 1,
      state: 'disabled',
      must_change_password: false,
      grants: [{ role: 'audit-administrator', platform: null, unit: null }],
      __proto__: { admin: true },
    });
    expect(made.body.account).toMatchObject({ state: 'active', must_change_password: true, grants: [] });
  });

  it('an oversized body and a body that is no JSON are refused with a clear problem', async () => {
    const browser = await admin();
    const large = await browser.ask('POST', '/api/v1/accounts', { name: 'x'.repeat(BODY_BYTES) });
    expect(large.body).toMatchObject({ status: 413, code: 'kit.too_large' });
    const broken = await identity.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      payload: '{"account":',
    });
    expect(broken.json()).toMatchObject({ status: 400, code: 'kit.invalid_input' });
  });

  it('a forged address in a header does not escape the throttle', async () => {
    const guess = (i: number) =>
      identity
        .browser()
        .ask(
          'POST',
          '/api/v1/session',
          { account: 'victim', password: 'x' },
          { 'x-forwarded-for': `10.0.0.${i}` },
        );
    const answers = [];
    for (let i = 0; i < 8; i++) answers.push((await guess(i)).status);
    expect(answers.slice(-2)).toEqual([429, 429]);
  });

  it('a script on another site cannot spend the session of a visitor', async () => {
    const browser = await admin();
    const foreign = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    expect((await browser.ask('DELETE', '/api/v1/session', undefined, foreign)).status).toBe(403);
    const simple = await identity.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'text/plain' },
      payload: JSON.stringify({ account: 'admin', password: PASSWORD }),
    });
    expect(simple.statusCode).toBeGreaterThanOrEqual(400);
  });

  it('what went wrong tells nothing of the inside', async () => {
    const answer = await identity.browser().ask('GET', '/api/v1/nowhere');
    expect(answer.text).not.toMatch(/node_modules|at .*\.ts|postgres|stack/i);
  });
});
