import { spawnSync } from 'node:child_process';
import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Identity, signInFirstTime, startIdentity } from './test-identity.ts';

const PASSWORD = 'Quiet-Harbour-71-tide';
let identity: Identity;
let admin: Browser;
let secret = '';
let recovery: string[] = [];

beforeAll(async () => {
  identity = await startIdentity({ second_factor: 'administrators' });
  admin = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
});
afterAll(() => identity.stop());

const code = (ago_s = 0) =>
  new TOTP({ secret }).generate({ timestamp: identity.clock.now_ms - 1000 * ago_s });
const signIn = (second?: string) =>
  identity.browser().ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD, code: second });

const fullWidth = (digits: string) =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

describe('a second factor', () => {
  test('is asked of an administrator before anything else', async () => {
    expect((await admin.ask('GET', '/api/v1/session')).body.must_enrol_second_factor).toBe(true);
    expect((await admin.ask('GET', '/api/v1/accounts')).body.code).toBe('kit.second_factor_required');
  });

  test('is in force after its first code, and gives recovery codes once', async () => {
    const setup = await admin.ask('POST', '/api/v1/session/second-factor');
    secret = String(setup.body.secret);
    expect(setup.body.uri).toContain('otpauth://totp/OpenTOCC:admin');
    const confirm = (value: string) =>
      admin.ask('POST', '/api/v1/session/second-factor/confirmation', { code: value });
    expect((await confirm('000000')).body.code).toBe('accounts.code_wrong');
    const confirmed = await confirm(code());
    recovery = confirmed.body.codes as string[];
    expect(new Set(recovery).size).toBe(10);
    expect((await admin.ask('GET', '/api/v1/accounts')).status).toBe(200);
  });

  test('is needed to sign in, and a code works once', async () => {
    identity.clock.now_ms += 60_000;
    expect((await signIn()).body.code).toBe('accounts.code_required');
    expect((await signIn('123456')).body.code).toBe('accounts.sign_in_failed');
    const current = code();
    expect((await signIn(current)).status).toBe(200);
    expect((await signIn(current)).body.code).toBe('accounts.sign_in_failed');
    expect((await signIn(code(300))).body.code).toBe('accounts.sign_in_failed');
  });

  test('is taken as authenticators show it and input methods write it, and costs no failure', async () => {
    for (const written of [(shown: string) => shown.replace(/^.../, '$& '), fullWidth]) {
      identity.clock.now_ms += 30_000;
      expect((await signIn(written(code()))).status).toBe(200);
    }
    const failures = await sql`select 1 from accounts_failure where key like 'from:%'`.execute(identity.db);
    expect(failures.rows).toEqual([]);
  });

  test('is not asked for with a wrong password: that would tell that the password was right', async () => {
    const answer = await identity
      .browser()
      .ask('POST', '/api/v1/session', { account: 'admin', password: 'x' });
    expect(answer.body.code).toBe('accounts.sign_in_failed');
  });

  test.skipIf(spawnSync('oathtool', ['--version']).status !== 0)(
    'takes the codes of oathtool (skipped where it is not installed)',
    async () => {
      identity.clock.now_ms += 60_000;
      const now = new Date(identity.clock.now_ms).toISOString().replace('T', ' ').replace(/\..*/, ' UTC');
      const { stdout } = spawnSync('oathtool', ['--totp', '--base32', `--now=${now}`, secret], {
        encoding: 'utf8',
      });
      expect((await signIn(stdout.trim())).status).toBe(200);
    },
  );

  test('is replaced by a recovery code, each once, however it is typed', async () => {
    identity.clock.now_ms += 600_000;
    expect((await signIn(recovery[0].toUpperCase().replace('-', ' '))).status).toBe(200);
    expect((await signIn(recovery[0])).body.code).toBe('accounts.sign_in_failed');
    expect((await signIn(recovery[1])).status).toBe(200);
  });

  test('goes on working after the keys were rotated', async () => {
    await identity.keys.rotate('secrets', { principal: 'test', actor: 'test', address: null });
    await identity.keys.settled();
    identity.clock.now_ms += 60_000;
    expect((await signIn(code())).status).toBe(200);
  });

  test('is removed only with password and code together', async () => {
    identity.clock.now_ms += 60_000;
    const browser = identity.browser();
    await browser.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD, code: code() });
    const remove = (password: string, second: string) =>
      browser.ask('POST', '/api/v1/session/second-factor/removal', { password, code: second });
    identity.clock.now_ms += 60_000;
    expect((await remove('wrong', code())).status).toBe(403);
    expect((await remove(PASSWORD, '000000')).status).toBe(422);
    expect((await remove(PASSWORD, code())).status).toBe(204);
    expect((await signIn()).body.must_enrol_second_factor).toBe(true);
  });
});
