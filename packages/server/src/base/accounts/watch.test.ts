import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Identity, signInFirstTime, startIdentity } from './test-identity.ts';

const WATCH = '/api/v1/session/watch';
let identity: Identity;
let system: Browser;
let security: Browser;
beforeAll(async () => {
  identity = await startIdentity();
  system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  security = await appoint(system, 'safe', 'security-administrator');
});
afterAll(() => identity.stop());

async function appoint(grantor: Browser, name: string, role: string): Promise<Browser> {
  const made = await system.ask('POST', '/api/v1/accounts', { name, display_name: name, unit: 'city' });
  const { account, one_time_password } = made.body as {
    account: { id: number };
    one_time_password: string;
  };
  await grantor.ask('PUT', `/api/v1/accounts/${account.id}/grants`, [{ role, platform: null, unit: null }]);
  return signInFirstTime(identity, name, one_time_password);
}

describe('a watch', () => {
  let officer: Browser;
  beforeAll(async () => {
    officer = await appoint(security, 'night', 'duty-officer');
  });
  const signIn = () =>
    officer.ask('POST', '/api/v1/session', { account: 'night', password: 'Quiet-Harbour-71-tide' });
  const poll = () => officer.ask('GET', '/api/v1/session', undefined, { 'x-background': '1' });

  test('holds a session open though nobody touches its page, which goes idle from its end on', async () => {
    const begun = await officer.ask('PUT', WATCH, { hours: 8 });
    expect(begun.body.watch_until_ms).toBe(identity.clock.now_ms + 8 * HOUR_MS);
    identity.clock.now_ms += 7 * HOUR_MS;
    await identity.accounts.sweep();
    expect((await poll()).body).toMatchObject({
      account: 'night',
      watch_until_ms: begun.body.watch_until_ms,
    });
    identity.clock.now_ms += HOUR_MS + 29 * MINUTE_MS;
    expect((await poll()).status).toBe(200);
    identity.clock.now_ms += 2 * MINUTE_MS;
    expect((await poll()).status).toBe(401);
  });

  test('that is ended early leaves the session to the idle limit', async () => {
    await signIn();
    await officer.ask('PUT', WATCH, { hours: 8 });
    expect((await officer.ask('DELETE', WATCH)).body.watch_until_ms).toBeNull();
    identity.clock.now_ms += 31 * MINUTE_MS;
    expect((await poll()).status).toBe(401);
  });

  test('never outlives the session', async () => {
    const { body: session } = await signIn();
    identity.clock.now_ms += 20 * MINUTE_MS;
    const begun = await officer.ask('PUT', WATCH, { hours: 12 });
    expect(begun.body.watch_until_ms).toBe(session.expires_ms);
    await officer.ask('DELETE', WATCH);
  });

  test('is for who the security administrator lets watch, and has an end', async () => {
    await security.ask('POST', '/api/v1/session', { account: 'safe', password: 'Quiet-Harbour-71-tide' });
    expect((await security.ask('PUT', WATCH, { hours: 8 })).status).toBe(403);
    expect((await officer.ask('PUT', WATCH, { hours: 100 })).status).toBe(400);
  });

  test('stands in the audit', async () => {
    await identity.audit.flush();
    const { rows } = await sql<{ action: string }>`
      select action from audit_record where action like 'session.watch%' and result = 'done'`.execute(
      identity.db,
    );
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(['session.watch-on', 'session.watch-off']),
    );
  });
});
