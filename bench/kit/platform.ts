import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const TOCC = join(import.meta.dirname, '../../packages/server/bin/tocc.mjs');

/** A platform that runs as a process of its own, on a data folder that goes with it. */
export interface Platform {
  readonly url: string;
  readonly gateway_port: number;
  readonly account: string;
  readonly password: string;
  readonly data_dir: string;
  readonly pid: number;
  /** Ends the process in order; the data stays. */
  end(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

export interface PlatformOptions {
  /** Terminals of the demo roster that are registered. */
  readonly vehicles: number;
  readonly data_dir?: string;
  /** Of PostgreSQL; by default the platform starts its own. */
  readonly database_url?: string;
  /** More options of `tocc serve`. */
  readonly flags?: readonly string[];
  /** Options of Node. */
  readonly node_flags?: readonly string[];
}

/** Starts `tocc serve` with the demo city and without its fleet. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { vehicles, data_dir = newDataFolder(), database_url, flags = [], node_flags = [] } = options;
  const args = ['serve', '--demo', '--no-fleet', '--vehicles', `${vehicles}`, '--data', data_dir, ...flags];
  const child = spawn(
    process.execPath,
    [...node_flags, TOCC, ...args, '--port', '0', '--gateway-port', '0', '--mqtt-port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: database_url ? { ...process.env, DATABASE_URL: database_url } : process.env,
    },
  );
  let text = '';
  for await (const chunk of child.stdout!) {
    text += chunk;
    if (/password:\s*\S+\n/.test(text)) break;
  }
  const find = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  return {
    url: find(/(http:\/\/[\d.]+:\d+)/),
    gateway_port: Number(find(/gateway: [\d.]+:(\d+)/)),
    account: find(/account:\s*(\S+)/),
    password: find(/password:\s*(\S+)/),
    data_dir,
    pid: child.pid ?? 0,
    end: () => end(child),
    async stop() {
      await end(child);
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
}

export function newDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'opentocc-bench-'));
}

/** Ends a child in order, as Ctrl-C does. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}

/** Signs in and sets a password. @returns the cookie of a session that may see the map. */
export async function signIn({ url, account, password }: Platform): Promise<string> {
  const next = 'Bench-of-the-City-9';
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0];
  const first = await post('session', { account, password });
  const { csrf_token } = (await first.json()) as { csrf_token: string };
  const cookie = cookieOf(first) ?? '';
  const changed = await post(
    'session/password',
    { current: password, next },
    { cookie, 'x-csrf-token': csrf_token },
  );
  if (!changed.ok) throw new Error(`password not changed: ${await changed.text()}`);
  return cookieOf(changed) ?? cookie;
}

/** Reads `/metrics` once. @returns a reader of its values by name. */
export async function readMetrics({ url }: Platform): Promise<(name: string) => number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}
