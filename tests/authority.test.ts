import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, ROUTES, WarningAct } from '../packages/contract/src/index.ts';
import { isPermission } from '../packages/server/src/base/accounts/index.ts';
import { BUILT_IN_ROLES } from '../packages/server/src/base/accounts/roles.ts';
import { type Browser, signInFirstTime } from '../packages/server/src/base/accounts/test-identity.ts';
import type { DeclaredRoute } from '../packages/server/src/kit/http-server.ts';
import { auditWordsOf } from '../packages/web/src/console/audit-words-of.ts';
import { FEATURES } from '../packages/web/src/console/features.ts';
import { TOPIC_PERMISSION } from '../packages/web/src/console/feed-topics.ts';
import { FUTIAN, PASSWORD, type Product, pagesOf, routesOf, startProduct } from './whole-product.ts';

/**
 * Who may do what. The table in tests/golden/authority.txt is reviewed by people: a new route or a wider role changes
 * it, and this test shows the change. Then every route is walked with every role.
 */
const server = join(import.meta.dirname, '../packages/server/src');
let identity: Product;
const browsers = new Map<string, Browser>();

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
    // Each asks from an address of its own: all of them together ask more in a minute than one may.
    const own = `10.0.0.${browsers.size + 1}`;
    const at = { browser: () => identity.browser(own) };
    const browser = await signInFirstTime(at, role, String(made.body.one_time_password));
    browsers.set(role, browser);
    if (role === 'security-administrator') by = browser;
  }
});
afterAll(() => identity.stop());

const routes = () => routesOf(identity);

/** Without a choice a WebSocket brings all its topics and asks for what each of them needs. */
function mayUse(role: string, { authority, topics }: Pick<DeclaredRoute, 'authority' | 'topics'>): boolean {
  const held = new Set<string>(BUILT_IN_ROLES.find(({ code }) => code === role)?.permissions);
  const needed = [authority, ...Object.values(topics)];
  return needed.every((each) => each === 'public' || each === 'signed-in' || held.has(each));
}

function whoMay(declared: Pick<DeclaredRoute, 'authority' | 'topics'>): string {
  const roles = BUILT_IN_ROLES.filter(({ code }) => mayUse(code, declared)).map(({ code }) => code);
  return roles.length === BUILT_IN_ROLES.length ? declared.authority : roles.join(' ');
}

/** Cameras post to addresses and in words of their makers, which no contract of ours describes. */
const OF_CAMERAS = [
  ...['/NotificationInfo/KeepAlive', '/NotificationInfo/TollgateInfo'],
  ...['alphadigi', 'alphadigi/:token', 'hikvision'].map((one) => `/api/v1/freight/cameras/:camera/${one}`),
].map((url) => `POST ${url}`);

/** Modules whose act is a part of what they record; those of the others are approved or refused. */
const NAMING = ['warnings', 'filing', 'gates'];

