import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Identity, signInFirstTime, startIdentity } from './test-identity.ts';

/** A real provider with one client; whoever types a name at its door is that person. */
async function startProvider(redirect_uri: string) {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'tocc', client_secret: 'provider-secret', redirect_uris: [redirect_uri] }],
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  server.on('request', provider.callback());
  return { issuer, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** Walks through the provider's pages as a browser does; returns the address it is sent back to. */
async function passProvider(start: string, person: string, backTo: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = new URL(start);
  let body: string | undefined;
  for (let steps = 0; steps < 15; steps++) {
    const answer = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      body,
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split('=');
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    body = undefined;
    if (location) {
      url = new URL(location, url);
      if (url.href.startsWith(backTo)) return url;
      continue;
    }
    const page = await answer.text();
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', url);
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    body = new URLSearchParams({ prompt, login: person, password: 'x' }).toString();
  }
  throw new Error('the provider did not send the browser back');
}

const REDIRECT = 'http://127.0.0.1:9/api/v1/session/oidc/callback';
let provider: Awaited<ReturnType<typeof startProvider>>;
let identity: Identity;
let admin: Browser;

beforeAll(async () => {
  provider = await startProvider(REDIRECT);
  identity = await startIdentity({
    oidc: {
      issuer: provider.issuer,
      client_id: 'tocc',
      client_secret: 'provider-secret',
      redirect_uri: REDIRECT,
      name: { zh: '统一身份认证', en: 'City identity' },
      allow_http: true,
    },
  });
  admin = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  const account = { name: 'chen', display_name: '陈', unit: 'city', oidc_subject: 'chen-at-provider' };
  expect((await admin.ask('POST', '/api/v1/accounts', account)).body.one_time_password).toBeNull();
});
afterAll(async () => {
  await identity.stop();
  await provider.stop();
});

async function begin(browser: Browser): Promise<string> {
  const answer = await browser.ask('GET', '/api/v1/session/oidc/start');
  expect(answer.status).toBe(303);
  return String(answer.headers.location);
}

/** Where the browser lands; a failed sign-in must bring no session. */
async function outcome(browser: Browser, path: string): Promise<string> {
  const { headers } = await browser.ask('GET', path);
  const cookies = [headers['set-cookie']].flat().map(String);
  const opened = cookies.some((cookie) => cookie.startsWith('tocc_session='));
  expect(opened).toBe(headers.location === '/');
  return String(headers.location);
}

describe('sign-in through an outside provider', () => {
  test('opens a session for an account that an administrator linked', async () => {
    const browser = identity.browser();
    const back = await passProvider(await begin(browser), 'chen-at-provider', REDIRECT);
    const done = await browser.ask('GET', back.pathname + back.search);
    expect(done.status).toBe(303);
    const cookies = [done.headers['set-cookie']].flat().map(String);
    browser.cookie = (cookies.find((cookie) => cookie.startsWith('tocc_session=')) ?? '').split(';')[0];
    expect((await browser.ask('GET', '/api/v1/session')).body).toMatchObject({ account: 'chen' });
  });

  test('refuses a person whom nobody gave an account', async () => {
    const browser = identity.browser();
    const back = await passProvider(await begin(browser), 'stranger', REDIRECT);
    expect(await outcome(browser, back.pathname + back.search)).toBe('/?oidc=failed');
  });

  test('refuses an answer that another browser began, one used before, and one that is made up', async () => {
    const [victim, attacker] = [identity.browser(), identity.browser()];
    await begin(victim);
    const back = await passProvider(await begin(attacker), 'chen-at-provider', REDIRECT);
    const path = back.pathname + back.search;
    expect(await outcome(victim, path)).toBe('/?oidc=failed');
    expect(await outcome(identity.browser(), path)).toBe('/?oidc=failed');
    const cookie_before = attacker.cookie;
    expect(await outcome(attacker, path)).toBe('/');
    attacker.cookie = cookie_before;
    expect(await outcome(attacker, path)).toBe('/?oidc=failed');
    const other = identity.browser();
    await begin(other);
    expect(await outcome(other, `${back.pathname}?code=x&state=y`)).toBe('/?oidc=failed');
  });

  test('such an account has no password to guess', async () => {
    const answer = await identity
      .browser()
      .ask('POST', '/api/v1/session', { account: 'chen', password: 'x' });
    expect(answer.body.code).toBe('accounts.sign_in_failed');
  });
});

test('without a provider the way through it is closed, and the API says so to the screen', async () => {
  const plain = await startIdentity();
  const browser = plain.browser();
  expect((await browser.ask('GET', '/api/v1/session/methods')).body).toEqual({
    password: true,
    oidc: null,
    first_start: true,
  });
  expect((await browser.ask('GET', '/api/v1/session/oidc/start')).body.code).toBe('accounts.oidc_off');
  await plain.stop();
});

test.each([
  ['GET', '/.well-known/openid-configuration'],
  ['GET', '/.well-known/oauth-authorization-server'],
  ['GET', '/authorize?response_type=code&client_id=other&redirect_uri=https%3A%2F%2Fother.example'],
  ['POST', '/token'],
  ['GET', '/jwks'],
  ['GET', '/userinfo'],
] as const)('to others this is no provider, one signed in at home or not: %s %s', async (method, address) => {
  for (const browser of [identity.browser(), admin])
    for (const prefix of ['', '/oauth2', '/oidc', '/api/v1']) {
      const { status, headers } = await browser.ask(method, `${prefix}${address}`, undefined);
      expect([status, headers.location]).toEqual([404, undefined]);
    }
});
