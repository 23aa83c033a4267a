import { NewTransfer } from '@opentocc/contract/intake';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import type { Letter } from '../../../platform.ts';
import { migrationsOfCases, START_MS } from '../cases/test-cases.ts';
import { openForKill } from '../cases/test-kill-steps.ts';
import { casesPort } from './cases-port.ts';
import { createGate } from './gate.ts';
import { createLetters } from './letters.ts';
import { migrations } from './migrations/index.ts';
import { createSenders } from './senders.ts';
import { createIntakeStore } from './store.ts';
import { createTransferAnswers } from './transfer-answers.ts';
import { createTransfers } from './transfers.ts';

const MOMENTS = 40;
const PEER = {
  address: '127.0.0.1',
  session: { principal: 'key:1', account: '12345', permissions: [], reach: {} },
} as unknown as Acting;

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, ...migrationsOfCases, migrations);
}, 60_000);
afterAll(() => database.stop());

/** Ways in as a process of its own has them. */
function openWays(db: Db) {
  const cases = openForKill(db);
  const store = createIntakeStore(db);
  const port = casesPort(cases);
  const clock = { now: () => START_MS };
  const attachments = createAttachments({ db, images: createImageCleaner() });
  const audit = { record: async () => undefined };
  const answers = createTransferAnswers({ store, outbox: { queue: async () => 1 } });
  cases.within(answers.within);
  const senders = createSenders({ ...testKeys, blindIndex: async (field, text) => `${field} ${text}` });
  const gate = createGate({ store, cases: port, attachments, senders, clock });
  const letters = createLetters({ store, cases: port, gate, attachments, clock, mailbox: 'kill' });
  const transfers = createTransfers({ store, cases: port, attachments, answers, audit, clock });
  return { load: cases.load, transfers, letters };
}
type Ways = ReturnType<typeof openWays>;

const transferOf = (run: string) =>
  NewTransfer.parse({
    ...{ number: `GD-${run}`, text: '出租车拒载', due_ms: START_MS + 1_000_000, asker: { name: '陈一' } },
    files: [{ name: 'a.pdf', content_base64: Buffer.from(`%PDF-1.7 ${run}`).toString('base64') }],
  });

const letterOf = (run: string, n: number): Letter => ({
  ...{
    key: `<${run}-${n}@test>`,
    from: { name: '李四', address: `${run}@example.test` },
    subject: '公交到站不停',
  },
  ...{ text: `第 ${n} 封`, received_ms: START_MS, answers: [], automatic: false, unread: null },
  files: [{ name: 'b.pdf', content: Buffer.from(`%PDF-1.7 ${run} ${n}`) }],
});

/** A transfer, then a flood of letters: as many as are let through, and one that is held back. */
const stepsOf = (run: string): readonly ((ways: Ways) => Promise<unknown>)[] => [
  ({ transfers }) => transfers.deliver(PEER, transferOf(run)),
  ...[1, 2, 3, 4, 5, 6].map(
    (n) => (ways: Ways) => ways.letters.take(letterOf(run, n), { validity: run, uid: n }),
  ),
];

/** Starts, and does the steps until one ends the process; whoever sends tries that one again. */
async function walk(ways: Ways, run: string, from: number): Promise<number> {
  const steps = stepsOf(run);
  let i = from;
  try {
    await ways.load();
    for (; i < steps.length; i++) await steps[i](ways);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return i;
}

/** What is there at the end, without numbers that differ from run to run. */
async function recordOf(run: string) {
  const { rows } = await sql<Record<string, unknown>>`
    SELECT (SELECT count(*) FROM cases_case WHERE key LIKE ${`%${run}%`}) AS cases,
      (SELECT count(*) FROM cases_attachment a JOIN cases_case c ON c.id = a.case WHERE c.key LIKE ${`%${run}%`}) AS files,
      (SELECT count(*) FROM intake_transfer WHERE number = ${`GD-${run}`}) AS transfers,
      (SELECT string_agg(step, ' ') FROM intake_transfer_news WHERE number = ${`GD-${run}`}) AS news,
      (SELECT string_agg(outcome, ' ' ORDER BY id) FROM intake_letter WHERE key LIKE ${`<${run}-%`}) AS letters,
      (SELECT count(*) FROM intake_held WHERE key LIKE ${`<${run}-%`}) AS held,
      (SELECT count(*) FROM intake_held_file f JOIN intake_held h ON h.id = f.held WHERE h.key LIKE ${`<${run}-%`}) AS held_files,
      (SELECT uid FROM intake_mail_place WHERE mailbox = 'kill') AS place`.execute(database.db);
  return rows[0];
}

test('a process that ends between any two statements loses and doubles no transfer, letter or held item', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await walk(openWays(counted.db), 'whole', 0);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf('whole');
  expect(expected).toMatchObject({
    cases: 6,
    files: 6,
    transfers: 1,
    news: 'accepted',
    held: 1,
    held_files: 1,
    place: 6,
  });
  expect(expected.letters).toBe('case case case case case held');
  expect(statements).toBeGreaterThan(MOMENTS);
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = `run${moment}x`;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await walk(openWays(dying.db), run, 0);
    expect(dying.isKilled()).toBe(true);
    await dying.db.destroy();
    await walk(openWays(database.db), run, at);
    expect(await recordOf(run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
}, 300_000);
