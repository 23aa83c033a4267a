import { PERMISSIONS, type Permission } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Identity, signInFirstTime, startIdentity } from './test-identity.ts';

let identity: Identity;
let system: Browser;
let security: Browser;
let futian: Browser;

beforeAll(async () => {
  identity = await startIdentity();
  system = await signInFirstTime(identity, 'admin', identity.first.one_time_password);
  security = await appoint('secure', 'security-administrator', 'city', system);
});
afterAll(() => identity.stop());

async function add(name: string, unit = 'city', by = system) {
  const answer = await by.ask('POST', '/api/v1/accounts', { name, display_name: name, unit });
  const { account, one_time_password } = answer.body as {
    account: { id: number };
    one_time_password: string;
  };
  return { status: answer.status, body: answer.body, id: account?.id, one_time_password };
}

function grant(
  by: Browser,
  id: number,
  ...grants: { role: string; unit?: string | null; platform?: string }[]
) {
  const full = grants.map((each) => ({ unit: null, platform: null, ...each }));
  return by.ask('PUT', `/api/v1/accounts/${id}/grants`, full);
}

async function appoint(name: string, role: string, unit: string, by: Browser, within?: string) {
  const made = await add(name, unit);
  const granted = await grant(by, made.id, { role, unit: within ?? null });
  expect(granted.status).toBe(200);
  return signInFirstTime(identity, name, made.one_time_password);
}

describe('three separated administrators', () => {
  test('the system administrator appoints only the first of the other two', async () => {
    const second = await add('second');
    const refused = await grant(system, second.id, { role: 'security-administrator' });
    expect(refused.body).toMatchObject({ status: 403, code: 'accounts.security_administrator_grants' });
    expect((await grant(system, second.id, { role: 'duty-officer' })).status).toBe(403);
    expect((await grant(system, second.id, { role: 'audit-administrator' })).status).toBe(200);
    const third = await add('third');
    expect((await grant(system, third.id, { role: 'audit-administrator' })).status).toBe(403);
  });

  test('no account holds what two of them hold, by grants or by a role of its own', async () => {
    const both = await add('both');
    const grants = [{ role: 'system-administrator' }, { role: 'audit-administrator' }];
    expect((await grant(security, both.id, ...grants)).body.code).toBe('accounts.separation');
    const role = { name: { zh: '兼任', en: 'Joined' }, permissions: ['keys:manage', 'audit:read'] };
    expect((await security.ask('PUT', '/api/v1/roles/joined', role)).body.code).toBe('accounts.separation');
  });

  test('a role that grows cannot make its holder two of them', async () => {
    const role = (permissions: string[]) =>
      security.ask('PUT', '/api/v1/roles/helper', { name: { zh: '助理', en: 'Helper' }, permissions });
    expect((await role(['map:read'])).status).toBe(200);
    const holder = await add('holder');
    expect(
      (await grant(security, holder.id, { role: 'helper' }, { role: 'system-administrator' })).status,
    ).toBe(200);
    expect((await role(['map:read', 'audit:read'])).body.code).toBe('accounts.separation');
    expect((await role(['map:read', 'made:up'])).body.code).toBe('accounts.permission_unknown');
  });

  test('nobody changes their own grants or disables themselves, and the last administrator stays', async () => {
    const me = (await security.ask('GET', '/api/v1/session')).body.principal as string;
    const mine = Number(me.split(':')[1]);
    expect((await grant(security, mine)).body.code).toBe('accounts.own_account');
    const disable = { state: 'disabled' };
    expect((await system.ask('PATCH', '/api/v1/accounts/1', disable)).body.code).toBe('accounts.own_account');
    expect((await system.ask('PATCH', `/api/v1/accounts/${mine}`, disable)).body.code).toBe(
      'accounts.last_administrator',
    );
  });
});

