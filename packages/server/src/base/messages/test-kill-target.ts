import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemClock } from '../../kit/clock.ts';
import { type Db, openDb } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import type { Outcome, WebhookPort } from './channels.ts';
import { createMessages, DELIVERY_POLICY, type Messages } from './index.ts';

/** Leases end soon, so that what a killed process held is sent again while the test looks. */
export const SHORT_LEASES = { ...DELIVERY_POLICY, lease_s: 1, attempt_limit_s: 0.8, first_wait_s: 0.2 };

/** Posts to a taker of this machine; the real adapter refuses its address. */
const webhook: WebhookPort = {
  refuses: () => null,
  post: ({ url, headers, body }) =>
    new Promise<Outcome>((resolve) => {
      const posting = request(url, { method: 'POST', headers: { ...headers } }, (answer) => {
        answer.resume();
        resolve({ kind: 'delivered', detail: { zh: '好', en: 'well' } });
      });
      posting.on('error', ({ message }) =>
        resolve({ kind: 'failed', certain: false, lasting: false, detail: { zh: message, en: message } }),
      );
      posting.end(body);
    }),
};

export function openMessages(url: string, db: Db = openDb(url, 6)) {
  const policy = SHORT_LEASES;
  const audit = { record: async () => undefined };
  const keys = {
    seal: async (_: string, text: string) => text,
    open: async (_: string, text: string) => text,
  };
  const messages = createMessages({
    ...{ db, audit, keys, policy, webhook, clock: systemClock, log: createLog('silent') },
    ...{ random: (n: number) => randomBytes(n), mail: null, sms: null },
    ...{ sms_receipt_secret: undefined, console_url: undefined },
    contactOf: async () => undefined,
    namesOf: async () => new Map(),
  });
  return { db, messages };
}

/** A change and its message in one transaction. */
export function changeAndTell(db: Db, messages: Messages, number: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await sql`insert into change (number) values (${number})`.execute(tx);
    await messages.queue(tx, {
      ...{ key: `change/${number}`, channel: 'webhook', to: '1', drill: false },
      subject: { zh: '变更', en: 'Change' },
      text: { zh: String(number), en: String(number) },
      about: { module: 'test', id: String(number), opens: '/' },
    });
  });
}

/** There to be killed: changes a row and queues its message in one transaction, and prints each that was acknowledged. */
async function killTarget(url: string, first: number): Promise<void> {
  const { db, messages } = openMessages(url);
  await messages.start();
  for (let number = first; ; number++) {
    await changeAndTell(db, messages, number);
    process.stdout.write(`${number}\n`);
    await sleep(3);
  }
}

const [, script, url, first] = process.argv;
if (script === import.meta.filename) await killTarget(url, Number(first));
