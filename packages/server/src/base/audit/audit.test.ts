import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createSm2KeyPair, signSm2 } from '../../kit/sm.ts';
import { anchorMessage } from './anchors.ts';
import { canonicalJson, cleanText } from './canonical.ts';
import { chainHash, GENESIS } from './chain.ts';
import { type AuditEvent, createAudit, migrations, verifyAuditExport } from './index.ts';
import { AuditService } from './service.ts';
import { createAuditStore } from './store.ts';

const clock = { now_ms: Date.UTC(2026, 0, 5), now: () => clock.now_ms++ };
const log = createLog('silent');
const folder = mkdtempSync(join(tmpdir(), 'opentocc-audit-'));
const anchors_file = join(folder, 'elsewhere', 'anchors.jsonl');
const pair = createSm2KeyPair((bytes) => randomBytes(bytes));
const signer = {
  sign: async (message: Uint8Array) => ({ key_id: 'anchor-1', signature: signSm2(message, pair) }),
};
const public_keys = new Map([['anchor-1', pair.public_key]]);

let database: TestDatabase;
let audit: ReturnType<typeof createAudit>;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  audit = createAudit({ db: database.db, clock, log, anchors_file });
  audit.useSigner(signer, () => public_keys);
});
afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true });
});

function event(action: string, more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    principal: 'account:1',
    actor: 'li',
    address: '::1',
    action,
    target: null,
    result: 'done',
    ...more,
  };
}

async function exportTo(name: string): Promise<string> {
  const service = new AuditService({ store: createAuditStore(database.db), clock, log, anchors_file });
  service.useSigner(signer, () => public_keys);
  const file = join(folder, name);
  writeFileSync(file, '');
  for await (const line of service.export(0, Number.MAX_SAFE_INTEGER)) appendFileSync(file, line);
  return file;
}

