import { ROUTES } from '@opentocc/contract';
import { expect, test } from 'vitest';
import { CATALOGUE } from './catalogue.ts';

test('the call that a key is tried with is of a route that the key may use', () => {
  for (const { code, example, scopes } of CATALOGUE) {
    const { pathname, searchParams } = new URL(example, 'http://localhost');
    const route = ROUTES.find(({ method, path }) => method === 'GET' && path === pathname);
    expect(route, code).toBeDefined();
    // The route of metrics is open to this machine and asks for the permission itself.
    if (route?.authority !== 'public') expect(scopes, code).toContain(route?.authority);
    expect(route?.query?.safeParse(Object.fromEntries(searchParams)).success ?? true, code).toBe(true);
  }
});
