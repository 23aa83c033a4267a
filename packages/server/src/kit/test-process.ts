import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** Beside what is installed, so that a bundle finds it. */
const BUNDLES = join(import.meta.dirname, '../../../../node_modules/.cache/opentocc-test');
const bundles = new Map<string, Promise<string>>();

/** A program that a test ends in the middle. */
export interface TargetProcess {
  readonly child: ChildProcess;
  /** What it printed, once it has ended, and the signal that ended it. */
  readonly ended: Promise<{ readonly lines: readonly string[]; readonly signal: string | null }>;
}

/**
 * Starts a program of the tests as a real process. Our sources are bundled once: a kill test starts dozens, and compiling
 * them at each start takes most of its time.
 * @param file path of the program; nothing in it may find files by its own place
 * @param hear gets each line that it prints
 */
export async function startTarget(
  file: string,
  args: readonly string[],
  hear: (line: string, child: ChildProcess) => void = () => undefined,
): Promise<TargetProcess> {
  const bundle = bundles.get(file) ?? bundleOf(file);
  bundles.set(file, bundle);
  const child = spawn(process.execPath, [await bundle, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    hear(line, child);
  });
  return {
    child,
    ended: new Promise((resolve) => child.once('close', (_, signal) => resolve({ lines, signal }))),
  };
}

async function bundleOf(file: string): Promise<string> {
  mkdirSync(BUNDLES, { recursive: true });
  const outfile = join(BUNDLES, `${process.pid}-${basename(file, '.ts')}.mjs`);
  await build({
    ...{ entryPoints: [file], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' },
    ...{ sourcemap: 'inline', logLevel: 'error' },
    plugins: [
      {
        name: 'installed packages stay outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path }) =>
            path.startsWith('@opentocc/') ? undefined : { path, external: true },
          ),
      },
    ],
  });
  return outfile;
}
