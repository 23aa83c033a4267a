import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeNetworkFile } from './networks.ts';

/** The whole product, embedded database included, in a process that may open 600 files. */
const FILES = 600;
const SILENT = 700;
/** Two looks of the embedded database's watch. */
const WATCHED_MS = 4_500;
const folder = mkdtempSync(join(tmpdir(), 'opentocc-few-files-'));
const silent: Socket[] = [];
let product: ChildProcess;
let said = '';

beforeAll(async () => {
  const network = join(folder, 'city.net');
  writeNetworkFile(textNetwork('A---B').network, network);
  const tocc = join(import.meta.dirname, '../../bin/tocc.mjs');
  const command = `ulimit -n ${FILES}; exec "${process.execPath}" "${tocc}" serve --port 0 --gateway-port 0 --mqtt-port 0`;
  product = spawn('sh', ['-c', `${command} --network "${network}" --data "${join(folder, 'data')}"`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', TOCC_LOG: 'fatal' },
  });
  for (const stream of [product.stdout, product.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  await vi.waitFor(() => expect(said).toContain('gateway:'), { timeout: 60_000, interval: 200 });
}, 70_000);

afterAll(async () => {
  for (const socket of silent) socket.destroy();
  if (product.exitCode === null) {
    const ended = once(product, 'exit');
    product.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true });
});

test('more silent connections than files end nothing: console, API and gateway go on', async () => {
  const http = /console:\s+(\S+)/.exec(said)![1];
  // The port that the system chose is in the greeting of the gateway.
  const gateway = Number(/gateway: 127\.0\.0\.1:(\d+)/.exec(said)![1]);
  for (let i = 0; i < SILENT; i++) silent.push(connect(gateway, '127.0.0.1').on('error', () => undefined));
  await sleep(WATCHED_MS);
  expect(product.exitCode).toBeNull();
  expect((await fetch(`${http}/readyz`)).status).toBe(200);
  const metrics = await (await fetch(`${http}/metrics`)).text();
  expect(figureOf(metrics, 'tocc_gateway_connections')).toBeLessThan(FILES / 2);
  expect(figureOf(metrics, 'tocc_gateway_closed_by_limits')).toBeGreaterThan(SILENT - FILES / 2);
  expect(figureOf(metrics, 'tocc_process_uncaught_errors')).toBe(0);
}, 30_000);

function figureOf(metrics: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(metrics)?.[1]);
}
