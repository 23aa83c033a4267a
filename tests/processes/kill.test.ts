import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SavedViews, Trace, Vehicle } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { fleetRoster } from '@opentocc/testkit/fleet';
import { afterAll, expect, test } from 'vitest';
import { Caller } from '../e2e/appoint.ts';
import { firstSignIn } from '../e2e/first-sign-in.ts';
import { spawnTocc, type ToccProcess } from '../e2e/tocc-process.ts';
import { RememberingTerminal } from './remembering-terminal.ts';

const TERMINALS = 30;
const KILLS = 3;
const REPORT_EVERY_MS = 25;
/** A person may save 100. */
const VIEWS_A_KILL = 30;
/** Of the demo fleet, which the platform registers. */
const SEED = 1;

const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-kill-'));
const from_ms = Math.floor(Date.now() / 1000) * 1000 - HOUR_MS;
const roster = fleetRoster(TERMINALS, SEED);
const terminals = roster.map(
  (entry, i) =>
    new RememberingTerminal(entry, { lon_e6: 114_050_000 + 100 * i, lat_e6: 22_540_000, from_ms }),
);
let running: ToccProcess | undefined;

afterAll(async () => {
  for (const terminal of terminals) terminal.close();
  running?.child.kill('SIGINT');
  await running?.ended;
  rmSync(data_dir, { recursive: true });
});

async function start() {
  const fleet = ['--demo', '--no-fleet', '--vehicles', `${TERMINALS}`];
  const tocc = spawnTocc([
    'serve',
    ...fleet,
    '--data',
    data_dir,
    '--port',
    '0',
    '--gateway-port',
    '0',
    '--mqtt-port',
    '0',
    '--interchange-port',
    '0',
  ]);
  running = tocc;
  const [, gateway_port] = await tocc.until(/gateway: [\d.]+:(\d+)/);
  const [, url] = await tocc.until(/console:\s+(\S+)/);
  return { tocc, url, gateway_port: Number(gateway_port) };
}

const acknowledged = () => terminals.reduce((sum, { acknowledged_ms }) => sum + acknowledged_ms.size, 0);

/** Ends the platform in an instant; `database` takes its database server along, as a power cut would. */
async function kill({ child, ended }: ToccProcess, database: boolean): Promise<void> {
  const [pid] = readFileSync(join(data_dir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  child.kill('SIGKILL');
  if (database) process.kill(Number(pid), 'SIGKILL');
  await ended;
}

/** How often each fix of a terminal, by its time, is in the history. */
async function countFixes(url: string, cookie: string, i: number): Promise<Map<number, number>> {
  const get = async <T>(path: string) => {
    const answer = await fetch(`${url}/api/v1/${path}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const [{ id }] = await get<Vehicle[]>(`vehicles?query=${roster[i].phone}`);
  const interval = `from_ms=${from_ms}&to_ms=${from_ms + 2 * HOUR_MS}`;
  const { points, truncated } = await get<Trace>(`history/vehicles/${id}/fixes?${interval}`);
  expect(truncated).toBe(false);
  const counts = new Map<number, number>();
  for (const { at_ms } of points) counts.set(at_ms, (counts.get(at_ms) ?? 0) + 1);
  return counts;
}

/** A person at work, who saves a view after the other until the platform is gone. @returns adds to what was acknowledged */
async function saveViews(person: Caller, acknowledged: string[]): Promise<void> {
  for (let n = 0; n < VIEWS_A_KILL; n++) {
    const name = `视图 ${acknowledged.length} ${n} ${person.url}`;
    try {
      await person.ask('POST', '/views', { name, address: '/indices/day' });
    } catch {
      return; // it was killed: what was not acknowledged may be there or not
    }
    acknowledged.push(name);
    await sleep(REPORT_EVERY_MS);
  }
}

test('after kill −9 at any moment each acknowledged fix and saved view is there, once', {
  timeout: 180_000,
}, async () => {
  const first = await start();
  const [, account] = await first.tocc.until(/account:\s*(\S+)/);
  const [, one_time_password] = await first.tocc.until(/password:\s*(\S+)/);
  const cookie = await firstSignIn({ url: first.url, account, one_time_password });

  const reports = setInterval(() => {
    for (const terminal of terminals) terminal.report();
  }, REPORT_EVERY_MS);
  const views: string[] = [];
  let city: Awaited<ReturnType<typeof start>> = first;
  for (let kills = 0; kills < KILLS; kills++) {
    for (const terminal of terminals) terminal.open(city.gateway_port);
    const before = acknowledged();
    await expect.poll(acknowledged, { timeout: 30_000 }).toBeGreaterThan(before + TERMINALS);
    const saving = saveViews(new Caller(city.url, cookie), views);
    await sleep(500 + Math.random() * 2_500);
    await kill(city.tocc, kills % 2 === 1);
    await saving;
    city = await start();
  }
  for (const terminal of terminals) terminal.open(city.gateway_port);
  await sleep(2_000);
  clearInterval(reports);
  await sleep(500);

  expect(terminals.reduce((sum, { sent_again }) => sum + sent_again, 0)).toBeGreaterThan(0);
  for (const [i, terminal] of terminals.entries()) {
    const counts = await countFixes(city.url, cookie, i);
    const wrong = [...terminal.acknowledged_ms].filter((at_ms) => counts.get(at_ms) !== 1);
    expect(wrong.map((at_ms) => `fix ${at_ms} of terminal ${i}: ${counts.get(at_ms) ?? 0} ×`)).toEqual([]);
  }
  const stored = await new Caller(city.url, cookie).ask<SavedViews>('GET', '/views');
  const names = stored.views.map(({ name }) => name);
  expect(views.length).toBeGreaterThan(KILLS);
  expect(views.filter((name) => names.filter((one) => one === name).length !== 1)).toEqual([]);
  process.stdout.write(
    `${KILLS} kills: ${acknowledged()} acknowledged fixes and ${views.length} saved views are stored once each\n`,
  );
});
