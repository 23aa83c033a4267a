import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Browser,
  type Identity,
  signInFirstTime,
  startIdentity,
  totpCode,
} from '../../packages/server/src/base/accounts/test-identity.ts';
import { PASSWORD } from '../whole-product.ts';

let identity: Identity;
let admin: Browser;
beforeAll(async () => {
  identity = await startIdentity();
  admin = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
});
afterAll(() => identity.stop());

async function add(name: string) {
  const made = await admin.ask('POST', '/api/v1/accounts', { name, display_name: name, unit: 'city' });
  const { id } = made.body.account as { id: number };
  const browser = await signInFirstTime(identity, name, String(made.body.one_time_password));
  return { id, browser };
}

async function signIn(account: string, code?: string): Promise<Browser> {
  const browser = identity.browser();
  await browser.ask('POST', '/api/v1/session', { account, password: PASSWORD, code });
  return browser;
}

/** What a session answers to, tried with a copy of its cookie. */
async function opens(cookie: string): Promise<boolean> {
  const thief = identity.browser('10.9.9.9');
  thief.cookie = cookie;
  return (await thief.ask('GET', '/api/v1/session')).status === 200;
}

describe('a session cookie', () => {
  it('that was altered in any one place opens nothing', async () => {
    const { browser } = await add('altered');
    const [name, token] = browser.cookie.split('=');
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const forged = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
      expect([at, await opens(`${name}=${forged}`)]).toEqual([at, false]);
    }
    for (const forged of [token.slice(1), `${token}A`, token.toUpperCase(), '', 'null', '{}'])
      expect(await opens(`${name}=${forged}`)).toBe(false);
    expect(await opens(`${name}=${token}`)).toBe(true);
  });

  it('cannot be made from what the database holds', async () => {
    const { rows } = await identity.db
      .selectFrom('accounts_session' as never)
      .selectAll()
      .execute()
      .then((found) => ({ rows: found as { token_hash: Buffer }[] }));
    expect(rows.length).toBeGreaterThan(0);
    for (const { token_hash } of rows)
      for (const form of ['base64url', 'hex', 'base64'] as const)
        expect(await opens(`tocc_session=${token_hash.toString(form)}`)).toBe(false);
  });

  it.each<[string, (it: { id: number; browser: Browser; other: Browser }) => Promise<unknown>]>([
    ['its owner signed out', ({ browser }) => browser.ask('DELETE', '/api/v1/session')],
    ['its owner ended the other sessions', ({ other }) => other.ask('DELETE', '/api/v1/session/others')],
    [
      'its owner changed the password elsewhere',
      ({ other }) => {
        const change = { current: PASSWORD, next: 'Other-Harbour-72-tide' };
        return other.ask('POST', '/api/v1/session/password', change);
      },
    ],
    [
      'its account was disabled',
      ({ id }) => admin.ask('PATCH', `/api/v1/accounts/${id}`, { state: 'disabled' }),
    ],
    ['its password was reset', ({ id }) => admin.ask('POST', `/api/v1/accounts/${id}/reset`)],
  ])('opens nothing after %s', async (why, ends) => {
    const name = `ended-${[...why].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)}`;
    const { id, browser } = await add(name);
    const other = await signIn(name);
    const stolen = browser.cookie;
    expect(await opens(stolen)).toBe(true);
    await ends({ id, browser, other });
    expect(await opens(stolen)).toBe(false);
  });

  it('is another one at every sign-in, at a new password and once a second factor stands', async () => {
    const { browser } = await add('renewed');
    const seen = new Set([browser.cookie]);
    await browser.ask('POST', '/api/v1/session', { account: 'renewed', password: PASSWORD });
    seen.add(browser.cookie);
    const bystander = await signIn('renewed');
    await enrol(browser);
    seen.add(browser.cookie);
    expect(seen.size).toBe(3);
    for (const cookie of seen) expect(await opens(cookie)).toBe(cookie === browser.cookie);
    expect(await opens(bystander.cookie)).toBe(false);
    expect((await browser.ask('DELETE', '/api/v1/session/others')).status).toBe(204);
  });
});

describe('an anti-forgery token', () => {
  it('of another session is refused, of the same account or not', async () => {
    const { browser } = await add('forged');
    const [twin, stranger] = [await signIn('forged'), (await add('stranger')).browser];
    const change = (token: string) =>
      browser.ask('DELETE', '/api/v1/session/others', undefined, { 'x-csrf-token': token });
    for (const token of [twin.csrf, stranger.csrf, '', 'undefined', browser.csrf.toLowerCase()])
      expect((await change(token)).body.code).toBe('kit.csrf');
    expect((await change(browser.csrf)).status).toBe(204);
  });
});

describe('a code used twice', () => {
  it('opens one session, however many ask at once', async () => {
    const { browser } = await add('twice');
    const { secret, recovery } = await enrol(browser);
    for (const isRecovery of [false, true]) {
      identity.clock.now_ms += 86_400_001;
      const totp = totpCode(secret, identity.clock.now_ms);
      const code = isRecovery ? recovery : totp;
      const browsers = await Promise.all(Array.from({ length: 4 }, () => signIn('twice', code)));
      expect(browsers.filter(({ cookie }) => cookie !== '')).toHaveLength(1);
      expect((await signIn('twice', code)).cookie).toBe('');
    }
  });
});

async function enrol(browser: Browser): Promise<{ secret: string; recovery: string }> {
  const { secret } = (await browser.ask('POST', '/api/v1/session/second-factor')).body as { secret: string };
  const code = totpCode(secret, identity.clock.now_ms);
  const done = await browser.ask('POST', '/api/v1/session/second-factor/confirmation', { code });
  return { secret, recovery: (done.body.codes as string[])[0] };
}
