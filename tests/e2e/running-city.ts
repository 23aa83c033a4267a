import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The demo city as a newcomer starts it: one real process with its own data folder and free ports. */
export interface RunningCity {
  /** Address of the console. */
  readonly url: string;
  readonly account: string;
  readonly one_time_password: string;
  readonly data_dir: string;
  /** Ends it as Ctrl-C does and removes its data. */
  stop(): Promise<void>;
}

const START_MS = 120_000;

/** @throws Error with what was printed when the city does not print its address in two minutes. */
export async function startCity(args: readonly string[] = []): Promise<RunningCity> {
  const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-e2e-'));
  const tocc = spawn(
    process.execPath,
    [
      join(root, 'packages/server/bin/tocc.mjs'),
      ...['serve', '--demo', '--data', data_dir, '--port', '0', '--gateway-port', '0', ...args],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '' } },
  );
  const printed = await firstWords(tocc);
  return {
    url: printed.url,
    account: printed.account,
    one_time_password: printed.password,
    data_dir,
    async stop() {
      const ended = once(tocc, 'exit');
      tocc.kill('SIGINT');
      await ended;
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
}

/** What a newcomer reads in the terminal: the address, the account and its one-time password. */
async function firstWords(tocc: ChildProcess) {
  let text = '';
  const deadline = AbortSignal.timeout(START_MS);
  tocc.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  return new Promise<{ url: string; account: string; password: string }>((resolve, reject) => {
    deadline.addEventListener('abort', () => reject(new Error(`the city did not start:\n${text}`)));
    tocc.on('exit', (code) => reject(new Error(`the city ended with ${code}:\n${text}`)));
    tocc.stdout?.on('data', (chunk) => {
      text += chunk;
      const url = /(http:\/\/[\d.]+:\d+)/.exec(text)?.[1];
      const [, account, password] = /account:\s*(\S+)[\s\S]*password:\s*(\S+)/.exec(text) ?? [];
      if (url && account && password) resolve({ url, account, password });
    });
  });
}
