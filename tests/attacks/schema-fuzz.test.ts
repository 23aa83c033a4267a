import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { appointPeople, type Product, routesOf, startProduct } from '../whole-product.ts';
import { type Operation, type Schemas, sampleOf, variantsOf, withValue } from './schema-samples.ts';
import { asWhoMay } from './who-may.ts';

/** Sign-out and the like end the sessions that the walk needs; the wall's sockets answer no calls. */
const LEFT_OUT = ['DELETE /api/v1/session', 'POST /api/v1/session', 'POST /api/v1/session/password'];
/** So many as all routes have edges; more of them want a longer test, not a silent end. */
const MOST_CALLS = 25_000;

let product: Product;
let everybody: Browser[];
/** An account that nobody needs: calls that take an id change it. */
let victim: number;

beforeAll(async () => {
  product = await startProduct();
  const { system, security, auditor, add, appoint } = await appointPeople(product);
  everybody = [system, security, auditor, await appoint('operator', 'operator')];
  victim = (await add('victim')).id;
}, 120_000);
afterAll(() => product.stop());

/** What makes a call meaningful where the schema alone does not: an account of ours, an interval that is not empty. */
const usualOf = (name: string) => ({ id: String(victim), from_ms: '1', to_ms: '3600001' })[name];

interface Call {
  /** Its path before the parameters are filled in, for one route's calls are made by one person. */
  readonly route: string;
  readonly method: string;
  readonly url: string;
  readonly payload?: object;
}

/** Each parameter and each member of each body at the edges of its schema, one at a time, and bodies without what is optional. */
function callsOf(method: string, url: string, operation: Operation, named: Schemas): Call[] {
  const route = `${method} ${url}`;
  const { parameters = [], requestBody } = operation;
  const sample = Object.fromEntries(
    parameters.map(({ name, schema: of }) => [name, usualOf(name) ?? String(sampleOf(of, named))]),
  );
  const addressOf = (values: Record<string, string>) => {
    const query = parameters.filter((each) => each.in === 'query' && values[each.name] !== '');
    const path = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] || '1'));
    return `${path}?${new URLSearchParams(query.map(({ name }) => [name, values[name]]))}`;
  };
  const schema = requestBody?.content['application/json'].schema;
  const body = schema && sampleOf(schema, named);
  const payload = method === 'GET' ? undefined : ((body ?? {}) as object);
  const addresses = parameters.flatMap(({ name, schema: of }) =>
    variantsOf(of, named).map(({ value }) => ({
      route,
      method,
      url: addressOf({
        ...sample,
        [name]: typeof value === 'object' ? JSON.stringify(value) : String(value),
      }),
      payload,
    })),
  );
  const bodies = (schema ? variantsOf(schema, named) : []).map(({ path, value }) => ({
    route,
    method,
    url: addressOf(sample),
    payload: withValue(body, path, value) as object,
  }));
  return [{ route, method, url: addressOf(sample), payload }, ...addresses, ...bodies].filter(
    (call) => call.payload === undefined || typeof call.payload === 'object',
  );
}

it('no call that the schemas describe, at any of their edges, is answered with a fault of the platform', async () => {
  await product.http.ready();
  const document = product.http.swagger() as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Schemas };
  };
  const calls = routesOf(product)
    .filter(
      ({ method, url, topics }) => Object.keys(topics).length === 0 && !LEFT_OUT.includes(`${method} ${url}`),
    )
    .flatMap(({ method, url }) => {
      const operation = document.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] ?? {};
      return callsOf(method, url, operation, document.components.schemas);
    });
  const faults: string[] = [];
  let understood = 0;
  const ask = asWhoMay(everybody);
  for (const call of calls.slice(0, MOST_CALLS)) {
    const { route, method, url, payload } = call;
    const { status } = await ask(route, (browser) => browser.ask(method as 'GET', url, payload));
    if (status >= 500) faults.push(`${status} ${method} ${url} ${JSON.stringify(payload) ?? ''}`);
    if (status < 400) understood++;
  }
  expect(faults).toEqual([]);
  expect(calls.length).toBeGreaterThan(1_000);
  expect(calls.length).toBeLessThanOrEqual(MOST_CALLS);
  expect(understood).toBeGreaterThan(200);
}, 240_000);