describe('an area', () => {
  beforeAll(async () => {
    futian = await appoint('futian-admin', 'system-administrator', '440304', security, '440304');
  });

  test('shows and changes only the accounts below its unit', async () => {
    const outside = await add('nanshan-clerk', '440305');
    const inside = await add('futian-clerk', '440304', futian);
    expect(inside.status).toBe(201);
    const names = ((await futian.ask('GET', '/api/v1/accounts')).body as unknown as { name: string }[]).map(
      ({ name }) => name,
    );
    expect(names.sort()).toEqual(['futian-admin', 'futian-clerk']);
    for (const [method, url, body] of [
      ['GET', `/api/v1/accounts/${outside.id}`, undefined],
      ['PATCH', `/api/v1/accounts/${outside.id}`, { display_name: 'mine' }],
      ['POST', `/api/v1/accounts/${outside.id}/reset`, undefined],
    ] as const) {
      const answer = await futian.ask(method, url, body);
      expect([method, answer.status, answer.body.code]).toEqual([method, 404, 'accounts.account_unknown']);
    }
  });

  test('does not let an account or a unit be moved out of it, or made in another', async () => {
    const clerk = await add('futian-clerk-2', '440304', futian);
    const move = await futian.ask('PATCH', `/api/v1/accounts/${clerk.id}`, { unit: 'city' });
    expect(move.body.code).toBe('accounts.out_of_area');
    expect((await add('elsewhere', '440305', futian)).body.code).toBe('accounts.out_of_area');
    const unit = { kind: 'department', name: { zh: '科室', en: 'Office' }, districts: null };
    const put = (code: string, parent: string, more = {}) =>
      futian.ask('PUT', `/api/v1/units/${code}`, { ...unit, parent, ...more });
    expect((await put('office', '440304')).status).toBe(200);
    expect((await put('office', '440305')).body.code).toBe('accounts.out_of_area');
    expect((await put('440304', 'office')).body.code).toBe('accounts.unit_circle');
    expect((await put('spread', '440304', { districts: ['440305'] })).body.code).toBe('accounts.out_of_area');
  });

  test('of a security administrator bounds whom and how far it grants', async () => {
    const local = await appoint('futian-security', 'security-administrator', '440304', security, '440304');
    const clerk = await add('futian-clerk-3', '440304', futian);
    const stranger = await add('nanshan-clerk-2', '440305');
    expect((await grant(local, clerk.id, { role: 'duty-officer', unit: '440304' })).status).toBe(200);
    expect((await grant(local, clerk.id, { role: 'duty-officer' })).body.code).toBe('accounts.out_of_area');
    expect((await grant(local, clerk.id, { role: 'duty-officer', unit: '440305' })).status).toBe(403);
    expect((await grant(local, stranger.id, { role: 'duty-officer', unit: '440304' })).status).toBe(404);
    expect((await grant(security, clerk.id, { role: 'analyst' })).status).toBe(200);
    expect((await grant(local, clerk.id)).body.code).toBe('accounts.out_of_area');
  });

  test('reaches the session with its districts, and a platform takes only its own permissions', async () => {
    const clerk = await add('futian-duty', '440304', futian);
    await grant(security, clerk.id, { role: 'duty-officer', unit: '440304', platform: 'command' });
    const browser = await signInFirstTime(identity, 'futian-duty', clerk.one_time_password);
    const session = (await browser.ask('GET', '/api/v1/session')).body;
    const permissions = session.permissions as Permission[];
    expect(permissions).toEqual(
      expect.arrayContaining(['session:watch', 'situations:handle', 'vehicles:plate', 'warnings:act']),
    );
    expect(permissions.filter((name) => PERMISSIONS[name].platform !== 'command')).toEqual([]);
    expect(session.reach).toMatchObject({ 'vehicles:read': { districts: ['440304'] } });
    expect((await browser.ask('GET', '/api/v1/accounts')).status).toBe(403);
  });

  test('a change of grants is felt at the next request, and a disabled account is out at once', async () => {
    const clerk = await add('short-lived');
    await grant(security, clerk.id, { role: 'duty-officer' });
    const browser = await signInFirstTime(identity, 'short-lived', clerk.one_time_password);
    const permissions = async () => (await browser.ask('GET', '/api/v1/session')).body.permissions;
    expect(await permissions()).toContain('vehicles:trace');
    await grant(security, clerk.id, { role: 'display' });
    expect(await permissions()).not.toContain('vehicles:trace');
    await system.ask('PATCH', `/api/v1/accounts/${clerk.id}`, { state: 'disabled' });
    expect((await browser.ask('GET', '/api/v1/session')).status).toBe(401);
    const again = { account: 'short-lived', password: 'Quiet-Harbour-71-tide' };
    expect((await browser.ask('POST', '/api/v1/session', again)).body.code).toBe('accounts.sign_in_failed');
  });
});

