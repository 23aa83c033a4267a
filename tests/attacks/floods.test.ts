import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttp } from '../../packages/server/src/kit/http.ts';
import { PATIENCE } from '../../packages/server/src/kit/http-security.ts';
import type { Http } from '../../packages/server/src/kit/http-server.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';
import { appointPeople, type Product, startProduct } from '../whole-product.ts';
import { sendRaw } from './raw-request.ts';

const BODY_BYTES = 2 ** 20;
const JSON_TYPE = 'content-type: application/json';

describe('more than a request may hold', () => {
  let product: Product;
  let port: number;
  let cookie: string;
  let csrf: string;
  beforeAll(async () => {
    product = await startProduct();
    const { system } = await appointPeople(product);
    [cookie, csrf] = [system.cookie, system.csrf];
    await product.http.listen({ host: '127.0.0.1', port: 0 });
    port = (product.http.server.address() as AddressInfo).port;
  });
  afterAll(() => product.stop());

  const head = (...more: string[]) =>
    ['host: localhost', `cookie: ${cookie}`, `x-csrf-token: ${csrf}`, 'connection: close', ...more].join(
      '\r\n',
    );
  const post = (body: string, path = '/api/v1/accounts') =>
    sendRaw(
      port,
      `POST ${path} HTTP/1.1\r\n${head(JSON_TYPE, `content-length: ${Buffer.byteLength(body)}`)}\r\n\r\n${body}`,
    );

  it('is refused by its stated length, before it is read, with the true limit', async () => {
    const stated = `POST /api/v1/session HTTP/1.1\r\n${head(JSON_TYPE, `content-length: ${BODY_BYTES + 1}`)}\r\n\r\n`;
    const { status, body } = await sendRaw(port, stated);
    expect([status, JSON.parse(body)]).toMatchObject([413, { code: 'kit.too_large' }]);
    expect(JSON.parse(body).title).toContain(String(BODY_BYTES));
  });

  it('is refused when it states no length and goes on and on', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const start = `POST /api/v1/session HTTP/1.1\r\n${head(JSON_TYPE, 'transfer-encoding: chunked')}\r\n\r\n`;
    expect((await sendRaw(port, start + chunk.repeat(18))).status).toBe(413);
  });

  it.each([
    ['ten thousand members', JSON.stringify(Object.fromEntries(manyMembers(10_000)))],
    ['a list in a list, a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['an object in an object, fifty thousand deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['a number of a million digits', `{"name":${'9'.repeat(1_000_000)}}`],
    ['members that reach for the prototype', '{"__proto__":{"x":1},"constructor":{"prototype":{}}}'],
    ['a list where an object belongs', JSON.stringify(Array(100_000).fill(0))],
  ])('with %s is refused with a problem, and the server goes on', async (_, body) => {
    const answer = await post(body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body.length).toBeLessThan(10_000);
    expect((await sendRaw(port, `GET /healthz HTTP/1.1\r\n${head()}\r\n\r\n`)).status).toBe(200);
  });

  it.each([
    ['address', `GET /api/v1/audit?text=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`],
    ['header', `GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['number of headers', `GET /healthz HTTP/1.1\r\nhost: x\r\n${'x-a: 1\r\n'.repeat(5_000)}\r\n`],
  ])('an endless %s is refused with a problem', async (_, bytes) => {
    const { status, body, headers } = await sendRaw(port, bytes);
    expect([status, JSON.parse(body).code]).toEqual([431, 'kit.head_too_large']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    ['two lengths', 'content-length: 5\r\ncontent-length: 6'],
    ['a length and chunks', 'content-length: 5\r\ntransfer-encoding: chunked'],
    ['an odd coding', 'transfer-encoding: xchunked'],
  ])('a request that a proxy could take for another, with %s, is refused', async (_, lines) => {
    const smuggled = `POST /api/v1/session HTTP/1.1\r\nhost: x\r\n${lines}\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n`;
    const { text } = await sendRaw(port, smuggled);
    expect(text).toMatch(/^HTTP\/1.1 400/);
    expect(text.match(/HTTP\/1.1 \d+/g)).toHaveLength(1);
  });
});

describe('a caller slower than the server is patient', () => {
  let http: Http;
  let port: number;
  beforeAll(async () => {
    http = await createHttp({
      log: createLog('silent'),
      authenticate: async () => null,
      body_limit: 1024,
      security: { patience: { head_ms: 300, request_ms: 600, check_ms: 50 } },
    });
    http.post('/open', { config: { authority: 'public', csrf_exempt: true } }, async () => ({}));
    await http.listen({ host: '127.0.0.1', port: 0 });
    port = (http.server.address() as AddressInfo).port;
  });
  afterAll(() => http.close());

  const drip = { part: 'x', every_ms: 20 };
  const TOO_SLOW = { status: 408, headers: expect.anything(), body: expect.stringContaining('kit.too_slow') };

  it('is cut off in its headers', async () => {
    expect(await sendRaw(port, 'GET /open HTTP/1.1\r\nhost: x\r\nx-slow: ', drip)).toMatchObject(TOO_SLOW);
  });

  it('is cut off in its body', async () => {
    const start = `POST /open HTTP/1.1\r\nhost: x\r\n${JSON_TYPE}\r\ncontent-length: 1000\r\n\r\n{`;
    expect(await sendRaw(port, start, drip)).toMatchObject(TOO_SLOW);
  });

  it('is cut off when it says nothing at all', async () => {
    expect(await sendRaw(port, '')).toMatchObject(TOO_SLOW);
  });

  it('has its bounds in the product: the head within 10 s, all of it within 30 s', async () => {
    const usual = await createHttp({
      log: createLog('silent'),
      authenticate: async () => null,
      body_limit: 1,
    });
    expect(PATIENCE).toMatchObject({ head_ms: 10_000, request_ms: 30_000 });
    expect(usual.server.headersTimeout).toBe(PATIENCE.head_ms);
    expect(usual.server.requestTimeout).toBe(PATIENCE.request_ms);
    expect(usual.server.timeout).toBe(PATIENCE.silence_ms);
    await usual.close();
  });
});

function manyMembers(count: number): [string, number][] {
  return Array.from({ length: count }, (_, i) => [`member_${i}`, i]);
}
