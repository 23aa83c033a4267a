import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { textNetwork } from '@opentocc/testkit';
import { type PassageBatch, worldDayStart } from '@opentocc/testkit/world';
import { afterAll, expect, test } from 'vitest';
import { writeNetworkFile } from '../../packages/server/src/cli/networks.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-world-'));
const file = join(folder, 'streets.net');
const BIN = join(import.meta.dirname, '../../packages/server/bin/tocc.mjs');
const { network } = textNetwork(`
  A---B---C
  |   |   |
  D---E---F
`);
writeNetworkFile(network, file);
const WORLD = ['--network', file, '--seed', '1', '--trips', '500000'];
/** Starts the world as the fleet does, and says its process id and that it has spoken. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const [, bin, ...args] = process.argv;
  const world = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
  world.once('message', () => console.log('spoken ' + world.pid));
`;
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('the world ends with the process that started it, however that one ended', async () => {
  const args = ['-e', PARENT, BIN, 'world', ...WORLD, '--vehicles', '5', '--from', `${Date.now()}`];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(parent);
  const [said] = await once(parent.stdout, 'data');
  const world = Number(/spoken (\d+)/.exec(`${said}`)?.[1]);
  expect(isRunning(world)).toBe(true);
  parent.kill('SIGKILL');
  while (isRunning(world)) await sleep(50);
}, 60_000);

test('a day is recorded in one file, under its date, and nothing else is left', async () => {
  const start_ms = worldDayStart(Date.parse('2026-11-25T12:00:00+08:00'));
  const out = join(folder, 'days');
  const when = ['--until', `${start_ms + 2 * 3_600_000}`, '--days', `${start_ms}`];
  const days = spawn(process.execPath, [BIN, 'world-days', ...WORLD, '--out', out, ...when], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.push(days);
  expect(await once(days, 'exit')).toEqual([0, null]);
  expect(readdirSync(out)).toEqual(['2026-11-25.day']);
}, 60_000);

test('a world that is ahead of the clock is that of the later hour, at the times of the clock', async () => {
  const [from_ms, shift_ms] = [Date.parse('2026-11-25T04:30:00+08:00'), 4 * 3_600_000];
  const until = async (start_ms: number, shift: number): Promise<PassageBatch> => {
    const when = ['--vehicles', '5', '--from', `${start_ms}`, `--shift=${shift}`];
    const world = spawn(process.execPath, [BIN, 'world', ...WORLD, ...when], {
      ...{ stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' },
    });
    started.push(world);
    for await (const [{ batch }] of on(world, 'message') as AsyncIterable<[{ batch?: PassageBatch }]>) {
      if (batch && batch.until_ms >= start_ms && batch.length > 0) return batch;
      // First comes its model.
      if (!batch || batch.until_ms >= start_ms)
        world.send({ ahead_ms: batch ? batch.until_ms + 1 : start_ms });
    }
    throw new Error('the world ended');
  };
  const [shifted, later] = await Promise.all([until(from_ms, shift_ms), until(from_ms + shift_ms, 0)]);
  expect(later.until_ms - shifted.until_ms).toBe(shift_ms);
  expect(shifted.link).toEqual(later.link);
  expect(shifted.enter_ms).toEqual(later.enter_ms.map((at_ms) => at_ms - shift_ms));
  expect(shifted.leave_ms).toEqual(later.leave_ms.map((at_ms) => at_ms - shift_ms));
}, 300_000);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
