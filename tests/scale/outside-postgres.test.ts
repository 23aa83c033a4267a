import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesOf, spawnTocc, type ToccProcess } from '../e2e/tocc-process.ts';

/** A PostgreSQL on which this user may create databases, as postgres://user:password@host:port/name. */
const server = process.env.TOCC_TEST_DATABASE_URL;
if (!server) process.stdout.write('outside PostgreSQL: skipped, TOCC_TEST_DATABASE_URL names none\n');

describe.skipIf(!server)('a platform on an outside PostgreSQL', { timeout: 120_000 }, () => {
  const name = `opentocc_outside_${randomBytes(4).toString('hex')}`;
  let data_dir: string;
  let tocc: ToccProcess | undefined;

  beforeAll(async () => {
    await query(server ?? '', `CREATE DATABASE ${name}`);
    data_dir = mkdtempSync(join(tmpdir(), 'opentocc-outside-'));
  });

  afterAll(async () => {
    tocc?.child.kill('SIGINT');
    await tocc?.ended;
    await query(server ?? '', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    rmSync(data_dir, { recursive: true });
  });

  test('is ready, keeps its tables there, starts no database of its own, and leaves that server running', async () => {
    const url = new URL(server ?? '');
    url.pathname = `/${name}`;
    const serve = ['serve', '--demo', '--no-fleet', '--vehicles', '2', '--data', data_dir];
    tocc = spawnTocc(
      [...serve, '--port', '0', '--gateway-port', '0', '--mqtt-port', '0', '--interchange-port', '0'],
      {
        DATABASE_URL: url.href,
      },
    );
    const [, console_url] = await tocc.until(/console:\s+(\S+)/);
    await tocc.until(/password:\s*(\S+)/);
    expect((await fetch(`${console_url}/readyz`)).status).toBe(200);
    expect(await query(url.href, 'SELECT count(*)::int FROM sources_terminal')).toEqual([2]);
    expect(processesOf(data_dir)).toEqual([tocc.child.pid]);

    tocc.child.kill('SIGINT');
    expect(await tocc.ended).toBe(0);
    expect(await query(url.href, 'SELECT 1')).toEqual([1]);
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}
