import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textNetwork } from '@opentocc/testkit';
import { expect, test } from 'vitest';
import { writeNetworkFile } from '../../cli/networks.ts';

/** Starts the demo fleet as the platform does, and says its process id. */
const PARENT = `
  const { startFleet } = await import(process.argv[2]);
  console.log(startFleet({ network_file: process.argv[3], seed: 1, vehicles: 2, trips: 1000, shift_ms: 0 }, { host: '127.0.0.1', port: Number(process.argv[4]) }).pid);
  setInterval(() => undefined, 1000);
`;

test('the demo fleet ends when the platform is killed, so that no second one has its phones', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-demo-fleet-'));
  const network = join(folder, 'city.net');
  writeNetworkFile(textNetwork('A---B---C').network, network);
  const script = join(folder, 'parent.mjs');
  writeFileSync(script, PARENT);
  let connected: () => void = () => undefined;
  const drives = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const gateway = createServer(() => connected()).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const { port } = gateway.address() as { port: number };
  const demo = new URL('./demo.ts', import.meta.url).href;
  const parent = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), script, demo, network, `${port}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const fleet = Number(said.toString());
  await drives;
  expect(isRunning(fleet)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isRunning(fleet), { timeout: 30_000, interval: 100 }).toBe(false);
  gateway.close();
  rmSync(folder, { recursive: true });
}, 90_000);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
