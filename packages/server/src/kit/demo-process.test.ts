import { spawn } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { keepRunning } from './demo-process.ts';

test('a process of the demo city that ends by itself is logged and started again, until it is ended', async () => {
  const ending = new AbortController();
  const log = { error: vi.fn() };
  const programs = ['process.exit(3)', 'process.kill(process.pid, "SIGKILL")', 'setInterval(() => 0, 1000)'];
  const start = vi.fn(() => spawn(process.execPath, ['-e', programs[start.mock.calls.length - 1]]));
  const playing = keepRunning('it', start, { signal: ending.signal, log, again_ms: 1 });
  await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(3), { timeout: 20_000 });
  ending.abort();
  await playing;
  const said = 'it ended by itself and is started again';
  expect(log.error.mock.calls).toEqual([
    [{ code: 3, by: null }, said],
    [{ code: null, by: 'SIGKILL' }, said],
  ]);
}, 30_000);
