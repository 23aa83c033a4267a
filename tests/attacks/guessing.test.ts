import { DAY_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../packages/server/src/base/accounts/password.ts';
import {
  type Browser,
  type Identity,
  signInFirstTime,
  startIdentity,
  totpCode,
} from '../../packages/server/src/base/accounts/test-identity.ts';
import { PASSWORD } from '../whole-product.ts';

/** Digests that passwords were checked against: the work that an answer cost. */
const checked: string[] = [];
const { verify } = PasswordHasher.prototype;
const watched = vi.spyOn(PasswordHasher.prototype, 'verify').mockImplementation(function (
  this: PasswordHasher,
  digest,
  password,
) {
  checked.push(digest);
  return verify.call(this, digest, password);
});

let identity: Identity;
let admin: Browser;
beforeAll(async () => {
  identity = await startIdentity();
  admin = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
});
afterAll(() => {
  watched.mockRestore();
  return identity.stop();
});

const guess = (account: string, address = '10.1.0.1', more = {}) =>
  identity.browser(address).ask('POST', '/api/v1/session', { account, password: 'guess', ...more });
const signIn = (address: string, headers = {}) =>
  identity.browser(address).ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD }, headers);
const add = async (name: string, more = {}) =>
  (await admin.ask('POST', '/api/v1/accounts', { name, display_name: name, unit: 'city', ...more })).body;
/** Failures are forgotten, sessions have ended. */
const afterADay = async () => {
  identity.clock.now_ms += DAY_MS + 1;
  await identity.accounts.sweep();
  await admin.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
};

describe('whether an account exists', () => {
  it('cannot be inferred from the answer, nor from the work behind it', async () => {
    await add('outside', { oidc_subject: 'somebody' });
    const { account } = await add('disabled');
    const { id } = account as { id: number };
    await admin.ask('PATCH', `/api/v1/accounts/${id}`, { state: 'disabled' });
    await add('expired');
    identity.clock.now_ms += 4 * DAY_MS;
    await guess('warm-up');

    const costOf = (digest: string) => digest.split('$').slice(0, 4).join('$');
    const answers: unknown[] = [];
    for (const name of ['admin', 'nobody', 'outside', 'disabled', 'expired', "x' or 1=1 --"]) {
      checked.length = 0;
      const { status, headers, body } = await guess(name);
      const { request_id: _, ...said } = body;
      answers.push({ status, headers: Object.keys(headers).sort(), said, work: checked.map(costOf) });
    }
    expect(answers[0]).toMatchObject({ status: 401, said: { code: 'accounts.sign_in_failed' } });
    expect((answers[0] as { work: string[] }).work).toHaveLength(1);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await afterADay();
  });

  it('cannot be inferred from who has to wait: a name that nobody has waits as well', async () => {
    for (const name of ['admin', 'nobody']) {
      const answers = [];
      for (let i = 0; i < 6; i++) answers.push((await guess(name, '10.2.0.1')).body.code);
      expect(answers.slice(4)).toEqual(['accounts.sign_in_failed', 'accounts.wait']);
    }
    await afterADay();
  });

  it('cannot be inferred by asking for what only accounts have: a right name with a second factor, a wrong password', async () => {
    const { one_time_password } = await add('factor');
    const browser = await signInFirstTime(identity, 'factor', String(one_time_password));
    await enrol(browser);
    const said = async (name: string) => (await guess(name)).body.code;
    expect(await said('factor')).toBe(await said('nobody-here'));
    await afterADay();
  });
});

