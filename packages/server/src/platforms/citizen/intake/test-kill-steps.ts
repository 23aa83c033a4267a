import { NewTransfer } from '@opentocc/contract/intake';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { Killed } from '../../../adapters/postgres/test-crash.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, openDb } from '../../../kit/db.ts';
import type { Letter } from '../../../platform.ts';
import { START_MS } from '../cases/test-cases.ts';
import { openForKill } from '../cases/test-kill-steps.ts';
import { casesPort } from './cases-port.ts';
import { createGate } from './gate.ts';
import { createLetters } from './letters.ts';
import { createSenders } from './senders.ts';
import { createIntakeStore } from './store.ts';
import { createTransferAnswers } from './transfer-answers.ts';
import { createTransfers } from './transfers.ts';

const PEER = {
  address: '127.0.0.1',
  session: { principal: 'key:1', account: '12345', permissions: [], reach: {} },
} as unknown as Acting;

/** Ways in as a process of its own has them. */
export function openWays(db: Db) {
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
export const stepsOf = (run: string): readonly ((ways: Ways) => Promise<unknown>)[] => [
  ({ transfers }) => transfers.deliver(PEER, transferOf(run)),
  ...[1, 2, 3, 4, 5, 6].map(
    (n) => (ways: Ways) => ways.letters.take(letterOf(run, n), { validity: run, uid: n }),
  ),
];

/** Starts, and does the steps until one ends the process; whoever sends tries that one again. */
export async function walk(ways: Ways, run: string, from: number): Promise<number> {
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

/** A program that is there to be killed: it says when it has begun a step, and ends itself at one of its statements. */
async function killTarget(url: string, run: string, from: number, statement: number): Promise<void> {
  const { default: pg } = await import('pg');
  let count = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: InstanceType<typeof pg.Client>, ...args: unknown[]) {
    if (++count === statement) process.kill(process.pid, 'SIGKILL');
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  const ways = openWays(openDb(url, 2));
  await ways.load();
  for (const [i, step] of stepsOf(run).entries())
    if (i >= from) {
      await step(ways);
      process.stdout.write(`${i}\n`);
    }
  process.exit(0);
}

const [, , program, url, run, from, statement] = process.argv;
// By name: bundled into another one, a program has the path of that one.
if (program === 'kill-ways-in') await killTarget(url, run, Number(from), Number(statement));
