import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../../kit/log.ts';
import { connectDatabase, type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';

const log = createLog('silent');
let data_dir: string;
let running: EmbeddedPostgres | undefined;

beforeAll(() => {
  data_dir = mkdtempSync(join(tmpdir(), 'opentocc-postgres-'));
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

afterAll(() => rmSync(data_dir, { recursive: true }));

const start = async (port?: number) => {
  running = await startEmbeddedPostgres({ data_dir, log, port, settings: { shared_buffers: '32MB' } });
  return running;
};

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the server is killed under it
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows.flat();
}

describe('the embedded database', () => {
  test('listens on loopback with a password that only its owner can read, and commits to disk', async () => {
    const { url, adopted } = await start();
    expect(adopted).toBe(false);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(statSync(join(data_dir, 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(
      await query(
        url,
        "SELECT name || '=' || setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'listen_addresses') ORDER BY 1",
      ),
    ).toEqual(['fsync=on', 'listen_addresses=127.0.0.1', 'synchronous_commit=on']);
    const wrong = url.replace(/:[^:@/]+@/, ':wrong@');
    await expect(connectDatabase(wrong)).rejects.toThrow('postgres.refused');
  });

  test('a server that a killed process left behind is adopted', async () => {
    const first = await start();
    const second = await startEmbeddedPostgres({ data_dir, log });
    expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
    await second.stop();
  });

  test('after kill −9 of the server itself it comes back at the same address with everything committed', async () => {
    const { url, pid } = await start();
    await query(url, 'CREATE TABLE committed AS SELECT generate_series(1, 1000) AS n');
    process.kill(pid, 'SIGKILL');
    const committed = () => query(url, 'SELECT count(*)::int FROM committed').catch(() => 'not yet');
    await expect.poll(committed, { timeout: 20_000, interval: 200 }).toEqual([1000]);
  });

  test('a port in use is named', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    await expect(start(port)).rejects.toThrow(`Port ${port} is in use`);
    await new Promise((resolve) => holder.close(resolve));
  });

  test('a folder of another PostgreSQL version is refused and left alone', async () => {
    const file = join(data_dir, 'postgres', 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '14\n');
    await expect(start()).rejects.toThrow('postgres.other_version');
    expect(readFileSync(file, 'utf8')).toBe('14\n');
    writeFileSync(file, version);
  });

  test('a data folder that is a file is refused', async () => {
    const file = join(data_dir, 'a-file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ data_dir: file, log })).rejects.toThrow('postgres.folder_unusable');
  });
});

describe('a database URL', () => {
  test('of a form that is none is refused without showing its password', async () => {
    const refused = await connectDatabase('mysql://u:secret@h/d').catch((error: Error) => error);
    expect(refused).toMatchObject({ code: 'postgres.url_invalid' });
    expect(String(refused)).not.toContain('secret');
  });

  test('of a server that does not answer says so', async () => {
    await expect(connectDatabase('postgres://u:p@127.0.0.1:1/d')).rejects.toThrow('postgres.unreachable');
  });

  test('of a database that is not there names it', async () => {
    const { url } = await start();
    expect(await connectDatabase(url)).toEqual({ major: 18 });
    await expect(connectDatabase(url.replace(/opentocc$/, 'absent'))).rejects.toThrow(
      'no database named absent',
    );
  });
});

/** Only root may make a small disk; elsewhere the test is skipped. */
function mountSmallDisk(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // a container without the right to mount
  }
}

describe('on a disk that fills up (needs the right to mount a small one)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-tiny-disk-'));
  const mounted = mountSmallDisk(folder);
  afterAll(() => {
    if (mounted) execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });

  test.skipIf(!mounted)(
    'the server that ended for it says so, and ends without waiting for room',
    async () => {
      const settings = { shared_buffers: '16MB', max_wal_size: '32MB', min_wal_size: '32MB' };
      const server = await startEmbeddedPostgres({ data_dir: folder, log, settings });
      const failure = await query(
        server.url,
        'CREATE TABLE filler AS SELECT md5(i::text) || md5((-i)::text) AS text FROM generate_series(1, 2000000) i',
      ).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      const lost = new Error('Connection terminated unexpectedly');
      expect(server.explain(lost)).toMatchObject({ code: 'postgres.disk_full' });
      await server.stop();
      await expect(connectDatabase(server.url)).rejects.toThrow('postgres.unreachable');
    },
    60_000,
  );
});
