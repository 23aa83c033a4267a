import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { historyCheck } from './history-check.ts';
import { doctorChecks } from './index.ts';
import { clockCheck, dataFolderCheck, diskCheck, nodeCheck, openFilesCheck } from './machine-checks.ts';
import { databaseCheck, portCheck } from './service-checks.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opentocc-doctor-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('every check has a code of its own and says in both languages what it found', async () => {
  const checks = doctorChecks({
    data_dir: folder,
    database_url: undefined,
    http: { host: '127.0.0.1', port: 0 },
    gateway: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0, url: undefined },
    messages: readConfig({}, { SMTP_URL: 'smtp://127.0.0.1:9', SMS_GATEWAY_URL: 'no address' }).messages,
  });
  const codes = checks.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const check of checks) {
    const { verdict, found, advice } = await check.run();
    expect(found.zh && found.en).toBeTruthy();
    expect(advice === undefined).toBe(verdict === 'ok');
  }
});

test('a Node.js without CRC-32 fails', async () => {
  const verdict = async (version: string) => (await nodeCheck(version).run()).verdict;
  for (const version of ['18.20.0', '20.14.0', '21.7.0', '22.1.0'])
    expect(await verdict(version)).toBe('fail');
  for (const version of ['20.15.0', '22.2.0', '24.0.0']) expect(await verdict(version)).toBe('ok');
});

test('a data folder that cannot be one fails', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect((await dataFolderCheck(join(folder, 'file', 'data')).run()).verdict).toBe('fail');
  expect((await dataFolderCheck(join(folder, 'new', 'data')).run()).verdict).toBe('ok');
});

test('little space warns, none fails', async () => {
  const verdict = async (gib: number) => (await diskCheck(folder, () => gib * 2 ** 30).run()).verdict;
  expect([await verdict(50), await verdict(5), await verdict(0.5)]).toEqual(['ok', 'warn', 'fail']);
});

test('a low limit of open files warns with the number of terminals', async () => {
  const file = join(folder, 'limits');
  writeFileSync(file, 'Max open files            1024                 524288               files\n');
  const { verdict, advice } = await openFilesCheck(file).run();
  expect(verdict).toBe('warn');
  expect(advice?.en).toContain('1024');
  expect(advice?.en).toContain(
    'reserves 256, so of 1024 only 480 are left for terminals and 192 for browsers',
  );
});

test('a limit of open files that leaves the platform less than it needs itself fails', async () => {
  const file = join(folder, 'few');
  writeFileSync(file, 'Max open files            256                  256                  files\n');
  expect((await openFilesCheck(file).run()).verdict).toBe('fail');
});

test('an empty file of the history warns and is named; a folder that is none fails', async () => {
  const data = join(folder, 'with-history');
  const day = join(data, 'history', 'fixes', 'day=2026-11-23');
  mkdirSync(day, { recursive: true });
  writeFileSync(join(day, '000000000001-000000000002_1795400000000-1795400060000_60.parquet'), '');
  const { verdict, found } = await historyCheck(data).run();
  expect(verdict).toBe('warn');
  expect(found.zh).toContain('fixes/day=2026-11-23/000000000001-');
  mkdirSync(join(folder, 'no-folder'));
  writeFileSync(join(folder, 'no-folder', 'history'), '');
  expect((await historyCheck(join(folder, 'no-folder')).run()).verdict).toBe('fail');
});

test('a clock of the last century fails', async () => {
  expect((await clockCheck(() => 0).run()).verdict).toBe('fail');
});

test('a wrong database URL fails with what to do', async () => {
  const { verdict, advice } = await databaseCheck('postgres://nobody@127.0.0.1:1/x', folder).run();
  expect(verdict).toBe('fail');
  expect(advice?.zh).toContain('DATABASE_URL');
});

test('a port that another program holds warns, one that may not be used fails', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as { port: number };
  const name = { zh: '测试', en: 'Test' };
  expect((await portCheck('test', name, '127.0.0.1', port).run()).verdict).toBe('warn');
  expect((await portCheck('test', name, '203.0.113.1', 0).run()).verdict).toBe('fail');
  await new Promise((resolve) => holder.close(resolve));
  expect((await portCheck('test', name, '127.0.0.1', port).run()).verdict).toBe('ok');
});
