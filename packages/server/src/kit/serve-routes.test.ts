import { defineRoutes } from '@opentocc/contract';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createHttp } from './http.ts';
import { serve } from './serve-routes.ts';

const gone = {
  method: 'GET',
  summary: { zh: '无', en: 'Nothing' },
  authority: 'public',
  response: null,
} as const;
const routes = defineRoutes('test', {
  quiet: { ...gone, path: '/quiet' },
  sent: { ...gone, path: '/sent' },
});

it('answers a route without an answer once, whether its handler sends the reply itself or not', async () => {
  const warnings: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(line) });
  const http = await createHttp({
    log,
    authenticate: async () => null,
    body_limit: 1024,
    permission_names: {},
  });
  const served = serve(routes, {
    quiet: async () => 'left out',
    sent: async (_, reply) => reply.status(204).send(null),
  });
  served.mount(http);
  for (const url of ['/quiet', '/sent']) {
    const { statusCode, body } = await http.inject(url);
    expect([url, statusCode, body]).toEqual([url, 204, '']);
  }
  expect(warnings).toEqual([]);
  await http.close();
});
