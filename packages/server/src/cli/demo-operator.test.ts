import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { HttpOperator } from './demo-operator.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A platform that lets nobody sign in before it was asked a number of times. @returns its address, and how often it was asked */
async function busyPlatform(refusals: number) {
  const asked = { times: 0 };
  const server = createServer((_, answer) => {
    const isRefused = ++asked.times <= refusals;
    answer.writeHead(isRefused ? 429 : 200, { 'retry-after': '0', 'content-type': 'application/json' });
    answer.end(JSON.stringify(isRefused ? { code: 'accounts.wait' } : { csrf_token: 'x' }));
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
const who = { account: 'demo-officer', password: 'x' };

test('an officer who is asked to wait waits and signs in', async () => {
  const { url, asked } = await busyPlatform(3);
  await HttpOperator.signIn({ url, ...who });
  expect(asked.times).toBe(4);
});

test('one who is sent away each time says so in the end', async () => {
  const { url, asked } = await busyPlatform(100);
  await expect(HttpOperator.signIn({ url, ...who })).rejects.toThrow('POST /session answered 429');
  expect(asked.times).toBe(6);
});
