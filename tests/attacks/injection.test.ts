import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import {
  appointPeople,
  PASSWORD,
  type People,
  type Product,
  routesOf,
  startProduct,
} from '../whole-product.ts';
import { getRaw, sendRaw } from './raw-request.ts';
import { type Operation, type Schemas, sampleOf, textsIn, withValue } from './schema-samples.ts';
import { asWhoMay } from './who-may.ts';

/** Texts that mean something to SQL, LIKE, JSON, a shell, a header, a template, or nothing to anybody. */
const POISONS = [
  "' OR '1'='1",
  "x'; DROP TABLE accounts_account; --",
  '1) UNION SELECT password_hash FROM accounts_account --',
  '"; delete from audit_record; /*',
  "'||(select version())||'",
  '$1 {{7*7}} $(id) `id` <%= 7*7 %>',
  '%_\\%',
  'a\u0000b',
  'a\r\nset-cookie: tocc_session=x\r\n\r\n<script>',
  '\ud800 \u202e \ufeff',
  '__proto__',
  '-9223372036854775809',
];

let product: Product;
let people: People;
let everybody: Browser[];
beforeAll(async () => {
  product = await startProduct();
  people = await appointPeople(product);
  everybody = [people.system, people.security, people.auditor, await people.appoint('operator', 'operator')];
});
afterAll(() => product.stop());

let asked = 0;
/** The walk comes from a new network every thousand requests: it is to meet the routes, not the limit of one network. */
const network = () => `10.7.${Math.floor(asked++ / 1000)}.1`;

/** Sign-out and the like end the sessions that the walk needs. */
const ENDS_SESSIONS = ['DELETE /api/v1/session', 'POST /api/v1/session', 'POST /api/v1/session/password'];