describe('the table of who may do what', () => {
  it('is the one that was reviewed', async () => {
    const lines = [...routes(), ...pagesOf(identity)].map(({ method, url, authority, topics }) =>
      [
        `${method} ${url}\n    ${authority}: ${whoMay({ authority, topics })}`,
        ...Object.entries(topics).map(
          ([topic, needed]) => `    topic ${topic} ${needed}: ${whoMay({ authority: needed, topics: {} })}`,
        ),
      ].join('\n'),
    );
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('golden/authority.txt');
  });

  it('holds for every route and every role', { timeout: 120_000 }, async () => {
    let walked = 0;
    const walk = async (role: string, browser: Browser) => {
      for (const route of routes()) {
        if (route.url === '/api/v1/session' && route.method !== 'GET') continue; // ends the walker's own session
        const url = route.url.replace(/:(\w+)/g, '999999');
        const { status, body } = await browser.ask(
          route.method as 'GET',
          url,
          route.method === 'GET' ? undefined : {},
          {},
          // Figures of the process are shown on the machine itself alone.
          url === '/metrics' ? '127.0.0.1' : undefined,
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
    };
    await Promise.all([...browsers].map(([role, browser]) => walk(role, browser)));
    expect(walked).toBeGreaterThan(200);
  });

  it('holds for every topic of the live channel and every role', async () => {
    const topics = routes().flatMap((route) => Object.entries(route.topics));
    for (const [role, browser] of browsers)
      for (const [topic, authority] of topics) {
        const { status } = await browser.ask('GET', `/api/v1/live?topics=${topic}`);
        expect([role, topic, status === 403]).toEqual([
          role,
          topic,
          !mayUse(role, { authority, topics: {} }),
        ]);
      }
    expect(topics).toHaveLength(Object.keys(TOPIC_PERMISSION).length);
  });

  it('is what the console knows of the topics of the live channel', () => {
    const declared = routes().flatMap(({ topics }) => Object.entries(topics));
    expect(TOPIC_PERMISSION).toEqual(Object.fromEntries(declared));
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
    const declared = ROUTES.map(({ authority }) => authority);
    const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !/test/.test(path),
    );
    const asked = files.flatMap((path) =>
      [...readFileSync(join(server, path), 'utf8').matchAll(/includes\('([a-z-]+:[a-z-]+)'/g)].map(
        ([, name]) => name,
      ),
    );
    const named = [...declared, ...asked].filter((name) => name !== 'public' && name !== 'signed-in');
    expect(new Set(named).size).toBeGreaterThan(15);
    expect(named.filter((name) => !isPermission(name))).toEqual([]);
  });

  it('serves every route of the contract, and no other', () => {
    const served = routes().map(({ method, url }) => `${method} ${url}`);
    const declared = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(served)).toEqual(new Set([...declared, ...OF_CAMERAS, 'GET /openapi.json']));
  });

  it('gives every action that services record a name in both languages', () => {
    const lines = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/test/.test(path))
      .flatMap((path) => readFileSync(join(server, path), 'utf8').split('\n'))
      .filter((line) => /#audit\(|\brecord\(|\baction: /.test(line));
    const literals = lines.flatMap((line) => [...line.matchAll(/'([a-z]+\.[a-z-]+)'/g)]);
    const decided = lines.flatMap((line) => [...line.matchAll(/`([a-z]+)\.\$\{/g)]);
    const actions = new Set([
      ...literals.map(([, action]) => action),
      ...decided
        .filter(([, group]) => !NAMING.includes(group))
        .flatMap(([, group]) => [`${group}.approved`, `${group}.refused`]),
      ...lines.flatMap((line) =>
        [...line.matchAll(/\brecord\((?:acting|by), '([a-z-]+)'/g)].map(([, act]) => `filing.${act}`),
      ),
      ...['gates.open', 'gates.close'],
      ...WarningAct.options.map(({ shape }) => `warnings.${shape.kind.value}`),
    ]);
    expect(actions.size).toBeGreaterThan(20);
    const { acts } = auditWordsOf(FEATURES);
    expect([...actions].filter((action) => !acts[action]?.zh || !acts[action]?.en)).toEqual([]);
  });

  it('publishes the texts of every error that a caller may get', () => {
    const modules = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(kit|base|brain|platforms)\/.*\.ts$/.test(path) && !/test/.test(path))
      .flatMap((path) => [...readFileSync(join(server, path), 'utf8').matchAll(/= defineErrors\('(\w+)'/g)])
      .map(([, module]) => module);
    const published = identity.http.swagger() as { 'x-errors'?: Record<string, { zh: string; en: string }> };
    const texts = Object.entries(published['x-errors'] ?? {});
    expect(new Set(texts.map(([code]) => code.split('.')[0]))).toEqual(new Set(modules));
    expect(texts.filter(([, { zh, en }]) => !zh || !en)).toEqual([]);
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
    `/indices/curve?scope=district&key=${FUTIAN}&day=2026-11-23`,
    `/indices/periods?scope=district&key=${FUTIAN}&period=day&from=2026-11-23&to=2026-11-23`,
    `/indices/periods.csv?scope=district&key=${FUTIAN}&period=day&from=2026-11-23&to=2026-11-23`,
    `/indices/typical?scope=district&key=${FUTIAN}&from=2026-11-23&to=2026-11-23`,
    `/indices/revisions?scope=district&key=${FUTIAN}&window_start_ms=0`,
    `/indices/links?scope=district&key=${FUTIAN}`,
    '/indices/links?scope=city&key=city',
  ];
  const OF_THE_CITY = [`/history/vehicles/1/fixes?${interval}`, '/history/replay/1000/vehicles'];
  const isOutside = async (browser: Browser, url: string) => {
    const { status, body } = await browser.ask('GET', `/api/v1${encodeURI(url)}`);
    return status === 403 && body.code === 'kit.out_of_area';
  };

  it('end where the grant ends: nothing of another district is returned', async () => {
    const neighbour = await operatorOf('nanshan-operator', ['440305']);
    for (const url of [...OF_FUTIAN, ...OF_THE_CITY])
      expect([url, await isOutside(neighbour, url)]).toEqual([url, true]);
  });

  it('are open within: the same questions are answered to who has the district', async () => {
    const own = await operatorOf('futian-operator', [FUTIAN]);
    for (const url of OF_FUTIAN) expect([url, await isOutside(own, url)]).toEqual([url, false]);
    for (const url of OF_THE_CITY) expect([url, await isOutside(own, url)]).toEqual([url, true]);
  });
});
