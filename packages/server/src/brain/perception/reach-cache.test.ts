import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textNetwork } from '@opentocc/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadReachLists } from './reach-cache.ts';

const { network } = textNetwork('A-B-C\n  |\n  D');
const { network: other } = textNetwork('A-B');
const log = pino({ level: 'silent' });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opentocc-reach-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = () => join(folder, readdirSync(folder)[0]);

test('lists are cached and read again', async () => {
  const made = await loadReachLists({ network, folder, log });
  const bytes = readFileSync(fileOf());
  expect(await loadReachLists({ network, folder, log })).toEqual(made);
  expect(readFileSync(fileOf())).toEqual(bytes);
});

test('a file that is cut off is rebuilt', async () => {
  const made = await loadReachLists({ network, folder, log });
  truncateSync(fileOf(), 40);
  expect(await loadReachLists({ network, folder, log })).toEqual(made);
  expect(readFileSync(fileOf()).length).toBeGreaterThan(40);
});

test('a file with a wrong byte is rebuilt', async () => {
  const made = await loadReachLists({ network, folder, log });
  const bytes = readFileSync(fileOf());
  for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
    const damaged = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 0x40 : byte));
    writeFileSync(fileOf(), damaged);
    expect(await loadReachLists({ network, folder, log })).toEqual(made);
    expect(readFileSync(fileOf())).toEqual(bytes);
  }
});

test('another network replaces the file', async () => {
  await loadReachLists({ network, folder, log });
  const before = readdirSync(folder);
  const made = await loadReachLists({ network: other, folder, log });
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readdirSync(folder)).not.toEqual(before);
  expect(made.start.length).toBe(2);
});

test('lists are made also where they cannot be cached', async () => {
  const file = join(folder, 'not-a-folder');
  writeFileSync(file, '');
  const made = await loadReachLists({ network, folder: join(file, 'reach'), log });
  expect(made.bound_m).toBe(1200);
});
