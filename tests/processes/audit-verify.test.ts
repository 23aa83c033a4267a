import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spawnTocc } from '../e2e/tocc-process.ts';
import { appointPeople, type Product, startProduct } from '../whole-product.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-verify-'));
let product: Product;
let lines: string[];
let keys: string;

beforeAll(async () => {
  product = await startProduct();
  const { auditor } = await appointPeople(product);
  await product.audit.flush();
  const { text } = await auditor.ask('GET', `/api/v1/audit/export?from_ms=0&to_ms=${Date.now() + 1000}`);
  lines = text.trimEnd().split('\n');
  keys = fileOf('keys.json', [(await auditor.ask('GET', '/api/v1/audit/public-keys')).text]);
}, 60_000);
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
});

function fileOf(name: string, content: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${content.join('\n')}\n`);
  return file;
}

async function verify(...args: readonly string[]) {
  const tocc = spawnTocc(['audit', 'verify', ...args]);
  return { code: await tocc.ended, printed: tocc.printed() };
}

describe('tocc audit verify, away from the server', { timeout: 60_000 }, () => {
  test('finds an export whole as the product gave it', async () => {
    const { code, printed } = await verify(fileOf('good.jsonl', lines), '--keys', keys);
    expect(printed).toMatch(/^完好：\d+ 条.*导出签名有效/);
    expect(code).toBe(0);
  });

  test('names the first record that somebody changed, in both languages, and fails', async () => {
    const changed = lines.map((line) => line.replace('"seq":5,', '"seq":5,"note":1,'));
    expect(changed).not.toEqual(lines);
    const { code, printed } = await verify(fileOf('changed.jsonl', changed), '--keys', keys);
    expect(printed).toMatch(/第 5 条记录异常[\s\S]*record 5 is broken/);
    expect(code).toBe(1);
  });

  test('says that a file is not there', async () => {
    const { code, printed } = await verify(join(folder, 'absent.jsonl'));
    expect(printed).toContain('absent.jsonl');
    expect(code).toBe(1);
  });
});
