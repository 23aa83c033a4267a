import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../../packages/server/src/base/accounts/test-identity.ts';
import { createHttp } from '../../packages/server/src/kit/http.ts';
import type { Http } from '../../packages/server/src/kit/http-server.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';
import { screenRoutes } from '../../packages/server/src/kit/screens.ts';
import { appointPeople, type Product, startProduct } from '../whole-product.ts';
import { getRaw } from './raw-request.ts';

const SECRET = 'the master key';
/** Ways to say `..` and `/` that some server somewhere has believed. */
const CLIMBS = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..\\',
  '..%252f',
  '%c0%ae%c0%ae/',
  '%c0%ae%c0%ae%c0%af',
  '..;/',
  '....//',
  '..%00/',
  '.%00./',
];

describe('the files of the screens', () => {
  let folder: string;
  let http: Http;
  let port: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'opentocc-paths-'));
    const dist = join(folder, 'dist');
    mkdirSync(join(dist, 'assets'), { recursive: true });
    writeFileSync(join(dist, 'index.html'), 'console');
    writeFileSync(join(dist, 'wall.html'), 'wall');
    writeFileSync(join(dist, 'assets', 'app.js'), 'script');
    writeFileSync(join(dist, '.env'), SECRET);
    writeFileSync(join(folder, 'master.key'), SECRET);
    symlinkSync(join(folder, 'master.key'), join(folder, 'link.key'));
    http = await createHttp({
      log: createLog('silent'),
      authenticate: async () => null,
      body_limit: 1024,
    });
    await screenRoutes(http, dist);
    await http.listen({ host: '127.0.0.1', port: 0 });
    port = (http.server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await http.close();
    rmSync(folder, { recursive: true });
  });

  it('are served, and every other address is the console', async () => {
    expect((await getRaw(port, '/assets/app.js')).body).toContain('script');
    expect((await getRaw(port, '/wall')).body).toContain('wall');
    expect((await getRaw(port, '/accounts?x=1')).body).toContain('console');
  });

  it.each(CLIMBS)('are not left by %j', async (climb) => {
    for (const depth of [1, 2, 6])
      for (const start of ['/', '/assets/', '/wall/', '//']) {
        const path = `${start}${climb.repeat(depth)}master.key`;
        const { status, text } = await getRaw(port, path);
        expect([path, text.includes(SECRET)]).toEqual([path, false]);
        expect([path, status]).toEqual([path, status < 500 ? status : 'an error of the server']);
      }
  });

  it.each([
    '/.env',
    '/%2eenv',
    '//',
    '///etc/passwd',
    '/%',
    '/%zz',
    '/%00',
    '/x%0d%0ay.html',
    '/file:///etc/passwd',
    '/assets',
    '/assets/',
    '*',
    'http://elsewhere.example/master.key',
  ])('do not include %j', async (path) => {
    const { status, text } = await getRaw(port, path);
    expect(text).not.toMatch(/the master key|root:/);
    expect(status).toBeLessThan(500);
  });

  it('carry the security headers, found or not', async () => {
    for (const path of ['/', '/assets/app.js', '/assets/none.js', '/api/v1/nowhere', '/%zz']) {
      const { headers } = await getRaw(port, path);
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringMatching(/default-src '(self|none)'/),
      ]);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
    }
  });
});

describe('files behind the interface', () => {
  let product: Product;
  let operator: Browser;
  beforeAll(async () => {
    product = await startProduct();
    operator = await (await appointPeople(product)).appoint('operator', 'operator');
    writeFileSync(join(product.data_dir, 'history', 'secret.parquet'), SECRET);
  });
  afterAll(() => product.stop());

  const climbs = [...CLIMBS, '../../keys/', '/etc/', 'file:///'];
  it.each(climbs)('are not reached by %j in a dataset, a day or a version', async (climb) => {
    for (const url of [
      `/api/v1/history/export?dataset=${climb}secret&day=2026-11-23`,
      `/api/v1/history/export?dataset=fixes&day=${climb}secret`,
      `/api/v1/network/tiles/${climb}keys/0/0/0.mvt`,
      `/api/v1/units/${climb}master`,
    ]) {
      const { status, text } = await operator.ask('GET', url);
      expect([url, status]).toEqual([url, status >= 400 && status < 500 ? status : 'refused']);
      expect(text).not.toContain(SECRET);
    }
  });
});
