import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../packages/contract/src/index.ts';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { createSharing } from '../../packages/server/src/base/sharing/index.ts';
import { systemClock } from '../../packages/server/src/kit/clock.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';
import { appointPeople, FUTIAN, NANSHAN, type Product, routesOf, startProduct } from '../whole-product.ts';

/** What somebody does with an API key that was given to Futian's department for the indices of its district. */
let product: Product;
let applicant: Browser;
let steward: Browser;
beforeAll(async () => {
  product = await startProduct();
  const people = await appointPeople(product);
  applicant = await people.appoint('applicant', 'department-user', FUTIAN);
  steward = await people.appoint('steward', 'data-steward');
});
afterAll(() => product.stop());

async function keyFor(item: string, approval: object = {}): Promise<string> {
  const wanted = { item, unit: FUTIAN, purpose: '辖区信号优化研究' };
  const { id } = (await applicant.ask('POST', '/api/v1/sharing/applications', wanted)).body;
  const path = `/api/v1/sharing/applications/${id}`;
  const { status } = await steward.ask('POST', `${path}/approval`, approval);
  expect(status).toBe(200);
  return String((await applicant.ask('POST', `${path}/key`)).body.key);
}

const use = (key: string, url: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' = 'GET') =>
  product
    .browser()
    .ask(method, `/api/v1${url}`, method === 'GET' ? undefined : {}, { authorization: `Bearer ${key}` });
const curve = (district: string) => `/indices/curve?scope=district&key=${district}&day=2026-11-23`;

describe('a key', () => {
  it('reads of its own district, unless the approval says otherwise', async () => {
    const own = await keyFor('indices');
    expect((await use(own, curve(FUTIAN))).status).toBe(200);
    expect((await use(own, curve(NANSHAN))).body.code).toBe('kit.out_of_area');
    const elsewhere = await keyFor('indices', { districts: [NANSHAN] });
    expect((await use(elsewhere, curve(FUTIAN))).body.code).toBe('kit.out_of_area');
    const everywhere = await keyFor('indices', { districts: null });
    for (const district of [FUTIAN, NANSHAN])
      expect((await use(everywhere, curve(district))).body.code).not.toBe('kit.out_of_area');
  });

  it('of one district exports no day of the whole city', async () => {
    const key = await keyFor('history');
    const { body } = await use(key, '/history/export?dataset=fixes&day=2026-11-22');
    expect(body.code).toBe('kit.out_of_area');
  });

  it('opens no route but those of its scopes, and changes nothing', async () => {
    const key = await keyFor('indices');
    const foreign = routesOf(product).filter(
      ({ authority, url }) =>
        authority in PERMISSIONS && authority !== 'indices:read' && url !== '/api/v1/live',
    );
    expect(foreign.length).toBeGreaterThan(40);
    for (const { method, url } of foreign) {
      const answer = await use(key, url.replace('/api/v1', '').replace(/:(\w+)/g, '1'), method as 'GET');
      expect([method, url, answer.body.code]).toEqual([method, url, 'kit.forbidden']);
    }
    for (const [method, url] of [
      ['POST', '/session/password'],
      ['POST', '/session/second-factor'],
      ['DELETE', '/session/others'],
      ['GET', '/session/open'],
    ] as const)
      expect([url, (await use(key, url, method)).status >= 400]).toEqual([url, true]);
  });

  it('cannot give itself a longer life, another key or another scope', async () => {
    const key = await keyFor('indices');
    for (const url of [
      '/sharing/applications',
      '/sharing/applications/1/key',
      '/sharing/applications/1/approval',
    ])
      expect((await use(key, url, 'POST')).body.code).toBe('kit.forbidden');
  });
});

describe('a quota', () => {
  it('of a day holds over two processes on one database', async () => {
    const key = await keyFor('indices', { quota_per_day: 7 });
    const { db, audit, accounts } = product;
    const random = () => new Uint8Array(32);
    const log = createLog('silent');
    const processes = [1, 2].map(() =>
      createSharing({ db, clock: systemClock, random, audit, log, districtsOf: accounts.districtsOf }),
    );
    const request = { headers: { authorization: `Bearer ${key}` }, ip: '10.0.0.1' };
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => processes[i % 2].authenticate(request)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    const list = (await applicant.ask('GET', '/api/v1/sharing/applications')).body as unknown as {
      key: object;
    }[];
    expect(list[0].key).toMatchObject({
      used_today: 7,
      quota_per_day: 7,
      districts: [FUTIAN],
      last_used_ms: expect.any(Number),
    });
  });
});
