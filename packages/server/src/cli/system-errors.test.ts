import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '../kit/errors.ts';
import { explainSystemError } from './system-errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-system-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A thing that cannot be done, by the real file system. */
function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}

test('a folder whose name a file has is said in both languages, with the place', () => {
  const history = join(folder, 'history');
  writeFileSync(history, '');
  const said = explainSystemError(refusalOf(() => mkdirSync(history, { recursive: true })));
  expect(said).toBeInstanceOf(AppError);
  expect((said as AppError).in('zh')).toContain(`${history} 已被一个文件占用`);
  expect((said as AppError).in('en')).toContain('choose another folder with --data');
});

test.each([
  [{ code: 'ENOSPC', syscall: 'write' }, 'system.disk_full'],
  [{ code: '53100' }, 'system.disk_full'],
  [{ code: 'EMFILE' }, 'system.too_many_files'],
  [{ code: 'EACCES', path: '/x' }, 'system.no_rights'],
])('%j is %s', (cause, code) => {
  expect(explainSystemError(Object.assign(new Error('refused'), cause))).toMatchObject({ code });
});

test('a bug stays what it is', () => {
  const bug = new TypeError('x is not a function');
  expect(explainSystemError(bug)).toBe(bug);
});

test('audit verify of anchors that are not there says so without a stack', () => {
  const tocc = join(import.meta.dirname, '../../bin/tocc.mjs');
  const file = join(folder, 'audit.jsonl');
  writeFileSync(file, '');
  const missing = join(folder, 'no-anchors');
  const { status, stderr } = spawnSync(
    process.execPath,
    [tocc, 'audit', 'verify', file, '--anchors', missing],
    {
      encoding: 'utf8',
      env: { ...process.env, LANG: 'en_GB.UTF-8' },
    },
  );
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(`There is no such file or folder: ${missing}. Check the path`);
});
