import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestTerminal } from '../../packages/server/src/base/sources/test-terminal.ts';
import { appointPeople, type People, type Product, startProduct } from '../whole-product.ts';

/** What forges a line of a log, moves the cursor of a terminal that shows it, or turns its text around. */
const FORGERIES = [
  'li\n{"level":30,"msg":"all is well"}',
  'li\r\n2026-11-23 INFO all is well',
  'li\u001b[2J\u001b[1;1Hall is well',
  'li\u009b2Jall is well',
  'li\u2028all is well\u2029',
  'li\u202ellew si lla',
  'li\u0000\u0007\u007f',
];
/** Line breaks, controls and signs of direction; of these a log line may hold none but its own end. */
const DANGEROUS = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('a line of the log', () => {
  it('stays one line, whatever is logged in it', () => {
    const log = join(import.meta.dirname, '../../packages/server/src/kit/log.ts');
    const script = `
      import { createLog } from ${JSON.stringify(log)};
      const log = createLog('info');
      for (const text of ${JSON.stringify(FORGERIES)}) {
        log.info({ account: text, [text]: text, nested: { agent: [text] } }, text);
        log.error({ err: new Error(text) }, 'request failed');
      }`;
    const { stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { encoding: 'utf8' },
    );
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(2 * FORGERIES.length);
    for (const [at, line] of lines.entries()) {
      expect(line).not.toMatch(DANGEROUS);
      const { account, msg } = JSON.parse(line) as { account?: string; msg: string };
      if (at % 2 === 0) expect([account, msg]).toEqual([FORGERIES[at / 2], FORGERIES[at / 2]]);
    }
  });
});

describe('a record of the audit', () => {
  let product: Product;
  let people: People;
  beforeAll(async () => {
    product = await startProduct();
    people = await appointPeople(product);
  });
  afterAll(() => product.stop());

  it.each(FORGERIES)('stays one line of one shape: %j', async (forgery) => {
    const headers = { 'user-agent': forgery.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '') };
    await product
      .browser('10.11.0.1')
      .ask('POST', '/api/v1/session', { account: forgery, password: 'x' }, headers);
    const name = `a${FORGERIES.indexOf(forgery)}`;
    await people.system.ask('POST', '/api/v1/accounts', { name, display_name: forgery, unit: 'city' });
    await people.system.ask('PUT', `/api/v1/units/${name}`, {
      parent: 'city',
      kind: 'department',
      name: { zh: forgery, en: forgery },
      districts: null,
    });
    const terminal = await TestTerminal.open(product.gateway_port, '13800000009');
    await terminal.register(forgery.slice(0, 20), 'T\u001b[2J');
    terminal.socket.destroy();
    await people.system.ask('POST', '/api/v1/terminals/13800000009/refusal', {});

    const { text } = await people.auditor.ask('GET', '/api/v1/audit/export?from_ms=0&to_ms=9000000000000');
    const lines = text.trimEnd().split('\n');
    const records = lines.filter((line) => 'record' in (JSON.parse(line) as object));
    const head = JSON.parse(lines[0]) as { from_seq: number; to_seq: number };
    expect(records).toHaveLength(head.to_seq - head.from_seq + 1);
    for (const line of lines) expect(line).not.toMatch(DANGEROUS);
  });
});
