import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlatformSecret, RosterOutcome, SourceHealth, Trace, Vehicle } from '@opentocc/contract';
import { InferiorClient } from '@opentocc/testkit/forwarder';
import { afterAll, expect, test } from 'vitest';
import { Caller } from '../e2e/appoint.ts';
import { firstSignIn } from '../e2e/first-sign-in.ts';
import { spawnTocc, type ToccProcess } from '../e2e/tocc-process.ts';

const KILLS = 2;
const EVERY_MS = 20;
const CENTRE = 440_301;
const USER = 77;

const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-interchange-kill-'));
let running: ToccProcess | undefined;
let client: InferiorClient | undefined;

afterAll(async () => {
  await client?.close();
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

async function start(port: number) {
  const ports = ['--port', '0', '--gateway-port', '0', '--mqtt-port', '0', '--interchange-port', `${port}`];
  const tocc = spawnTocc(['serve', '--demo', '--no-fleet', '--vehicles', '1', '--data', data_dir, ...ports]);
  running = tocc;
  const [, url] = await tocc.until(/console:\s+(\S+)/);
  return { tocc, url };
}

/** Ends the platform and its database server in an instant, as a power cut would. */
async function kill({ child, ended }: ToccProcess): Promise<void> {
  const [pid] = readFileSync(join(data_dir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  child.kill('SIGKILL');
  process.kill(Number(pid), 'SIGKILL');
  await ended;
}

/** A source of trucks whose platform is registered. @returns its number, and the password. */
async function addPlatform(person: Caller): Promise<{ id: number; password: string }> {
  const name = { zh: '货运平台', en: 'Trucks' };
  const draft = { code: 'trucks', name, owner: '货运公司', protocol: 'JT/T 809' };
  const { id } = await person.ask<SourceHealth>('POST', '/sources', draft);
  const csv = 'phone,plate,colour,class\n13900000001,粤B10001,2,freight\n';
  const content_base64 = Buffer.from(csv).toString('base64');
  const upload = { file: 'trucks.csv', content_base64, source: id };
  const { bad_rows } = await person.ask<RosterOutcome>('POST', '/rosters/import', upload);
  expect(bad_rows).toBe(0);
  await person.ask('PUT', `/sources/${id}/platform`, { centre: CENTRE, user: USER });
  const { password } = await person.ask<PlatformSecret>('POST', `/sources/${id}/platform/password`, {});
  return { id, password };
}

test('after kill −9 of platform and database each position that was counted to a forwarding platform is there', {
  timeout: 180_000,
}, async () => {
  const port = await freePort();
  let city = await start(port);
  const [, account] = await city.tocc.until(/account:\s*(\S+)/);
  const [, one_time_password] = await city.tocc.until(/password:\s*(\S+)/);
  const cookie = await firstSignIn({ url: city.url, account, one_time_password });
  const { password } = await addPlatform(new Caller(city.url, cookie));
  const from_ms = Math.floor(Date.now() / 1000) * 1000 - 3600_000;
  client = new InferiorClient({
    ...{ host: '127.0.0.1', port, edition: '2019', centre: CENTRE, user: USER, password, now: Date.now },
  });
  const platform = client;
  expect(await platform.logIn()).toBe(0);

  let sent = 0;
  const vehicle = { plate: '粤B10001', plate_colour: 2 };
  const place = { vehicle, lon: 114.0579, lat: 22.5431, speed_kmh: 30, direction_deg: 90 };
  // Only while it is logged in, as a platform does that holds back what it cannot send.
  const positions = setInterval(() => {
    if (platform.is_logged_in) platform.forward({ ...place, at_ms: from_ms + 1000 * sent++ });
  }, EVERY_MS);
  for (let kills = 0; kills < KILLS; kills++) {
    const before = platform.counted;
    await expect.poll(() => platform.counted, { timeout: 60_000 }).toBeGreaterThan(before);
    await sleep(200 + Math.random() * 1000);
    await kill(city.tocc);
    city = await start(port);
    await expect.poll(() => platform.logIn().catch(() => -1), { timeout: 30_000 }).toBe(0);
  }
  clearInterval(positions);
  await expect.poll(() => platform.uncounted, { timeout: 60_000 }).toBe(0);

  // All were counted, so each instant that was sent must be in the history.
  const person = new Caller(city.url, cookie);
  const [{ id }] = await person.ask<Vehicle[]>('GET', '/vehicles?query=13900000001');
  const interval = `from_ms=${from_ms}&to_ms=${from_ms + 2 * 3600_000}`;
  const { points } = await person.ask<Trace>('GET', `/history/vehicles/${id}/fixes?${interval}`);
  expect(new Set(points.map(({ at_ms }) => at_ms)).size).toBe(sent);
  process.stdout.write(`${KILLS} kills: ${sent} positions sent, ${platform.counted} counted, all stored\n`);
});
