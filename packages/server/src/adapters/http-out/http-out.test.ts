import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmsGateway } from '../sms-gateway/index.ts';
import { allowHosts, askOutside, createWebhook } from './index.ts';

let server: Server;
let port: number;
let answer: RequestListener;
const asked: { url: string; body: string; headers: Record<string, unknown> }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    asked.push({ url: request.url ?? '', body, headers: request.headers });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const inside = createWebhook(allowHosts(['127.0.0.0/8', '::1']));
const outside = createWebhook(allowHosts([]));
const post = (webhook = inside, url = `http://127.0.0.1:${port}/hook`) =>
  webhook.post({ url, body: '{}', headers: { 'webhook-id': 'tocc-1' } });
const status =
  (code: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('{}');

describe('a posting', () => {
  test('is delivered by 2xx; a redirect is not followed; what passes is tried again', async () => {
    answer = status(204);
    expect(await post()).toMatchObject({ kind: 'delivered' });
    answer = status(302, { location: `http://127.0.0.1:${port}/elsewhere` });
    expect(await post()).toMatchObject({ kind: 'failed', lasting: true });
    expect(asked.some(({ url }) => url === '/elsewhere')).toBe(false);
    for (const [code, lasting] of [
      [503, false],
      [429, false],
      [410, true],
      [404, true],
    ] as const) {
      answer = status(code);
      expect(await post()).toMatchObject({ kind: 'failed', certain: true, lasting });
    }
  });

  test('goes to no inner address, by number or by name, unless it is named', async () => {
    answer = status(200);
    const before = asked.length;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433'])
      expect(await post(outside, `http://${host}:${port}/`), host).toMatchObject({
        kind: 'failed',
        lasting: true,
      });
    expect(asked.length).toBe(before);
  });

  test('whose answer never comes leaves open what became of it; a refused connection does not', async () => {
    answer = (request) => request.socket.destroy();
    expect(await post()).toMatchObject({ kind: 'failed', certain: false, lasting: false });
    expect(await post(inside, 'http://127.0.0.1:9/')).toMatchObject({ kind: 'failed', certain: true });
  });
});

test('an answer that is too long is cut off, one that is too slow is not waited for', async () => {
  const ask = { url: `http://127.0.0.1:${port}/`, method: 'GET' as const, headers: {}, allowed: () => true };
  answer = (_, response) => response.end('x'.repeat(100_000));
  const long = await askOutside({ ...ask, limit_ms: 2000, most_bytes: 1000 });
  expect([long.body.length, long.cut_off]).toEqual([1000, true]);
  answer = () => undefined;
  await expect(askOutside({ ...ask, limit_ms: 100, most_bytes: 1000 })).rejects.toThrow('timeout');
});

test('which addresses may be reached', () => {
  const allowed = allowHosts(['10.1.0.0/16']);
  const no = [
    '10.2.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    'fe80::1',
    'fd00::1',
  ];
  expect([...no, '::ffff:192.168.1.1', '::ffff:c0a8:101', '64:ff9b::a00:1', 'x'].filter(allowed)).toEqual([]);
  expect(['10.1.2.3', '8.8.8.8', '2400:3200::1', '::ffff:8.8.8.8'].filter((one) => !allowed(one))).toEqual(
    [],
  );
  expect(() => allowHosts(['inside'])).toThrow('no address');
});

test.each([
  ['ftp://example.com/', 'https'],
  ['https://user:pass@example.com/', 'signature'],
  ['http://192.168.0.1/', 'own network'],
  ['http://localhost/', 'own network'],
  ['nonsense', 'no URL'],
])('an endpoint at %s is refused with a clear word', (url, says) => {
  expect(outside.refuses(url)?.en).toContain(says);
});

test('an endpoint outside is taken', () => {
  expect(outside.refuses('https://example.com/hook?x=1')).toBeNull();
});

test('the SMS gateway is given the id, the phone and the signed text', async () => {
  answer = status(202);
  const gateway = createSmsGateway({
    url: `http://127.0.0.1:${port}/sms`,
    token: 'secret',
    sign: '【交通】',
  });
  expect(await gateway?.send({ id: 'tocc-7', to: '13800001234', text: '封路' })).toMatchObject({
    kind: 'sent',
  });
  const { body, headers } = asked.at(-1) ?? { body: '', headers: {} };
  expect(JSON.parse(body)).toEqual({ id: 'tocc-7', to: '13800001234', text: '【交通】封路' });
  expect(headers).toMatchObject({ authorization: 'Bearer secret', 'idempotency-key': 'tocc-7' });
  expect(createSmsGateway(undefined)).toBeNull();
});
