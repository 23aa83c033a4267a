import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAlertmanager } from '../../packages/server/src/adapters/alertmanager/index.ts';
import {
  type Browser,
  createAppointer,
  type Identity,
  startIdentity,
} from '../../packages/server/src/base/accounts/test-identity.ts';
import { createAlertSender } from '../../packages/server/src/platforms/command/warnings/alert-sender.ts';
import { serveAlertmanager } from '../../packages/server/src/platforms/command/warnings/alertmanager-routes.ts';
import { migrations } from '../../packages/server/src/platforms/command/warnings/migrations/index.ts';
import { testWarnings } from '../../packages/server/src/platforms/command/warnings/test-warnings.ts';

const AMTOOL = '/usr/bin/amtool';
const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
const PORT = 18_820;
const run = promisify(execFile);

let identity: Identity;
let applicant: Browser;
let approver: Browser;
let url: string;
let folder: string;
let made: ReturnType<typeof testWarnings>;
const clock = { now: () => Date.now() };

beforeAll(async () => {
  identity = await startIdentity({}, Date.now());
  for (const { up } of Object.values(migrations)) await up(identity.db);
  made = testWarnings({ db: identity.db, clock, audit: identity.audit });
  await made.warnings.start();
  serveAlertmanager(made.warnings, clock).mount(identity.http);
  const appoint = await createAppointer(identity);
  applicant = await appoint('applicant', 'city', 'department-user');
  approver = await appoint('approver', 'city', 'data-steward');
  await identity.http.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(identity.http.server.address() as AddressInfo).port}/api/v1/alertmanager`;
  folder = mkdtempSync(join(tmpdir(), 'opentocc-am-'));
});
afterAll(async () => {
  await identity.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A key of the item of the catalogue, applied for, approved and issued. */
async function keyOf(): Promise<string> {
  const path = '/api/v1/sharing/applications';
  const wanted = { item: 'alertmanager', unit: 'city', purpose: '监控系统告警接入' };
  const { id } = (await applicant.ask('POST', path, wanted)).body;
  expect((await approver.ask('POST', `${path}/${id}/approval`, {})).status).toBe(200);
  return String((await applicant.ask('POST', `${path}/${id}/key`, {})).body.key);
}

test('amtool adds alerts and silences, lists and expires them', async (context) => {
  if (!existsSync(AMTOOL)) return context.skip('amtool is not installed');
  const config = join(folder, 'http.yml');
  writeFileSync(config, `authorization:\n  credentials: ${await keyOf()}\n`);
  const amtool = async (...args: string[]) =>
    (await run(AMTOOL, [`--alertmanager.url=${url}`, `--http.config.file=${config}`, ...args])).stdout;
  await amtool(
    'alert',
    'add',
    'DiskFull',
    'severity=critical',
    'instance=深圳-1',
    '--annotation=summary=磁盘将满',
  );
  expect(await amtool('alert', 'query', '-o', 'extended')).toContain('深圳-1');
  expect(made.warnings.listOpen()).toMatchObject([
    { origin: 'alertmanager', level: 'red', kind: 'DiskFull' },
  ]);
  const id = (
    await amtool(
      'silence',
      'add',
      '--duration=1h',
      '--comment=磁盘更换',
      '--author=ops',
      'alertname=DiskFull',
    )
  ).trim();
  expect(made.warnings.listOpen()[0]).toMatchObject({ attention: 'silenced', silences: [id] });
  expect(await amtool('alert', 'query')).not.toContain('DiskFull');
  expect(await amtool('silence', 'query')).toContain(id);
  await amtool('silence', 'expire', id);
  expect(made.warnings.listOpen()[0].attention).toBe('unanswered');
  expect(await amtool('config', 'show')).toContain('opentocc');
});

test('a real Alertmanager hears of our warnings and of their end', { timeout: 60_000 }, async (context) => {
  if (!existsSync(ALERTMANAGER)) return context.skip('prometheus-alertmanager is not installed');
  const file = join(folder, 'am.yml');
  writeFileSync(file, 'route:\n  receiver: none\nreceivers:\n- name: none\n');
  const args = [
    `--config.file=${file}`,
    `--storage.path=${folder}`,
    `--web.listen-address=127.0.0.1:${PORT}`,
  ];
  const child = spawn(ALERTMANAGER, [...args, '--cluster.listen-address='], { stdio: 'ignore' });
  try {
    const base = `http://127.0.0.1:${PORT}`;
    const alertmanager = createAlertmanager(base)!;
    const send = createAlertSender({ alertmanager, service: made.warnings, clock });
    await made.warnings.raise({
      ...{ key: 'x', origin: 'sensor', kind: '积水', level: 'orange', began_ms: Date.now() },
      title: { zh: '隧道积水', en: 'Tunnel flooded' },
    });
    await expect
      .poll(
        () =>
          send().then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    const alerts = async () => (await (await fetch(`${base}/api/v2/alerts`)).json()) as { labels: object }[];
    await expect
      .poll(alerts, { timeout: 10_000 })
      .toMatchObject([{ labels: { alertname: '积水', severity: 'orange' } }]);
    await made.warnings.resolve('x', Date.now(), 'cleared');
    await send();
    await expect.poll(alerts, { timeout: 10_000 }).toEqual([]);
  } finally {
    child.kill();
  }
});
