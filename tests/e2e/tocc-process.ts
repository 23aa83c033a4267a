import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A command line of the platform as a real process. */
export interface ToccProcess {
  readonly child: ChildProcess;
  /** Exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Everything printed so far. */
  printed(): string;
  /** The first match of what is printed. @throws Error with what was printed when it ends or two minutes pass before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
}

const PATIENCE_MS = 120_000;

/** @param env replaces variables of this process; the database is the embedded one unless DATABASE_URL is given. */
export function spawnTocc(args: readonly string[], env: Record<string, string> = {}): ToccProcess {
  const child = spawn(process.execPath, [join(root, 'packages/server/bin/tocc.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', TOCC_NETWORK: '', LANG: '', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    ended,
    printed: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const give_up = () => reject(new Error(`no ${pattern} in:\n${text}`));
        const timer = setTimeout(give_up, PATIENCE_MS);
        const look = () => {
          const found = pattern.exec(text);
          if (!found) return;
          clearTimeout(timer);
          resolve(found);
        };
        child.stdout.on('data', look);
        void ended.then(() => {
          clearTimeout(timer);
          give_up();
        });
        look();
      }),
  };
}

/** Processes whose command line names a folder: what works for an installation, its database included (Linux only). */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(folder))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // ended meanwhile
  }
}
