import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from './http.ts';
import type { Http } from './http-server.ts';
import { createLog } from './log.ts';
import { serveOperations } from './operations.ts';
import { screenRoutes } from './screens.ts';

let http: Http;
afterEach(() => http.close());

async function server(): Promise<Http> {
  http = await createHttp({ log: createLog('silent'), authenticate: async () => null, body_limit: 1024 });
  return http;
}

describe('operations', () => {
  it('is ready only when every part works, and says which does not', async () => {
    serveOperations({
      ready: [
        ['database', async () => true],
        ['perception', async () => false],
      ],
      metrics: [],
    }).mount(await server());
    const answer = await http.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ ready: false, checks: { database: true, perception: false } });
    expect((await http.inject('/healthz')).body).toBe('ok');
  });

  it('says why a part does not work, and what is degraded while traffic is taken', async () => {
    serveOperations({
      ready: [['log', async () => 'disk full: 3 MiB free']],
      degraded: [
        ['history', () => '1 damaged'],
        ['uncaught_errors', () => null],
      ],
      metrics: [],
    }).mount(await server());
    const answer = await http.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({
      ready: false,
      checks: { log: false },
      reasons: { log: 'disk full: 3 MiB free' },
      degraded: { history: '1 damaged' },
    });
  });

  it('shows each scrape the numbers of that moment', async () => {
    let connections = 1;
    serveOperations({ ready: [], metrics: [['gateway', () => ({ connections })]] }).mount(await server());
    expect((await http.inject('/metrics')).body).toContain('\ntocc_gateway_connections 1\n');
    connections = 2;
    expect((await http.inject('/metrics')).body).toContain('\ntocc_gateway_connections 2\n');
  });

  it('refuses its metrics to another machine without a permission', async () => {
    serveOperations({ ready: [], metrics: [] }).mount(await server());
    const answer = await http.inject({ url: '/metrics', remoteAddress: '203.0.113.9' });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'kit.forbidden' });
  });
});

describe('screens', () => {
  it('serves console addresses, the wall and files, and nothing outside their folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opentocc-screens-'));
    writeFileSync(join(folder, 'index.html'), 'console');
    writeFileSync(join(folder, 'wall.html'), 'wall');
    await screenRoutes(await server(), folder);
    expect((await http.inject('/')).body).toBe('console');
    expect((await http.inject('/indices')).body).toBe('console');
    expect((await http.inject('/wall')).body).toBe('wall');
    expect((await http.inject('/..%2f..%2fetc/passwd.txt')).statusCode).toBe(404);
    expect((await http.inject('/api/v1/nothing')).json()).toMatchObject({ code: 'kit.no_such_route' });
    rmSync(folder, { recursive: true });
  });

  it('says the rules of pages with pages, and with their parts only what may run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opentocc-screens-'));
    mkdirSync(join(folder, 'assets'));
    for (const name of ['index.html', 'assets/part-1.js', 'assets/map-worker-1.js', 'assets/drawing-1.svg'])
      writeFileSync(join(folder, name), '');
    await screenRoutes(await server(), folder);
    const framesOf = async (path: string) => {
      const { headers } = await http.inject(path);
      expect({ path, nosniff: headers['x-content-type-options'] }).toEqual({ path, nosniff: 'nosniff' });
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      return headers['x-frame-options'];
    };
    expect(await framesOf('/assets/part-1.js')).toBeUndefined();
    for (const path of ['/', '/assets/map-worker-1.js', '/assets/drawing-1.svg'])
      expect(await framesOf(path)).toBe('DENY');
    rmSync(folder, { recursive: true });
  });
});
