import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReportIntake } from '../../base/detectors/index.ts';
import { systemClock } from '../../kit/clock.ts';
import { createLog } from '../../kit/log.ts';
import { OutsideBroker } from './outside-broker.ts';

const MOSQUITTO = 'mosquitto';
/** Debian installs it where only administrators look. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
const has_mosquitto = isThere();
if (!has_mosquitto) process.stderr.write(`outside MQTT broker not tested: no ${MOSQUITTO} on this machine\n`);

function isThere(): boolean {
  try {
    execFileSync(MOSQUITTO, ['-h'], { stdio: 'ignore', env });
    return true;
  } catch (error) {
    return (error as { status?: number | null }).status != null; // it says its usage with a status of its own
  }
}

const TOPIC = 'tocc/v1/police/detectors';
const log = createLog('silent');
let folder: string;
let port: number;
let mosquitto: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opentocc-mosquitto-'));
  port = await freePort();
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'persistence true'];
  writeFileSync(join(folder, 'mosquitto.conf'), [...lines, `persistence_location ${folder}/`, ''].join('\n'));
});
afterEach(() => stopMosquitto());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startMosquitto(): Promise<void> {
  mosquitto = spawn(MOSQUITTO, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore', env });
  await expect.poll(() => isListening(), { timeout: 10_000 }).toBe(true);
}

function isListening(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function stopMosquitto(): Promise<void> {
  if (!mosquitto) return;
  const ended = once(mosquitto, 'exit');
  mosquitto.kill('SIGTERM');
  await ended;
  mosquitto = undefined;
}

/** What was taken in; a message is acknowledged once `release` is called for it. */
class TestIntake implements ReportIntake {
  readonly taken: string[] = [];
  isStoring = true;
  authenticate = () => true;
  isInService = () => true;
  foreignTopic = () => undefined;
  async receive(source: string, payload: Uint8Array): Promise<void> {
    this.taken.push(`${source} ${Buffer.from(payload).toString()}`);
    if (!this.isStoring) await new Promise(() => undefined);
  }

  receiveOn(channel: string, source: string, payload: Uint8Array): Promise<void> {
    return this.receive(`${source}/${channel}`, payload);
  }
}

async function open(intake: ReportIntake): Promise<OutsideBroker> {
  const url = `mqtt://127.0.0.1:${port}`;
  const broker = new OutsideBroker({
    url,
    client_id: 'opentocc-test',
    clock: systemClock,
    log,
    reconnect_ms: 50,
  });
  await broker.start(intake);
  return broker;
}

async function publish(text: string): Promise<void> {
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5 });
  await client.publishAsync(TOPIC, text, { qos: 1 });
  await client.endAsync();
}

describe.skipIf(!has_mosquitto)('a broker elsewhere', () => {
  test('is subscribed to, and reports reach the platform by the code in their topic', async () => {
    await startMosquitto();
    const intake = new TestIntake();
    const broker = await open(intake);
    await expect.poll(() => broker.access().state).toBe('up');
    await publish('one');
    await expect.poll(() => intake.taken).toEqual(['police one']);
    await broker.close();
  });

  test('that is away at the start, or goes away, is found again; its state says so', async () => {
    const intake = new TestIntake();
    const broker = await open(intake);
    await expect.poll(() => broker.access()).toMatchObject({ state: 'down', reason: expect.any(String) });
    await startMosquitto();
    await expect.poll(() => broker.access().state, { timeout: 10_000 }).toBe('up');
    await stopMosquitto();
    await expect.poll(() => broker.access().state, { timeout: 10_000 }).toBe('down');
    await startMosquitto();
    await expect.poll(() => broker.access().state, { timeout: 10_000 }).toBe('up');
    await publish('again');
    await expect.poll(() => intake.taken).toEqual(['police again']);
    await broker.close();
  });

  test('sends again what was not acknowledged, and what came while the platform was away', async () => {
    await startMosquitto();
    const failing = new TestIntake();
    failing.isStoring = false;
    const first = await open(failing);
    await expect.poll(() => first.access().state).toBe('up');
    await publish('not stored');
    await expect.poll(() => failing.taken).toEqual(['police not stored']);
    await first.close();
    await publish('while away');
    await sleep(50);
    const intake = new TestIntake();
    const second = await open(intake);
    await expect.poll(() => intake.taken).toEqual(['police not stored', 'police while away']);
    await second.close();
  });
});