test('a wall stays signed in for days on end, with a role that only shows', async () => {
  const made = await add('hall-wall');
  await grant(security, made.id, { role: 'display' });
  const wall = await signInFirstTime(identity, 'hall-wall', made.one_time_password);
  const start_ms = identity.clock.now_ms;
  for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 20) {
    identity.clock.now_ms += 20 * 60_000;
    expect((await wall.ask('GET', '/api/v1/session')).status).toBe(200);
  }
  const { permissions } = (await wall.ask('GET', '/api/v1/session')).body as { permissions: string[] };
  identity.clock.now_ms = start_ms;
  expect(permissions).toEqual(expect.arrayContaining(['indices:read', 'map:read', 'situations:read']));
  expect(permissions.filter((name) => !/:(read|board)$/.test(name))).toEqual([]);
});

describe('personal data', () => {
  test('a name and a phone are sealed in the database, masked on screens, and shown in full for a reason that is recorded', async () => {
    const body = { name: 'phoned', display_name: '张三', unit: 'city', phone: '13812345678' };
    const made = (await system.ask('POST', '/api/v1/accounts', body)).body.account as { id: number };
    expect(made).toMatchObject({ display_name: '张*', phone: '138****5678' });
    const { rows } = await sql<Record<string, string>>`
      select display_name, phone_sealed from accounts_account where id = ${made.id}`.execute(identity.db);
    for (const sealed of Object.values(rows[0])) expect(sealed).toMatch(/^v1\.personal-/);

    const officer = await appoint('revealer', 'reveal-officer', 'city', await withRevealRole());
    const reveal = (reason: string) => officer.ask('POST', `/api/v1/accounts/${made.id}/reveal`, { reason });
    expect((await reveal('')).status).toBe(400);
    expect((await reveal('核实值班联系方式')).body).toEqual({
      ...{ display_name: '张三', phone: '13812345678', email: null },
    });
    const audit = await sql<{ record: string }>`
      select record from audit_record where action = 'accounts.reveal'`.execute(identity.db);
    expect(audit.rows[0].record).toContain('核实值班联系方式');
  });

  test('changes are sealed too, and the audit, which nothing is removed from, tells them masked', async () => {
    const body = { name: 'renamed', display_name: '李四光', unit: 'city', phone: '13812345678' };
    const made = (await system.ask('POST', '/api/v1/accounts', body)).body.account as { id: number };
    const change = { display_name: '李四明', phone: '13987654321' };
    const changed = await system.ask('PATCH', `/api/v1/accounts/${made.id}`, change);
    expect(changed.body).toMatchObject({ display_name: '李**', phone: '139****4321' });
    const { rows } = await sql<{ record: string }>`
      select record from audit_record where target = ${`account:${made.id}`} and action = 'accounts.change'`.execute(
      identity.db,
    );
    expect(JSON.parse(rows[0].record).detail).toEqual({
      before: { display_name: '李**', phone: '138****5678' },
      after: { display_name: '李**', phone: '139****4321' },
    });
    const in_the_clear = await sql<{ n: number }>`
      select count(*)::int as n from audit_record where record ~ '李四|13812345678|13987654321'`.execute(
      identity.db,
    );
    expect(in_the_clear.rows[0].n).toBe(0);
  });

  async function withRevealRole() {
    const permissions = ['personal:reveal', 'accounts:read'];
    await security.ask('PUT', '/api/v1/roles/reveal-officer', {
      name: { zh: '查看', en: 'Reveal' },
      permissions,
    });
    return security;
  }
});
