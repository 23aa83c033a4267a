import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, ROUTES } from '../../packages/contract/src/index.ts';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { appointAllWithin, appointPeople, PASSWORD, type Product, startProduct } from '../whole-product.ts';

/**
 * A firm whose people hold every right, but within the firm alone, asks each list and each figure of the platforms that
 * concern firms and citizens. What is not asked of the whole organisation looks at units itself, and has to stand here.
 */
const LOOK_AT_UNITS = new Set(
  [
    ...['cases', 'cases/counts', 'cases/export', 'case-links', 'case-clusters', 'rectifications'],
    ...['statistics/figures', 'calls/seat', 'reviews'],
    // Of nobody: what cases are sorted by, and what everybody reads.
    ...['case-units', 'case-categories', 'case-rules', 'case-classes'],
    ...['knowledge/articles', 'knowledge/courses', 'knowledge/gaps'],
  ].map((path) => `/api/v1/${path}`),
);
const OF_CITIZENS = ROUTES.filter(
  ({ method, path, authority }) =>
    method === 'GET' &&
    !path.includes(':') &&
    authority.includes(':') &&
    PERMISSIONS[authority as keyof typeof PERMISSIONS].platform === 'citizen',
);

let product: Product;
let firm: Browser;

beforeAll(async () => {
  product = await startProduct();
  const people = await appointPeople(product);
  const system = product.browser();
  await system.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
  const unit = { parent: 'city', kind: 'firm', name: { zh: '企业', en: 'Firm' }, districts: null };
  await system.ask('PUT', '/api/v1/units/some-firm', unit);
  [firm] = await appointAllWithin(people, 'some-firm');
}, 120_000);
afterAll(() => product.stop());

describe('who is appointed within a firm', () => {
  it.each(OF_CITIZENS.map(({ path }) => path))('is told nothing of others by %s', async (path) => {
    const { status, body } = await firm.ask('GET', `${path}?from=2026-11-01&to=2026-11-02&from_ms=0&to_ms=1`);
    const isRefused = status === 403 && body.code === 'kit.out_of_area';
    expect([path, isRefused || LOOK_AT_UNITS.has(path)]).toEqual([path, true]);
  });
});
