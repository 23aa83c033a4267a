import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission } from '../../packages/contract/src/index.ts';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import {
  appointPeople,
  FUTIAN,
  NANSHAN,
  PASSWORD,
  type People,
  type Product,
  startProduct,
} from '../whole-product.ts';

/** Ways in which one account could come to hold what two of the three separated administrators hold. */
const reserved = Object.entries(PERMISSIONS).flatMap(([name, entry]) =>
  'reserved_to' in entry ? [{ name: name as Permission, administrator: entry.reserved_to as string }] : [],
);
const pairs = reserved.flatMap((one, at) =>
  reserved
    .slice(at + 1)
    .flatMap((other) => (one.administrator === other.administrator ? [] : [[one.name, other.name]])),
);

let product: Product;
let people: People;
let security: Browser;
let count = 0;
beforeAll(async () => {
  product = await startProduct();
  people = await appointPeople(product);
  security = people.security;
});
afterAll(() => product.stop());

type Given = { role: string; platform?: string; unit?: string };
const grant = (id: number, ...given: Given[]) =>
  security.ask(
    'PUT',
    `/api/v1/accounts/${id}/grants`,
    given.map((each) => ({ platform: null, unit: null, ...each })),
  );
const putRole = (code: string, permissions: string[]) =>
  security.ask('PUT', `/api/v1/roles/${code}`, { name: { zh: '角色', en: 'Role' }, permissions });
const newAccount = async (unit = 'city') => (await people.add(`hat-${++count}`, unit)).id;

/** Which administrators the accounts of the installation are, as far as anybody can see. */
async function hats(id: number): Promise<string[]> {
  const { grants } = (await security.ask('GET', `/api/v1/accounts/${id}`)).body as {
    grants: { role: string }[];
  };
  const roles = (await security.ask('GET', '/api/v1/roles')).body as unknown as {
    code: string;
    permissions: string[];
  }[];
  const held = grants.flatMap(({ role }) => roles.find(({ code }) => code === role)?.permissions ?? []);
  return [...new Set(reserved.filter(({ name }) => held.includes(name)).map((each) => each.administrator))];
}

describe('two hats on one head', () => {
  it.each(pairs)('%s and %s: not in one role', async (one, other) => {
    expect((await putRole('joined', [one, other])).body.code).toBe('accounts.separation');
  });

  it.each(pairs)('%s and %s: not by two roles, two areas or two platforms', async (one, other) => {
    for (const [code, permission] of [
      ['one', one],
      ['other', other],
    ]) {
      await putRole(`${code}-hat`, [permission]);
    }
    const id = await newAccount();
    for (const limits of [
      [{}, {}],
      [{ unit: FUTIAN }, { unit: NANSHAN }],
      [{ unit: FUTIAN }, {}],
      [{ platform: 'base' }, { platform: 'base' }],
    ]) {
      const answer = await grant(id, { role: 'one-hat', ...limits[0] }, { role: 'other-hat', ...limits[1] });
      expect(answer.body.code).toBe('accounts.separation');
    }
    expect(await hats(id)).toEqual([]);
  });

  it('not by a role that grows while it is being granted, whichever comes first', async () => {
    for (let round = 0; round < 10; round++) {
      await putRole(`grows-${round}`, ['map:read']);
      const id = await newAccount();
      await Promise.all([
        grant(id, { role: `grows-${round}` }, { role: 'system-administrator' }),
        putRole(`grows-${round}`, ['map:read', 'audit:read']),
        grant(id, { role: `grows-${round}` }, { role: 'system-administrator' }),
      ]);
      expect((await hats(id)).length).toBeLessThan(2);
    }
  });

  it('not by one grant after the other: the later replaces the earlier', async () => {
    const id = await newAccount();
    expect((await grant(id, { role: 'security-administrator' })).status).toBe(200);
    expect((await grant(id, { role: 'audit-administrator' })).status).toBe(200);
    expect(await hats(id)).toEqual(['audit']);
  });

  it('not by moving an account or its unit, nor by switching it off and on', async () => {
    const id = await newAccount(FUTIAN);
    await grant(id, { role: 'audit-administrator' });
    for (const change of [{ unit: NANSHAN }, { state: 'disabled' }, { state: 'active' }])
      expect((await people.system.ask('PATCH', `/api/v1/accounts/${id}`, change)).status).toBe(200);
    expect(
      (await grant(id, { role: 'audit-administrator' }, { role: 'security-administrator' })).status,
    ).toBe(409);
    expect(await hats(id)).toEqual(['audit']);
  });

  it('not by the password of another: who may reset accounts does not reset the other two', async () => {
    const id = await newAccount();
    for (const role of ['security-administrator', 'audit-administrator']) {
      await grant(id, { role });
      const answer = await people.system.ask('POST', `/api/v1/accounts/${id}/reset`);
      expect([role, answer.body.code]).toEqual([role, 'accounts.reset_of_administrator']);
    }
    await grant(id, { role: 'duty-officer' });
    expect((await people.system.ask('POST', `/api/v1/accounts/${id}/reset`)).status).toBe(200);
  });

  it('not by the first appointment, made many times at once', async () => {
    const fresh = await startProduct();
    const system = fresh.browser();
    const { one_time_password } = fresh.first;
    await system.ask('POST', '/api/v1/session', { account: 'admin', password: one_time_password });
    await system.ask('POST', '/api/v1/session/password', { current: one_time_password, next: PASSWORD });
    const ids: number[] = [];
    for (let i = 0; i < 15; i++) {
      const made = await system.ask('POST', '/api/v1/accounts', {
        name: `first-${i}`,
        display_name: 'x',
        unit: 'city',
      });
      ids.push((made.body.account as { id: number }).id);
    }
    const appointment = [{ role: 'security-administrator', platform: null, unit: null }];
    const answers = await Promise.all(
      ids.map((id) => system.ask('PUT', `/api/v1/accounts/${id}/grants`, appointment)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(14);
    await fresh.stop();
  });
});
