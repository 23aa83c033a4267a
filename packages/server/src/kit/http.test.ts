import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Authority } from '@opentocc/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineErrors, kitErrors } from './errors.ts';
import { createHttp, type HttpDeps } from './http.ts';
import type { RequestOutcome } from './http-server.ts';
import { createLog } from './log.ts';

const session = {
  principal: 'account:1',
  via: 'cookie' as const,
  account: 'li',
  display_name: 'Li',
  roles: [],
  permissions: ['map:read'],
  reach: {},
  language: 'zh' as const,
  csrf_token: 'token',
  must_change_password: false,
  second_factor: false,
  must_enrol_second_factor: false,
  expires_ms: 0,
  watch_until_ms: null,
};

async function start(deps: Partial<HttpDeps> = {}) {
  const http = await createHttp({
    log: createLog('silent'),
    authenticate: async ({ headers }) => (headers.cookie ? session : null),
    body_limit: 1024,
    permission_names: { 'audit:read': { zh: '查询审计记录', en: 'Search the audit' } },
    ...deps,
  });
  http.get('/map', { config: { authority: 'map:read' } }, async () => ({}));
  http.post('/map', { config: { authority: 'map:read' } }, async () => ({}));
  http.get('/secret', { config: { authority: 'audit:read' } }, async () => ({}));
  http.post('/open', { config: { authority: 'public', csrf_exempt: true } }, async () => ({}));
  return http;
}

const signedIn = { cookie: 'tocc_session=x' };