describe('a password', () => {
  it('is tried five times from one address at once, then waits there, ever longer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess('admin', '10.3.0.1')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === 'accounts.wait')).toHaveLength(15);
    for (const wait_s of [60, 120, 240]) {
      identity.clock.now_ms += 1000 * wait_s - 1_000;
      const { body, headers } = await guess('admin', '10.3.0.1');
      expect([body.code, headers['retry-after']]).toEqual(['accounts.wait', '1']);
      identity.clock.now_ms += 1_001;
      expect((await guess('admin', '10.3.0.1')).status).toBe(401);
    }
    await afterADay();
  });

  it('is tried fifty times from however many addresses at once, then its account waits everywhere', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => guess('admin', `10.3.1.${i}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(50);
    expect(answers.filter(({ body }) => body.code === 'accounts.wait')).toHaveLength(10);
    expect((await signIn('10.3.2.1')).body.code).toBe('accounts.wait');
    await afterADay();
  });

  it('is tried five times from a network of IPv6, however many addresses it has', async () => {
    const codes = [];
    for (let i = 0; i < 6; i++) codes.push((await guess('admin', `2001:db8:0:7::${i + 1}`)).body.code);
    expect(codes.slice(4)).toEqual(['accounts.sign_in_failed', 'accounts.wait']);
    expect((await guess('admin', '2001:db8:0:8::1')).body.code).toBe('accounts.sign_in_failed');
    await afterADay();
  });

  it('is not checked at all while its account waits, the right one neither', async () => {
    for (let i = 0; i < 5; i++) await guess('admin');
    checked.length = 0;
    const right = { account: 'admin', password: PASSWORD };
    const browser = identity.browser('10.1.0.1');
    expect((await browser.ask('POST', '/api/v1/session', right)).body.code).toBe('accounts.wait');
    expect(checked).toEqual([]);
    await afterADay();
  });

  it('is sprayed over thirty names, then the address waits, a good sign-in in between or not', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 36; i++)
      statuses.push(
        i % 6 === 5
          ? (await guess('admin', '10.4.0.1', { password: PASSWORD })).status
          : (await guess(`name-${i}`, '10.4.0.1')).status,
      );
    expect(statuses.slice(0, 30)).not.toContain(429);
    expect(statuses.slice(-1)).toEqual([429]);
    expect((await guess('name-0', '10.4.0.2')).status).toBe(401);
    await afterADay();
  });

  it('is not found out through its change by who sits at an open session', async () => {
    const { one_time_password } = await add('left-open');
    const browser = await signInFirstTime(identity, 'left-open', String(one_time_password));
    const codes = [];
    for (let i = 0; i < 6; i++) {
      const change = { current: `guess ${i}`, next: 'Other-Harbour-72-tide' };
      codes.push((await browser.ask('POST', '/api/v1/session/password', change)).body.code);
    }
    expect(codes.slice(4)).toEqual(['accounts.current_password_wrong', 'accounts.wait']);
    await afterADay();
  });
});

describe('the owner of an account', () => {
  /** Somebody without an account who takes each free attempt, at one address and everywhere. */
  const keepOut = (name: string) =>
    Promise.all(Array.from({ length: 55 }, (_, i) => guess(name, `10.6.0.${i}`)));
  const deviceOf = (answer: { headers: Record<string, unknown> }) =>
    [answer.headers['set-cookie']]
      .flat()
      .map(String)
      .find((each) => each.startsWith('tocc_device=')) ?? '';

  it('is not locked out by a handful of wrong passwords of somebody elsewhere', async () => {
    for (let i = 0; i < 12; i++) await guess('admin', '10.6.2.1');
    expect((await signIn('10.6.2.2')).status).toBe(200);
    await afterADay();
  });

  it('gets in on a device that is known, whoever keeps the account waiting', async () => {
    const known = deviceOf(await signIn('10.6.3.1'));
    expect(known).toMatch(/; Path=\/api\/v1\/session; HttpOnly; SameSite=Strict/);
    await keepOut('admin');
    expect((await signIn('10.6.3.1')).body.code).toBe('accounts.wait');
    const cookie = known.split(';')[0];
    expect((await signIn('10.6.3.2', { cookie })).status).toBe(200);
    expect((await signIn('10.6.3.2', { cookie: `${cookie.slice(0, -4)}AAAA` })).body.code).toBe(
      'accounts.wait',
    );
    await afterADay();
  });

  it('is not guessed without end by who took the device, nor is a device of another name known', async () => {
    const cookie = deviceOf(await signIn('10.6.4.1')).split(';')[0];
    const tried = async (account: string, i: number) =>
      (
        await identity
          .browser(`10.6.4.${i}`)
          .ask('POST', '/api/v1/session', { account, password: 'guess' }, { cookie })
      ).body.code;
    const codes = [];
    for (let i = 0; i < 6; i++) codes.push(await tried('admin', i));
    expect(codes.slice(4)).toEqual(['accounts.sign_in_failed', 'accounts.wait']);
    expect(await tried('nobody', 99)).toBe('accounts.sign_in_failed');
    await afterADay();
  });

  it('is known no more on any device once the password is another', async () => {
    const { one_time_password } = await add('moved');
    const browser = await signInFirstTime(identity, 'moved', String(one_time_password));
    const before = await browser.ask('POST', '/api/v1/session', { account: 'moved', password: PASSWORD });
    identity.clock.now_ms += 1;
    const next = 'Other-Harbour-72-tide';
    const changed = await browser.ask('POST', '/api/v1/session/password', { current: PASSWORD, next });
    await keepOut('moved');
    const again = async (cookie: string) =>
      (
        await identity
          .browser('10.6.5.99')
          .ask('POST', '/api/v1/session', { account: 'moved', password: next }, { cookie })
      ).status;
    expect(await again(deviceOf(before).split(';')[0])).toBe(429);
    expect(await again(deviceOf(changed).split(';')[0])).toBe(200);
    await afterADay();
  });

  it('is let in again at once by a reset, at the console and at the machine', async () => {
    const { account } = await add('waiting');
    const { id } = account as { id: number };
    const reset = {
      console: async () =>
        String((await admin.ask('POST', `/api/v1/accounts/${id}/reset`, {})).body.one_time_password),
      machine: () => identity.accounts.resetPassword('waiting'),
    };
    const waits = async (way: () => Promise<string>) => {
      expect((await guess('waiting', '10.6.7.1')).body.code).toBe('accounts.wait');
      expect((await guess('waiting', '10.6.7.1', { password: await way() })).status).toBe(200);
    };
    for (let i = 0; i < 31; i++) await guess(i < 5 ? 'waiting' : `other-${i}`, '10.6.7.1');
    await waits(reset.console);
    await keepOut('waiting');
    await waits(reset.machine);
    await afterADay();
  });
});

describe('people behind one address', () => {
  it('are not locked out by their own right sign-ins in two steps', { timeout: 120_000 }, async () => {
    const { one_time_password } = await add('two-step');
    const secret = await enrol(await signInFirstTime(identity, 'two-step', String(one_time_password)));
    for (let i = 0; i < 35; i++) {
      identity.clock.now_ms += 30_000;
      const right = { password: PASSWORD };
      expect((await guess('two-step', '10.7.0.1', right)).body.code).toBe('accounts.code_required');
      const code = totpCode(secret, identity.clock.now_ms);
      expect((await guess('two-step', '10.7.0.1', { ...right, code })).status).toBe(200);
    }
    await afterADay();
  });

  it('have what they mistyped forgotten after a day each, however busy they are', async () => {
    for (let half = 0; half < 64; half++) {
      if (half % 2 === 0) expect((await guess(`typo-${half}`, '10.7.1.1')).status).toBe(401);
      else expect((await signIn('10.7.1.1')).status).toBe(200);
      identity.clock.now_ms += DAY_MS / 2 + 1;
    }
    await afterADay();
  });

  it('wait from their last failure on, not from their last right sign-in', async () => {
    for (let i = 0; i < 29; i++) await guess(`name-${i}`, '10.7.2.1');
    const known = await signIn('10.7.2.1');
    expect(known.status).toBe(200);
    await guess('name-29', '10.7.2.1');
    identity.clock.now_ms += 59_000;
    expect((await signIn('10.7.2.1')).body.code).toBe('accounts.wait');
    identity.clock.now_ms += 1_001;
    expect((await signIn('10.7.2.1')).status).toBe(200);
    expect((await guess('name-30', '10.7.2.1')).status).toBe(401);
    await afterADay();
  });
});

describe('a second factor', () => {
  it('is tried five times by who has the password', async () => {
    const { one_time_password } = await add('coded');
    await enrol(await signInFirstTime(identity, 'coded', String(one_time_password)));
    const codes = [];
    for (let i = 0; i < 7; i++)
      codes.push((await guess('coded', `10.5.0.${i}`, { password: PASSWORD, code: `00000${i}` })).body.code);
    expect(codes.slice(4)).toEqual(['accounts.sign_in_failed', 'accounts.wait', 'accounts.wait']);
  });
});

async function enrol(browser: Browser): Promise<string> {
  const { secret } = (await browser.ask('POST', '/api/v1/session/second-factor')).body;
  const code = totpCode(String(secret), identity.clock.now_ms);
  const done = await browser.ask('POST', '/api/v1/session/second-factor/confirmation', { code });
  expect(done.status).toBe(200);
  return String(secret);
}
