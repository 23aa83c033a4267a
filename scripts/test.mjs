// `npm test`: every check and every test; ends with "N passed, N failed, N skipped".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt, ensureInstalled, root } from './install.mjs';

ensureInstalled();
ensureBuilt();
const browser = ensureBrowser();

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, command, args] of [
  ['biome', 'biome', ['check', '.']],
  ['tsc', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['knip', 'knip', []],
  ['openapi', 'tsx', ['packages/server/src/openapi.ts', '--check']],
]) {
  process.stdout.write(`— ${name}\n`);
  const { status } = spawnSync('npx', ['--no-install', command, ...args], { cwd: root, stdio: 'inherit' });
  counts[status === 0 ? 'passed' : 'failed'] += 1;
}

const scratch = mkdtempSync(join(tmpdir(), 'opentocc-test-'));
const report = join(scratch, 'report.json');
const { status } = spawnSync(
  'npx',
  [
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, TOCC_BROWSER: browser ?? '' } },
);
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests + result.testResults.filter(isBrokenFile).length;
  counts.skipped += result.numPendingTests + result.numTodoTests;
}
if (status !== 0 && counts.failed === 0) counts.failed += 1;
rmSync(scratch, { recursive: true });
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed === 0 ? 0 : 1);

/** A file that failed before any of its tests ran. */
function isBrokenFile(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}