describe('authority', () => {
  test('a route that declares nothing fails at start', async () => {
    const http = await start();
    expect(() => http.get('/forgotten', async () => ({}))).toThrow('declares no authority');
  });

  test('a WebSocket that declares no topic, or a topic that declares nothing, fails at start', async () => {
    const http = await start();
    const open = (url: string, topics?: Record<string, Authority>) =>
      http.get(url, { websocket: true, config: { authority: 'signed-in', topics } }, () => undefined);
    expect(() => open('/none')).toThrow('declares no topics');
    const forgotten = { links: 'map:read', wagons: undefined } as unknown as Record<string, Authority>;
    expect(() => open('/forgotten', forgotten)).toThrow('topic wagons of /forgotten declares no authority');
    expect(() => open('/good', { links: 'map:read' })).not.toThrow();
  });

  test('a permission that is missing is refused in the language of the caller', async () => {
    const http = await start();
    const answer = await http.inject({ url: '/secret', headers: { ...signedIn, 'accept-language': 'en' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'kit.forbidden', type: 'urn:opentocc:error:kit.forbidden' });
    expect(answer.json().title).toContain('“Search the audit”');
    const inChinese = await http.inject({ url: '/secret', headers: signedIn });
    expect(inChinese.json().title).toContain('“查询审计记录”');
  });

  test('a change needs the anti-forgery token of its session', async () => {
    const http = await start();
    const post = (headers: Record<string, string>) => http.inject({ method: 'POST', url: '/map', headers });
    expect((await post(signedIn)).json().code).toBe('kit.csrf');
    expect((await post({ ...signedIn, 'x-csrf-token': 'other' })).json().code).toBe('kit.csrf');
    expect((await post({ ...signedIn, 'x-csrf-token': 'token' })).statusCode).toBe(200);
  });

  test('a change that another site asks for is refused, on a route without a session too', async () => {
    const http = await start();
    const headers = { origin: 'https://evil.example' };
    expect((await http.inject({ method: 'POST', url: '/open', headers })).json().code).toBe('kit.csrf');
    expect((await http.inject({ method: 'POST', url: '/open' })).statusCode).toBe(200);
  });
});

describe('hardening', () => {
  test('every answer carries the security headers, errors included', async () => {
    const http = await start({ security: { tls: true } });
    for (const url of ['/map', '/nowhere']) {
      const { headers } = await http.inject({ url, headers: signedIn });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['strict-transport-security']).toContain('max-age=');
    }
  });

  test('an address that asks too often has to wait', async () => {
    const http = await start({ security: { requests_per_minute: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i++)
      statuses.push((await http.inject({ url: '/map', headers: signedIn })).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('who is not signed in has to wait too, and uses up nothing of who is', async () => {
    const http = await start({ security: { requests_per_minute: 3 } });
    const answers = [];
    for (const url of ['/map', '/nowhere', '/secret', '/map', '/nowhere'])
      answers.push(await http.inject({ url }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 404, 401, 429, 429]);
    expect(Number(answers[3].headers['retry-after'])).toBeGreaterThan(0);
    expect(answers[3].json().code).toBe('kit.too_many');
    expect((await http.inject({ url: '/map', headers: signedIn })).statusCode).toBe(200);
    expect((await http.inject({ url: '/map', remoteAddress: '10.0.0.9' })).statusCode).toBe(401);
  });

  test('a network of IPv6 is one caller', async () => {
    const http = await start({ security: { requests_per_minute: 1 } });
    const statusFrom = async (remoteAddress: string) =>
      (await http.inject({ url: '/map', remoteAddress })).statusCode;
    expect(await statusFrom('2001:db8::1')).toBe(401);
    expect(await statusFrom('2001:db8:0:0:ffff::2')).toBe(429);
    expect(await statusFrom('2001:db8:0:1::1')).toBe(401);
    expect(await statusFrom('::ffff:10.0.0.1')).toBe(401);
    expect(await statusFrom('::ffff:10.0.0.2')).toBe(401);
  });

  test('an error that tells to wait must say how long', () => {
    const text = { status: 429, zh: '忙', en: 'busy' };
    expect(() => defineErrors('test', { busy: text })).toThrow('test.busy says when to ask again');
    expect(defineErrors('test', { busy: { ...text, retry_after_s: 7 } }).busy({}, 3).retry_after_s).toBe(3);
  });

  test('no answer is stored on its way, but for one that says so itself', async () => {
    const http = await start();
    http.get('/tile', { config: { authority: 'public' } }, async (_, reply) =>
      reply.header('cache-control', 'private, max-age=60').send({}),
    );
    http.get('/broken-tile', { config: { authority: 'public' } }, async (_, reply) => {
      reply.header('cache-control', 'private, max-age=60');
      throw kitErrors.internal();
    });
    const cacheControlOf = async (url: string) =>
      (await http.inject({ url, headers: signedIn })).headers['cache-control'];
    expect(await cacheControlOf('/tile')).toBe('private, max-age=60');
    for (const url of ['/map', '/secret', '/nowhere', '/broken-tile', '/%ff'])
      expect(await cacheControlOf(url)).toBe('no-store');
  });

  test('an address that cannot be decoded is answered in the language of the caller', async () => {
    const http = await start();
    const titleIn = async (language: string) =>
      (await http.inject({ url: '/%ff', headers: { 'accept-language': language } })).json().title;
    expect(await titleIn('en')).toContain('not a valid HTTP request');
    expect(await titleIn('zh-CN')).toContain('不是有效的 HTTP 请求');
  });

  test('a body over the limit is refused before it is read', async () => {
    const http = await start();
    const answer = await http.inject({ method: 'POST', url: '/open', payload: { a: 'x'.repeat(2_000) } });
    expect(answer.json()).toMatchObject({ status: 413, code: 'kit.too_large' });
    expect(answer.json().title).toContain('1024');
  });
});

describe('a name behind ?', () => {
  const ask = async (url: string) => {
    const http = await start();
    const config = { authority: 'public' } as const;
    const querystring = z.object({ day: z.string().optional(), step: z.coerce.number().default(1) });
    http.get('/api/curve', { config, schema: { querystring } }, async () => ({}));
    http.get('/api/plain', { config }, async () => ({}));
    http.get('/api/any', { config, schema: { querystring: z.looseObject({}) } }, async () => ({}));
    http.get('/screen', { config }, async () => ({}));
    return http.inject({ url, headers: { 'accept-language': 'en' } });
  };

  test('that a route does not know is refused with the names that it knows', async () => {
    const answer = await ask('/api/curve?dya=2026-01-01&step=2');
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'kit.unknown_query']);
    expect(answer.json().title).toContain('not known: dya; known are: day, step');
    expect((await ask('/api/plain?x')).json().code).toBe('kit.no_query');
  });

  test.each(['/api/curve?day=2026-01-01', '/api/plain', '/api/any?code=1&state=2', '/screen?oidc=failed'])(
    'is taken where it is known: %s',
    async (url) => expect((await ask(url)).statusCode).toBe(200),
  );

  test('must be readable off the schema, or the start fails', async () => {
    const http = await start();
    const querystring = z.object({ a: z.string() }).transform(({ a }) => a);
    const open = () =>
      http.get('/api/x', { config: { authority: 'public' }, schema: { querystring } }, () => 'never');
    expect(open).toThrow('not a z.object');
  });
});

test('a refusal that is over soon says when to ask again', async () => {
  const errors = defineErrors('test', { busy: { status: 503, zh: '忙', en: 'busy', retry_after_s: 20 } });
  const http = await start();
  http.get('/busy', { config: { authority: 'public' } }, async () => {
    throw errors.busy();
  });
  const { statusCode, headers } = await http.inject({ url: '/busy' });
  expect([statusCode, headers['retry-after']]).toEqual([503, '20']);
});

test('a reveal that cannot be recorded is not answered; what was done is', async () => {
  const http = await start({ audit: () => Promise.reject(kitErrors.unavailable({ what: 'audit' })) });
  http.post('/reveal', { config: { authority: 'map:read', audit: 'required' } }, async () => 'secret');
  const headers = { ...signedIn, 'x-csrf-token': 'token' };
  const revealed = await http.inject({ method: 'POST', url: '/reveal', headers });
  expect([revealed.statusCode, revealed.json().code]).toEqual([503, 'kit.unavailable']);
  expect(revealed.body).not.toContain('secret');
  expect((await http.inject({ method: 'POST', url: '/map', headers })).statusCode).toBe(200);
});

test('the audit hears of changes and refusals, not of reads', async () => {
  const heard: RequestOutcome[] = [];
  const http = await start({ audit: async (outcome) => void heard.push(outcome) });
  await http.inject({ url: '/map', headers: signedIn });
  await http.inject({ url: '/secret', headers: signedIn });
  await http.inject({ method: 'POST', url: '/map', headers: { ...signedIn, 'x-csrf-token': 'token' } });
  expect(heard.map(({ request, status, code }) => [request.url, status, code])).toEqual([
    ['/secret', 403, 'kit.forbidden'],
    ['/map', 200, null],
  ]);
});

describe('compression', () => {
  const LONG = { text: '深圳'.repeat(2000) };
  const ask = async (accepted: string) => {
    const http = await start();
    http.get('/long', { config: { authority: 'public' } }, async () => LONG);
    return http.inject({ url: '/long', headers: { 'accept-encoding': accepted } });
  };

  test('a long answer is compressed as the caller accepts, brotli before gzip', async () => {
    const brotli = await ask('gzip, br');
    expect(brotli.headers).toMatchObject({
      'content-encoding': 'br',
      vary: expect.stringContaining('accept-encoding'),
    });
    expect(JSON.parse(brotliDecompressSync(brotli.rawPayload).toString())).toEqual(LONG);
    const gzip = await ask('gzip');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(gzip.rawPayload).toString())).toEqual(LONG);
  });

  test('who accepts neither gets it as it is', async () => {
    const plain = await ask('identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.json()).toEqual(LONG);
  });

  test('a short answer is not worth it', async () => {
    const http = await start();
    const answer = await http.inject({ url: '/map', headers: { ...signedIn, 'accept-encoding': 'br' } });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });
});

test.each([
  ['U+0000 in a text', '22021'],
  ['U+0000 within JSON', '22P05'],
  ['a number out of range', '22003'],
])("%s, which the database cannot store, is the caller's to put right", async (_, code) => {
  const http = await start();
  http.post('/store', { config: { authority: 'public', csrf_exempt: true } }, async () => {
    throw Object.assign(new Error('refused by the database'), { code });
  });
  const answer = await http.inject({ method: 'POST', url: '/store' });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'kit.unstorable']);
});

test('what cannot be read at all is not said to be listed field by field', async () => {
  const http = await start();
  http.post('/read', { config: { authority: 'public', csrf_exempt: true } }, async () => ({}));
  const broken = { method: 'POST', url: '/read', headers: { 'content-type': 'application/json' } } as const;
  const answer = await http.inject({ ...broken, payload: '{"a":' });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'kit.unreadable']);
});
