// What `npm start`, `npm test` and the other entry points share: bring node_modules and the built screens up to date.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOfBuild } from '../packages/server/bin/built.mjs';

export const root = join(import.meta.dirname, '..');

/** Runs a command with its output shown; ends this process with the command's status when it fails. */
export function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) fail(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal ? 130 : 1));
}

/** Runs a command without showing what it prints. @returns how it ended, with what it printed */
function attempt(command, args) {
  const scratch = mkdtempSync(join(tmpdir(), 'opentocc-log-'));
  const file = join(scratch, 'log.txt');
  const log = openSync(file, 'w');
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', log, log] });
  closeSync(log);
  const printed = readFileSync(file, 'utf8');
  rmSync(scratch, { recursive: true });
  if (error) fail(`${command}: ${error.message}`);
  return { status: status ?? (signal ? 130 : 1), printed };
}

/** As {@link run}, and shows what the command printed only when it fails. */
function runQuietly(command, args) {
  const { status, printed } = attempt(command, args);
  if (status === 0) return;
  process.stderr.write(printed);
  process.exit(status);
}

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** The oldest Node that the build and the router of the screens run on. */
const LEAST_NODE = [20, 19];

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [least_major, least_minor] = LEAST_NODE;
  if (major > least_major || (major === least_major && minor >= least_minor)) return;
  const least = LEAST_NODE.join('.');
  fail(
    `OpenTOCC 需要 Node ${least} 或更高版本，当前为 ${process.version}。\nOpenTOCC needs Node ${least} or newer; this is ${process.version}.`,
  );
}

/** Installs the packages of the lock file when they are missing or older than it. */
export function ensureInstalled() {
  requireNode();
  const marker = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write('正在安装依赖… installing packages…\n');
  runQuietly(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds the screens and the server when a source is newer than the last build. */
export function ensureBuilt() {
  ensureScreens();
  if (existsSync(folderOfBuild())) return;
  process.stderr.write('正在生成服务程序… building the server…\n');
  const { status, printed } = attempt(process.execPath, [join(root, 'scripts/build-server.mjs')]);
  if (status === 0) return;
  process.stderr.write(`${printed}服务程序未能生成，改由源码启动，启动较慢\n`);
  process.stderr.write('The server could not be built; it starts from its sources, which takes longer\n');
}

function ensureScreens() {
  const built = join(root, 'packages/web/dist/index.html');
  const sources = ['packages/web', 'packages/contract/src', 'packages/core/src'].map((path) =>
    join(root, path),
  );
  if (existsSync(built) && sources.every((path) => newest(path) <= statSync(built).mtimeMs)) return;
  process.stderr.write('正在生成界面… building the screens…\n');
  runQuietly(npm, ['run', '--silent', 'build']);
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
