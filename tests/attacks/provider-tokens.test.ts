import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Browser,
  type Identity,
  signInFirstTime,
  startIdentity,
} from '../../packages/server/src/base/accounts/test-identity.ts';

/**
 * A provider whose tokens the test writes itself: what a stolen, forged or confused ID token would look like. A real
 * provider stands in `accounts/oidc.test.ts`.
 */
const REDIRECT = 'http://127.0.0.1:9/api/v1/session/oidc/callback';
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const public_pem = own.publicKey.export({ type: 'spki', format: 'pem' });
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Claims = Record<string, unknown>;

let server: Server;
let issuer: string;
let identity: Identity;
/** What the provider hands out next. */
let id_token = '';

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  identity = await startIdentity(
    {
      oidc: {
        issuer,
        client_id: 'tocc',
        client_secret: 'provider-secret',
        redirect_uri: REDIRECT,
        name: { zh: '统一身份认证', en: 'City identity' },
        allow_http: true,
      },
    },
    Date.now(),
  );
  const admin = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  const account = { name: 'chen', display_name: '陈', unit: 'city', oidc_subject: 'chen-at-provider' };
  expect((await admin.ask('POST', '/api/v1/accounts', account)).status).toBe(201);
});
afterAll(async () => {
  await identity.stop();
  await new Promise((resolve) => server.close(resolve));
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const documents: Record<string, unknown> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    },
    '/keys': { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] },
    '/token': { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token },
  };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(documents[request.url ?? '']));
}

function claimsOf(nonce: string | null): Claims {
  const now_s = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: 'tocc', sub: 'chen-at-provider', nonce, iat: now_s, exp: now_s + 60 };
}

function signed(claims: Claims, header: object = {}, key: KeyObject = own.privateKey): string {
  const body = `${text({ alg: 'RS256', typ: 'JWT', kid: 'own', ...header })}.${text(claims)}`;
  return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}

/** Signed with what everybody knows: the public key, taken for a shared secret. */
function confused(claims: Claims, secret: string | Buffer): string {
  const body = `${text({ alg: 'HS256', typ: 'JWT', kid: 'own' })}.${text(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** Comes back from the provider with a token made of the claims that a good one would have. */
async function comeBack(token: (claims: Claims) => string): Promise<{ browser: Browser; location: string }> {
  const browser = identity.browser();
  const started = await browser.ask('GET', '/api/v1/session/oidc/start');
  const asked = new URL(String(started.headers.location)).searchParams;
  id_token = token(claimsOf(asked.get('nonce')));
  const path = `${new URL(REDIRECT).pathname}?code=any&state=${asked.get('state')}`;
  const { headers } = await browser.ask('GET', path);
  const cookies = [headers['set-cookie']].flat().map(String);
  browser.cookie = cookies.find((each) => each.startsWith('tocc_session='))?.split(';')[0] ?? '';
  return { browser, location: String(headers.location) };
}

describe('an ID token', () => {
  it('signed by the provider opens a session, and its claims grant nothing', async () => {
    const wishes = { roles: ['system-administrator'], groups: ['admin'], permissions: ['accounts:manage'] };
    const { browser, location } = await comeBack((claims) => signed({ ...claims, ...wishes }));
    expect(location).toBe('/');
    const session = (await browser.ask('GET', '/api/v1/session')).body;
    expect(session).toMatchObject({ account: 'chen', roles: [], permissions: [] });
  });

  it.each<[string, (claims: Claims) => string]>([
    ['of no algorithm', (claims) => `${text({ alg: 'none', typ: 'JWT' })}.${text(claims)}.`],
    [
      'of no algorithm with the old signature',
      (claims) => {
        const [, body, signature] = signed(claims).split('.');
        return `${text({ alg: 'none', kid: 'own' })}.${body}.${signature}`;
      },
    ],
    ['signed by HS256 with the public key as PEM', (claims) => confused(claims, public_pem)],
    [
      'signed by HS256 with the public key as DER',
      (claims) => confused(claims, own.publicKey.export({ type: 'spki', format: 'der' })),
    ],
    ['signed by HS256 with the secret of the client', (claims) => confused(claims, 'provider-secret')],
    ['signed with another key under a known name', (claims) => signed(claims, {}, foreign.privateKey)],
    [
      'signed with a key of another name',
      (claims) => signed(claims, { kid: '../../dev/null' }, foreign.privateKey),
    ],
    [
      'that brings its own key',
      (claims) => {
        const jwk = foreign.publicKey.export({ format: 'jwk' });
        return signed(claims, { jwk, kid: undefined }, foreign.privateKey);
      },
    ],
    [
      'whose claims were changed after it was signed',
      (claims) => {
        const [head, , signature] = signed({ ...claims, sub: 'somebody-else' }).split('.');
        return `${head}.${text(claims)}.${signature}`;
      },
    ],
    ['of another issuer', (claims) => signed({ ...claims, iss: 'https://elsewhere.example' })],
    ['for another audience', (claims) => signed({ ...claims, aud: 'another-client' })],
    ['for several, given out to another', (claims) => signed({ ...claims, aud: ['tocc', 'b'], azp: 'b' })],
    ['with the nonce of another sign-in', (claims) => signed({ ...claims, nonce: 'another' })],
    ['without a nonce', (claims) => signed({ ...claims, nonce: undefined })],
    ['that has expired', (claims) => signed({ ...claims, exp: Number(claims.iat) - 600 })],
    ['without an end', (claims) => signed({ ...claims, exp: undefined })],
    ['without a subject', (claims) => signed({ ...claims, sub: undefined })],
    ['of an empty subject', (claims) => signed({ ...claims, sub: '' })],
    ['that is no token', () => 'x.y.z'],
  ])('%s opens nothing', async (_, token) => {
    const { browser, location } = await comeBack(token);
    expect(location).toBe('/?oidc=failed');
    expect(browser.cookie).toBe('');
  });
});