/** Writes an export again with some lines changed, as someone would who wants to hide something. */
async function tampered(name: string, change: (lines: string[]) => string[]): Promise<string> {
  const lines = readFileSync(await exportTo('good.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const file = join(folder, name);
  writeFileSync(file, `${change(lines).join('\n')}\n`);
  return file;
}

describe('the chain', () => {
  test('keeps the order of what happens at once, without a gap, from several processes too', async () => {
    const other = createAudit({ db: database.db, clock, log, anchors_file });
    await Promise.all(
      Array.from({ length: 300 }, (_, i) => (i % 2 ? audit : other).record(event(`test.${i}`))),
    );
    await audit.anchor();
    for (let i = 0; i < 10; i++) await audit.record(event('test.later'));
    await audit.anchor();
    const verdict = await verifyAuditExport(await exportTo('all.jsonl'), { anchors_file, public_keys });
    expect(verdict).toMatchObject({
      ok: true,
      sealed: true,
      records: 310,
      anchors: 2,
      from_seq: 1,
      to_end: true,
    });
  });

  test.each([
    ['changing', sql`update audit_record set record = record where seq = 1`],
    ['removing', sql`delete from audit_record where seq = 1`],
    ['removing what is old', sql`delete from audit_record where at_ms < 9000000000000`],
    ['emptying', sql`truncate audit_record`],
    ['emptying with what refers to it', sql`truncate audit_record, audit_anchor cascade`],
    [
      'writing over',
      sql`insert into audit_record (seq, record, hash) values (1, '{}', '') on conflict (seq) do update set record = '{}'`,
    ],
    [
      'merging',
      sql`merge into audit_record r using (select 1 as seq) s on r.seq = s.seq when matched then delete`,
    ],
    ['changing an anchor', sql`update audit_anchor set signature = ''`],
    ['removing an anchor', sql`delete from audit_anchor`],
  ])('is not lost by %s, through the connection of the application', async (_, change) => {
    await expect(change.execute(database.db)).rejects.toThrow('append-only');
    const asReplica = database.db.transaction().execute(async (session) => {
      await sql`set local session_replication_role = replica`.execute(session);
      await change.execute(session);
    });
    await expect(asReplica).rejects.toThrow('append-only');
  });

  test('is retained for years, and says by which rule', async () => {
    const service = new AuditService({ store: createAuditStore(database.db), clock, log, anchors_file });
    const start_ms = clock.now_ms;
    clock.now_ms += 5 * 365 * 86_400_000;
    await audit.anchor();
    expect(await service.retention()).toMatchObject({ least_months: 6, assumed: false, records: 310 });
    expect((await service.retention()).since_ms).toBeLessThan(start_ms);
    clock.now_ms = start_ms;
  });

  test('keeps control characters and line breaks of a log forger as harmless signs', async () => {
    const forged = 'li\n{"seq":1}\u001b[2J\u0000\u202e';
    await audit.record(event('test.forged', { actor: forged, detail: { note: forged, lone: '\ud800' } }));
    const last = await createAuditStore(database.db).last();
    const [row] = await createAuditStore(database.db).search({ action: 'test.forged' }, 1);
    expect(row.seq).toBe(last?.seq);
    expect(JSON.parse(row.record).actor).toBe('li\uFFFD{"seq":1}\uFFFD[2J\uFFFD\uFFFD');
    expect((await verifyAuditExport(await exportTo('forged.jsonl'))).ok).toBe(true);
  });
});

describe('an export that was tampered with', () => {
  const change = (seq: number) => (lines: string[]) =>
    lines.map((line) => line.replace(`"seq":${seq},`, `"seq":${seq},"note":1,`));
  const without = (seq: number) => (lines: string[]) => lines.filter((_, at) => at !== seq);
  const swapped = (seq: number) => (lines: string[]) =>
    lines.with(seq, lines[seq + 1]).with(seq + 1, lines[seq]);
  /** A record of one's own, with a hash that fits to what stands before. */
  const inserted = (seq: number) => (lines: string[]) => {
    const { hash } = JSON.parse(lines[seq - 1]) as { hash: string };
    const record = { ...JSON.parse(lines[seq]).record, action: 'accounts.grant' };
    const forged = JSON.stringify({ record, hash: chainHash(hash, canonicalJson(record)) });
    return [...lines.slice(0, seq), forged, ...lines.slice(seq)];
  };

  test.each([
    ['changed', change(42), 42],
    ['removed', without(17), 17],
    ['moved behind the next', swapped(23), 23],
    ['doubled', (lines: string[]) => lines.toSpliced(10, 0, lines[9]), 10],
    ['inserted, with a hash that fits', inserted(31), 32],
    ['made unreadable', (lines: string[]) => lines.with(12, '{"record":'), 12],
    [
      'made to be read in two ways',
      (lines: string[]) => lines.with(12, lines[12].replace('"record":{', '"record":{"actor":"nobody",')),
      12,
    ],
    [
      'given a second hash in another spelling',
      (lines: string[]) => lines.with(12, lines[12].replace('{', '{"h\\u0061sh":"",')),
      12,
    ],
    ['changed in two places', (lines: string[]) => change(200)(change(42)(lines)), 42],
  ])('names the first record that was %s', async (how, tamper, seq) => {
    const file = await tampered(`${how}.jsonl`, tamper);
    for (const options of [{}, { public_keys }, { anchors_file, public_keys }])
      expect((await verifyAuditExport(file, options)).broken).toMatchObject({ seq });
  });

  test('is found when its end is cut off, though its head was made to fit, and by the anchors too', async () => {
    const cut = (head: object) => (lines: string[]) => [
      JSON.stringify({ ...JSON.parse(lines[0]), ...head }),
      ...lines.slice(1, 306),
    ];
    const plain = await tampered('cut.jsonl', cut({ to_seq: 305 }));
    expect((await verifyAuditExport(plain)).ok).toBe(true); // nothing is known of what should be there
    expect((await verifyAuditExport(plain, { public_keys })).broken).toMatchObject({ seq: 306 });
    expect((await verifyAuditExport(plain, { anchors_file, public_keys })).broken).toMatchObject({
      seq: 310,
    });
    const modest = await tampered('cut-modestly.jsonl', cut({ to_seq: 305, to_end: false }));
    expect((await verifyAuditExport(modest, { public_keys })).broken).toMatchObject({ seq: 306 });
    const bold = await tampered('cut-sealed.jsonl', (lines) => [
      ...cut({ to_seq: 305 })(lines),
      lines.at(-1) ?? '',
    ]);
    expect((await verifyAuditExport(bold, { public_keys })).broken?.why.en).toContain('does not match');
  });

  test('is found when an anchor was replaced, in the export or where anchors are stored', async () => {
    const forger = createSm2KeyPair((bytes) => randomBytes(bytes));
    const forge = (line: string) => {
      const { seq, hash, at_ms } = JSON.parse(line) as { seq: number; hash: string; at_ms: number };
      const signature = signSm2(anchorMessage({ seq, hash, at_ms }), forger);
      return JSON.stringify({ seq, hash, at_ms, key_id: 'anchor-1', signature });
    };
    const inExport = await tampered('anchored.jsonl', (lines) =>
      lines.map((line) => (line.startsWith('{"anchor"') ? `{"anchor":${forge(line.slice(10, -1))}}` : line)),
    );
    expect((await verifyAuditExport(inExport, { public_keys })).broken?.why.en).toContain('signature');
    const elsewhere = join(folder, 'replaced.jsonl');
    writeFileSync(elsewhere, readFileSync(anchors_file, 'utf8').trimEnd().split('\n').map(forge).join('\n'));
    const good = await exportTo('good.jsonl');
    const verdict = await verifyAuditExport(good, { anchors_file: elsewhere, public_keys });
    expect(verdict.broken).toMatchObject({
      seq: 300,
      why: { en: 'the signature of an anchor is not valid' },
    });
  });

  test('is found when the whole chain was recomputed: the anchors have other hashes', async () => {
    const rewritten = await tampered('rewritten.jsonl', ([head, ...lines]) => {
      let hash = GENESIS;
      return [
        head,
        ...lines.map((line) => {
          const { record } = JSON.parse(line);
          if (!record) return line;
          if (record.seq === 5) record.actor = 'somebody else';
          hash = chainHash(hash, canonicalJson(record));
          return JSON.stringify({ record, hash });
        }),
      ];
    });
    expect((await verifyAuditExport(rewritten, { anchors_file, public_keys })).broken?.seq).toBe(300);
  });

  test('is found when an anchor was signed with another key', async () => {
    const other = createSm2KeyPair((bytes) => randomBytes(bytes));
    const wrong = new Map([['anchor-1', other.public_key]]);
    const file = await exportTo('good.jsonl');
    expect((await verifyAuditExport(file, { public_keys: wrong })).ok).toBe(false);
    expect((await verifyAuditExport(join(folder, 'elsewhere', 'anchors.jsonl'))).broken?.why.en).toBe(
      'not an audit export',
    );
  });
});

test('canonical JSON is RFC 8785: members sorted by code units, numbers as ECMAScript', () => {
  expect(
    canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 }),
  ).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
  );
  expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
});

test('a canonical text does not depend on the order of members', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      const json = value as Parameters<typeof canonicalJson>[0];
      expect(canonicalJson(turned as typeof json)).toBe(canonicalJson(json));
      expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a cleaned text is one line and as long as allowed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (units) => {
      const text = String.fromCharCode(...units);
      for (const forbidden of ['\n', '\r', '\u0000', '\u2028'])
        expect(cleanText(text, 20)).not.toContain(forbidden);
      expect([...cleanText(text, 20)].length).toBeLessThanOrEqual(20);
    }),
  );
});
