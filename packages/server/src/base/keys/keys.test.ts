import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { verifySm2 } from '../../kit/sm.ts';
import type { AuditEvent } from '../audit/index.ts';
import { createKeys, createSoftwareVault, masterKeyOf, migrations, type SealedColumn } from './index.ts';

const random = (bytes: number) => randomBytes(bytes);
let now_ms = Date.UTC(2026, 0, 5);
const clock = { now: () => now_ms++ };
const log = createLog('silent');
const master = random(16);
const caller = { principal: 'account:2', actor: 'secure', address: '::1' };
const column: SealedColumn = {
  purpose: 'personal',
  table: 'people',
  id: 'id',
  column: 'phone',
  context: (id) => `people:phone:${id}`,
};
const heard: AuditEvent[] = [];
let signing = 0;
const audit = {
  record: async (event: AuditEvent) => void heard.push(event),
  useSigner: () => void signing++,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  await sql`create table people (id integer primary key, phone text)`.execute(database.db);
});
afterAll(() => database.stop());

async function start(key = master) {
  const { db } = database;
  const { service } = createKeys({ db, clock, log, random, audit, vault: createSoftwareVault(key, random) });
  service.watch([column]);
  await service.start();
  return service;
}

describe('a sealed text', () => {
  test('opens in its own row only, in another process too, and not when a letter of it was changed', async () => {
    const keys = await start();
    const sealed = await keys.seal('personal', '13812345678', 'people:phone:1');
    expect(sealed).not.toContain('138');
    expect(await (await start()).open('personal', sealed, 'people:phone:1')).toBe('13812345678');
    const opening = (text: string, context = 'people:phone:1') => keys.open('personal', text, context);
    await expect(opening(sealed, 'people:phone:2')).rejects.toMatchObject({ code: 'keys.cannot_open' });
    await expect(opening(`${sealed.slice(0, -4)}AAAA`)).rejects.toMatchObject({ code: 'keys.cannot_open' });
    await expect(opening('13812345678')).rejects.toMatchObject({ code: 'keys.cannot_open' });
    await expect(keys.open('secrets', sealed, 'people:phone:1')).rejects.toMatchObject({
      code: 'keys.cannot_open',
    });
  });

  test('does not open without the master key, which the message asks for', async () => {
    const sealed = await (await start()).seal('personal', 'x', 'c');
    const stranger = await start(random(16));
    await expect(stranger.open('personal', sealed, 'c')).rejects.toMatchObject({ code: 'keys.master_wrong' });
  });

  test('has an index that finds equal texts of one field', async () => {
    const keys = await start();
    const index = await keys.blindIndex('phone', '138');
    expect(await (await start()).blindIndex('phone', '138')).toBe(index);
    expect(await keys.blindIndex('plate', '138')).not.toBe(index);
  });
});

test('a start gives the audit its signer', async () => {
  const before = signing;
  await start();
  expect(signing).toBe(before + 1);
});

test('a column that becomes sealed has its plain rows sealed at the start, before anybody reads them', async () => {
  await sql`insert into people values (900, 'plain phone')`.execute(database.db);
  const keys = await start();
  const { rows } = await sql<{ phone: string }>`select phone from people where id = 900`.execute(database.db);
  expect(await keys.open('personal', rows[0].phone, column.context('900'))).toBe('plain phone');
  await sql`delete from people where id = 900`.execute(database.db);
});

describe('a rotation', () => {
  test('seals every row again in the background while the module writes, with its progress', async () => {
    const keys = await start();
    for (let id = 1; id <= 450; id++) {
      const sealed = await keys.seal('personal', `phone ${id}`, column.context(String(id)));
      await sql`insert into people values (${id}, ${sealed})`.execute(database.db);
    }
    const before = (await keys.describe()).keys.find(
      (key) => key.purpose === 'personal' && key.state === 'active',
    );
    await keys.rotate('personal', caller);
    await expect(keys.rotate('personal', caller)).rejects.toMatchObject({ code: 'keys.rotation_running' });
    const written = await keys.seal('personal', 'new phone', column.context('7'));
    await sql`update people set phone = ${written} where id = 7`.execute(database.db);
    await keys.settled();

    const { rotations } = await keys.describe();
    expect(rotations[0]).toMatchObject({ purpose: 'personal', total: 450, ended_ms: expect.any(Number) });
    expect(rotations[0].done).toBeGreaterThanOrEqual(449);
    const { rows } = await sql<{ id: number; phone: string }>`select id, phone from people`.execute(
      database.db,
    );
    for (const { id, phone } of rows) {
      expect(phone).not.toContain(before?.id);
      expect(await keys.open('personal', phone, column.context(String(id)))).toBe(
        id === 7 ? 'new phone' : `phone ${id}`,
      );
    }
    expect(heard.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['keys.create', 'keys.rotate', 'keys.rotation-done']),
    );
  });

  test('that a stop interrupted goes on at the next start', async () => {
    const keys = await start();
    await keys.rotate('personal', caller);
    await keys.settled();
    const { rotations } = await keys.describe();
    const old = rotations[1].key_id;
    await sql`update keys_rotation set ended_ms = null where key_id = ${rotations[0].key_id}`.execute(
      database.db,
    );
    const retired = await sealedUnder(old);
    await sql`update people set phone = ${retired} where id = 1`.execute(database.db);
    const again = await start();
    await again.settled();
    const { rows } = await sql<{ phone: string }>`select phone from people where id = 1`.execute(database.db);
    expect(rows[0].phone).toContain(rotations[0].key_id);
  });

  /** A text under a retired key: as it stands where a rotation was cut short. */
  async function sealedUnder(id: string): Promise<string> {
    const { rows } = await sql<{
      reference: string;
    }>`select reference from keys_key where id = ${id}`.execute(database.db);
    const key = { kind: 'sm4' as const, reference: rows[0].reference, public_key: null };
    const vault = createSoftwareVault(master, random);
    const body = await vault.encrypt(
      key,
      Buffer.from('phone 1'),
      Buffer.from(`personal:${column.context('1')}`),
    );
    return `v1.${id}.${body.toString('base64url')}`;
  }

  test('of the signing key leaves old signatures valid', async () => {
    const keys = await start();
    const message = Buffer.from('anchor');
    const before = await keys.sign('audit-anchor', message);
    await keys.rotate('audit-anchor', caller);
    const after = await keys.sign('audit-anchor', message);
    expect(after.key_id).not.toBe(before.key_id);
    for (const { key_id, signature } of [before, after])
      expect(verifySm2(message, signature, keys.publicKeys('audit-anchor').get(key_id) ?? '')).toBe(true);
    await keys.settled();
  });
});

test('the master key file is made once, for its owner only, and a damaged one is said to be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-master-'));
  const file = join(folder, 'keys', 'master.key');
  const [one, two] = await Promise.all([masterKeyOf(file, random), masterKeyOf(file, random)]);
  expect(one).toEqual(two);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, 'oops');
  await expect(masterKeyOf(file, random)).rejects.toMatchObject({ code: 'keys.master_damaged' });
  rmSync(folder, { recursive: true });
});
