// What `npm start`, `npm test` and the other entry points share: bring node_modules and the built screens up to date.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Runs a command with its output shown; ends this process with the command's status when it fails. */
export function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) fail(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal ? 130 : 1));
}

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

export function requireNode(major) {
  const have = Number(process.versions.node.split('.')[0]);
  if (have < major)
    fail(
      `OpenTOCC 需要 Node ${major} 或更高版本，当前为 ${process.version}。\nOpenTOCC needs Node ${major} or newer; this is ${process.version}.`,
    );
}

/**
 * Installs the packages of the lock file when they are missing or older than it. Not by `npm ci`: that refuses a lock
 * file which lacks an optional binary of some other platform, and then a newcomer cannot start.
 */
export function ensureInstalled() {
  requireNode(20);
  const marker = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write('正在安装依赖… installing packages…\n');
  run(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds the screens when a source is newer than the last build. */
export function ensureBuilt() {
  const built = join(root, 'packages/web/dist/index.html');
  const sources = ['packages/web', 'packages/contract/src', 'packages/core/src'].map((path) =>
    join(root, path),
  );
  if (existsSync(built) && sources.every((path) => newest(path) <= statSync(built).mtimeMs)) return;
  process.stderr.write('正在生成界面… building the screens…\n');
  run(npm, ['run', '--silent', 'build']);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const NOT_SOURCES = new Set(['node_modules', 'dist']);

function newest(path) {
  let at = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (NOT_SOURCES.has(entry.name)) continue;
    const child = join(path, entry.name);
    at = Math.max(at, entry.isDirectory() ? newest(child) : statSync(child).mtimeMs);
  }
  return at;
}
