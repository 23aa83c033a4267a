import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Identity, signInFirstTime, startIdentity } from './test-identity.ts';

const PASSWORD = 'Quiet-Harbour-71-tide';
let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

describe('the first administrator', () => {
  test('gets a one-time password once, and may do nothing before changing it', async () => {
    const { account, one_time_password } = identity.first;
    expect(await identity.accounts.ensureFirstAdministrator()).toBeNull();
    const browser = identity.browser();
    const opened = await browser.ask('POST', '/api/v1/session', { account, password: one_time_password });
    expect(opened.body).toMatchObject({ must_change_password: true, account: 'admin' });
    expect((await browser.ask('GET', '/api/v1/keys')).body.code).toBe('kit.password_change_required');

    const before = browser.cookie;
    const changed = await browser.ask('POST', '/api/v1/session/password', {
      current: one_time_password,
      next: PASSWORD,
    });
    expect(changed.body).toMatchObject({ must_change_password: false });
    expect(changed.body.permissions).toContain('map:read');
    expect(changed.body.permissions).not.toContain('audit:read');
    expect(browser.cookie).not.toBe(before);
    browser.cookie = before;
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(401);
  });

  test('is made once when many processes start together', () => {
    expect(identity.made).toHaveLength(1);
  });
});

describe('a session', () => {
  const signIn = async () => {
    const browser = identity.browser();
    const answer = await browser.ask('POST', '/api/v1/session', { account: 'Admin ', password: PASSWORD });
    return { browser, answer };
  };

  test('has a cookie that scripts and other sites do not get', async () => {
    const { answer } = await signIn();
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('gets a token of its own at every sign-in, whatever cookie came before', async () => {
    const { browser } = await signIn();
    const planted = `tocc_session=${'A'.repeat(43)}`;
    browser.cookie = planted;
    await browser.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
    expect(browser.cookie).not.toBe(planted);
    expect(browser.cookie).toMatch(/^tocc_session=[\w-]{43}$/);
  });

  test('ends when it was idle too long, however long it may live', async () => {
    const { browser } = await signIn();
    identity.clock.now_ms += 29 * 60_000;
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(200);
    identity.clock.now_ms += 31 * 60_000;
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(401);
  });

  test('goes idle in spite of what an open page requests on its own', async () => {
    const { browser } = await signIn();
    const poll = () => browser.ask('GET', '/api/v1/session', undefined, { 'x-background': '1' });
    for (let minutes = 0; minutes < 30; minutes += 10) {
      expect((await poll()).status).toBe(200);
      identity.clock.now_ms += 10 * 60_000;
    }
    identity.clock.now_ms += 1;
    expect((await poll()).status).toBe(401);
  });

  test('ends after its absolute limit, however busy it is', async () => {
    const { browser } = await signIn();
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await browser.ask('GET', '/api/v1/session')).status).toBe(200);
      identity.clock.now_ms += 20 * 60_000;
    }
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(401);
  });

  test('is gone after sign-out, for whoever copied the cookie too', async () => {
    const { browser } = await signIn();
    const stolen = browser.cookie;
    expect((await browser.ask('DELETE', '/api/v1/session')).status).toBe(204);
    browser.cookie = stolen;
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(401);
  });

  test('is not opened by a stored hash, nor by a token that was changed', async () => {
    const { browser } = await signIn();
    const good = browser.cookie;
    for (const forged of [
      `${good.slice(0, -1)}!`,
      good.slice(0, -2),
      `${good.slice(0, -3)}AAA`,
      'tocc_session=',
    ]) {
      browser.cookie = forged;
      expect((await browser.ask('GET', '/api/v1/session')).status).toBe(401);
    }
  });
});

describe('a new password', () => {
  const change = async (next: string) => {
    const browser = identity.browser();
    await browser.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
    return browser.ask('POST', '/api/v1/session/password', { current: PASSWORD, next });
  };

  test.each([
    ['Short-1a', 'accounts.password_short'],
    ['alllowercaseletters', 'accounts.password_kinds'],
    ['Admin-Password-2026', 'accounts.password_guessable'],
    ['Aaaaaaaaaaaa1!', 'accounts.password_guessable'],
    [PASSWORD, 'accounts.password_reused'],
  ])('%s is refused as %s', async (next, code) => {
    expect((await change(next)).body).toMatchObject({ status: 422, code });
  });

  test('is asked for when the old one is too old', async () => {
    const fresh = await startIdentity();
    const browser = await signInFirstTime(fresh, 'admin', fresh.first.one_time_password);
    expect((await browser.ask('GET', '/api/v1/session')).body.must_change_password).toBe(false);
    fresh.clock.now_ms += 91 * 86_400_000;
    const again = await browser.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
    expect(again.body.must_change_password).toBe(true);
    await fresh.stop();
  });
});
