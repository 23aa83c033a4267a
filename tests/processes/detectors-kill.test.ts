import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Detector, DetectorCount, SourceHealth, SourceSecret } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { connect, type MqttClient } from 'mqtt';
import { afterAll, expect, test } from 'vitest';
import { Caller } from '../e2e/appoint.ts';
import { firstSignIn } from '../e2e/first-sign-in.ts';
import { spawnTocc, type ToccProcess } from '../e2e/tocc-process.ts';

const DETECTORS = 10;
const KILLS = 2;
const EVERY_MS = 20;
const PERIOD_S = 10;

const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-detectors-kill-'));
const from_ms = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 12 * HOUR_MS;
let running: ToccProcess | undefined;
let client: MqttClient | undefined;

afterAll(async () => {
  client?.end(true);
  running?.child.kill('SIGINT');
  await running?.ended;
  rmSync(data_dir, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(mqtt_port: number) {
  const ports = [
    '--port',
    '0',
    '--gateway-port',
    '0',
    '--mqtt-port',
    `${mqtt_port}`,
    '--interchange-port',
    '0',
  ];
  const tocc = spawnTocc(['serve', '--demo', '--no-fleet', '--vehicles', '1', '--data', data_dir, ...ports]);
  running = tocc;
  const [, url] = await tocc.until(/console:\s+(\S+)/);
  await tocc.until(/mqtt:\s+\S+/);
  return { tocc, url };
}

/** Ends the platform and its database server in an instant, as a power cut would. */
async function kill({ child, ended }: ToccProcess): Promise<void> {
  const [pid] = readFileSync(join(data_dir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  child.kill('SIGKILL');
  process.kill(Number(pid), 'SIGKILL');
  await ended;
}

/** A source of detectors on the first links of the demo city. @returns what it signs in with */
async function addDetectors(person: Caller): Promise<SourceSecret> {
  const name = { zh: '线圈', en: 'Loops' };
  const draft = { code: 'loops', name, owner: '交警', protocol: 'MQTT' };
  const { id } = await person.ask<SourceHealth>('POST', '/sources', draft);
  const rows = Array.from({ length: DETECTORS }, (_, i) => `K${i},${i},${PERIOD_S}`);
  const content = Buffer.from(`code,link,period\n${rows.join('\n')}\n`).toString('base64');
  await person.ask('POST', '/detectors/import', { file: 'k.csv', content_base64: content, source: id });
  return person.ask<SourceSecret>('POST', `/sources/${id}/secret`, {});
}

test('after kill −9 of platform and database each acknowledged report of a detector counts, once', {
  timeout: 180_000,
}, async () => {
  const mqtt_port = await freePort();
  let city = await start(mqtt_port);
  const [, account] = await city.tocc.until(/account:\s*(\S+)/);
  const [, one_time_password] = await city.tocc.until(/password:\s*(\S+)/);
  const cookie = await firstSignIn({ url: city.url, account, one_time_password });
  const { user, secret, topic } = await addDetectors(new Caller(city.url, cookie));

  client = connect(`mqtt://127.0.0.1:${mqtt_port}`, {
    ...{ protocolVersion: 5, username: user, password: secret },
    ...{ clean: false, clientId: 'collector', properties: { sessionExpiryInterval: 3600 } },
    reconnectPeriod: 200,
  });
  client.on('error', () => undefined);
  const acknowledged = new Array<number>(DETECTORS).fill(0);
  let [sent, failed] = [0, 0];
  const reports = setInterval(() => {
    const i = sent % DETECTORS;
    const begin = from_ms + Math.floor(sent++ / DETECTORS) * PERIOD_S * 1000;
    const report = { version: 1, detector: `K${i}`, begin, period_s: PERIOD_S, vehicles: 1 };
    client!.publishAsync(topic, JSON.stringify(report), { qos: 1 }).then(
      () => acknowledged[i]++,
      () => failed++,
    );
  }, EVERY_MS);
  const all = () => acknowledged.reduce((sum, n) => sum + n, 0);
  for (let kills = 0; kills < KILLS; kills++) {
    const before = all();
    await expect.poll(all, { timeout: 30_000 }).toBeGreaterThan(before + DETECTORS);
    await sleep(200 + Math.random() * 1000);
    await kill(city.tocc);
    city = await start(mqtt_port);
  }
  clearInterval(reports);
  await expect.poll(() => all() + failed, { timeout: 60_000 }).toBe(sent);

  const person = new Caller(city.url, cookie);
  const detectors = await person.ask<Detector[]>('GET', '/detectors');
  for (const [i, expected] of acknowledged.entries()) {
    const { id } = detectors.find(({ code }) => code === `K${i}`)!;
    const query = `from_ms=${from_ms}&to_ms=${from_ms + 13 * HOUR_MS}`;
    const counts = await person.ask<DetectorCount[]>('GET', `/detectors/${id}/counts?${query}`);
    const counted = counts.reduce((sum, { vehicles }) => sum + vehicles, 0);
    expect([counted >= expected, counted <= expected + failed]).toEqual([true, true]);
  }
  process.stdout.write(`${KILLS} kills: ${all()} of ${sent} reports acknowledged, each counted once\n`);
});