describe('a poisoned text', () => {
  it('in any parameter or field of any route is a text or refused, and breaks nothing', async () => {
    await product.http.ready();
    const document = product.http.swagger() as unknown as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Schemas };
    };
    const named = document.components.schemas;
    let places = 0;
    let understood = 0;
    const askAsWhoMay = asWhoMay(everybody);
    const send = async (route: string, method: string, url: string, payload?: object) => {
      const { status, text, headers } = await askAsWhoMay(route, (browser) =>
        browser.ask(method as 'GET', url, payload, {}, network()),
      );
      const where = `${method} ${url} ${JSON.stringify(payload) ?? ''}`;
      expect([where, status < 500]).toEqual([where, true]);
      expect([where, text.includes('argon2id') || /syntax error|PostgreSQL/.test(text)]).toEqual([
        where,
        false,
      ]);
      expect([where, headers['set-cookie']]).toEqual([where, undefined]);
      if (status !== 400) understood++;
    };
    for (const { method, url } of routesOf(product)) {
      const route = `${method} ${url}`;
      if (ENDS_SESSIONS.includes(route)) continue;
      const path = url.replace(/:(\w+)/g, '{$1}');
      const { parameters = [], requestBody } = document.paths[path]?.[method.toLowerCase()] ?? {};
      const sample = parameters.map((each) => [each.name, String(sampleOf(each.schema, named))] as const);
      const addressOf = (poisoned?: string, poison = '') => {
        const values = new Map(sample.map(([name, value]) => [name, name === poisoned ? poison : value]));
        const query = new URLSearchParams(
          parameters.filter((each) => each.in === 'query').map(({ name }) => [name, values.get(name) ?? '']),
        );
        return `${url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(wellFormed(values.get(name) ?? '1')))}?${query}`;
      };
      const schema = requestBody?.content['application/json'].schema;
      const body = schema && (sampleOf(schema, named) as object);
      const payload = method === 'GET' ? undefined : (body ?? {});
      for (const poison of POISONS) {
        for (const { name } of parameters) {
          places++;
          await send(route, method, addressOf(name, poison), payload);
        }
        for (const text of schema ? textsIn(schema, named) : []) {
          places++;
          await send(route, method, addressOf(), withValue(body, text, poison) as object);
        }
      }
    }
    expect(places).toBeGreaterThan(1_000);
    expect(understood).toBeGreaterThan(300);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from accounts_account`.execute(
      product.db,
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(4);
    for (const browser of everybody) expect((await browser.ask('GET', '/api/v1/session')).status).toBe(200);
  }, 600_000);

  it.each(POISONS)('at the door is nobody: %j', async (account) => {
    const { status, headers } = await product
      .browser('10.6.0.1')
      .ask('POST', '/api/v1/session', { account: account.slice(0, 64), password: account });
    expect([400, 401, 429]).toContain(status);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each(["%'; delete from audit_record; --", '%', '\\', '_%_', "'||(select 1)||'"])(
    'in a search of the audit is looked for as it stands: %j',
    async (text) => {
      const query = new URLSearchParams({ action: text, limit: '5' });
      const { status, body } = await people.auditor.ask('GET', `/api/v1/audit?${query}`);
      expect([status, body.entries]).toEqual([200, []]);
    },
  );
});

describe('members that are not of the contract', () => {
  it('change nothing', async () => {
    const made = await people.system.ask('POST', '/api/v1/accounts', {
      name: 'sneaky',
      display_name: 'x',
      unit: 'city',
      id: 1,
      state: 'disabled',
      must_change_password: false,
      grants: [{ role: 'audit-administrator', platform: null, unit: null }],
    });
    expect(made.body.account).toMatchObject({ state: 'active', must_change_password: true, grants: [] });
    const { id } = made.body.account as { id: number };
    const prototype = JSON.parse('{"language":"en","__proto__":{"admin":true}}') as object;
    expect((await people.system.ask('PATCH', `/api/v1/accounts/${id}`, prototype)).status).toBe(400);
    const change = { language: 'en', name: 'admin2', password_hash: 'x', must_change_password: false };
    const changed = await people.system.ask('PATCH', `/api/v1/accounts/${id}`, change);
    expect(changed.body).toMatchObject({ language: 'en', name: 'sneaky', must_change_password: true });
  });
});

describe('a header', () => {
  let port: number;
  beforeAll(async () => {
    await product.http.listen({ host: '127.0.0.1', port: 0 });
    port = (product.http.server.address() as AddressInfo).port;
  });

  it.each(['evil.example', 'evil.example:1234', 'localhost/../x', '"><script>', '127.0.0.1@evil.example'])(
    'Host of %j is repeated nowhere',
    async (host) => {
      for (const path of [
        '/',
        '/api/v1/nowhere',
        '/api/v1/session',
        '/api/v1/session/oidc/callback?code=x',
      ]) {
        const { text } = await getRaw(port, path, [`host: ${host}`, 'x-forwarded-host: evil.example']);
        expect(text).not.toMatch(/evil|<script>/);
      }
    },
  );

  it('cannot be added by a line break in an address', async () => {
    for (const path of [
      '/api/v1/session/oidc/callback?x=%0d%0aset-cookie:%20tocc_session=x',
      '/api/v1/history/export?dataset=fixes&day=2026-11-23%0d%0aset-cookie:%20x=y',
      '/%0d%0aset-cookie:%20x=y',
    ]) {
      const { headers } = await getRaw(port, path);
      expect([
        path,
        headers.has('set-cookie') && !headers.get('set-cookie')?.startsWith('tocc_oidc=;'),
      ]).toEqual([path, false]);
    }
  });

  it('that another page could send with a form signs nobody in', async () => {
    const payload = JSON.stringify({ account: 'admin', password: PASSWORD });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(
        (
          await sendRaw(
            port,
            `POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${payload.length}\r\n\r\n${payload}`,
          )
        ).status,
      ).toBe(400);
  });

  it('of where a caller comes from is believed from nobody by default', async () => {
    const forwarded = { 'x-forwarded-for': '6.6.6.6', forwarded: 'for=6.6.6.6', 'x-real-ip': '6.6.6.6' };
    const guess = { account: 'forwarded', password: 'x' };
    await product.browser('10.7.0.1').ask('POST', '/api/v1/session', guess, forwarded);
    expect(await lastAddressOf(product, people.auditor)).toBe('10.7.0.1');
  });
});

describe('the address of a caller behind a proxy that is trusted', () => {
  let behind: Product;
  let auditor: Browser;
  beforeAll(async () => {
    behind = await startProduct({ TOCC_TRUSTED_PROXIES: '10.8.0.1,10.8.1.0/24' });
    auditor = (await appointPeople(behind)).auditor;
  });
  afterAll(() => behind.stop());

  it.each([
    ['10.8.0.1', '6.6.6.6', '6.6.6.6'],
    ['10.8.1.77', '6.6.6.6', '6.6.6.6'],
    ['10.9.0.1', '6.6.6.6', '10.9.0.1'],
    ['10.8.0.1', '1.1.1.1, 6.6.6.6', '6.6.6.6'],
    ['10.8.0.1', '6.6.6.6, 10.8.1.5', '6.6.6.6'],
  ])('from %s, said to be for %j, is %s', async (from, said, address) => {
    const guess = { account: 'somebody', password: 'x' };
    await behind.browser(from).ask('POST', '/api/v1/session', guess, { 'x-forwarded-for': said });
    expect(await lastAddressOf(behind, auditor)).toBe(address);
  });
});

async function lastAddressOf(of: Product, auditor: Browser): Promise<string> {
  await of.audit.flush();
  const { body } = await auditor.ask('GET', '/api/v1/audit?action=session.sign-in&limit=1');
  return (body.entries as { address: string }[])[0].address;
}

/** An address holds no half of a character; a body may. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
