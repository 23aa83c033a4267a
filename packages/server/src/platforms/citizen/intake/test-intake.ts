import type { NewTransfer, TransferNews, TransferTaken } from '@opentocc/contract';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import { identityMigrations } from '../../../base/accounts/test-identity.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import type { NewMessage } from '../../../base/messages/index.ts';
import { migrate } from '../../../kit/db.ts';
import type { Letter, Mailbox, MailReader } from '../../../platform.ts';
import { keyOf } from '../calls/test-calls.ts';
import { migrationsOfCases, startCases } from '../cases/test-cases.ts';
import { casesPort } from './cases-port.ts';
import { createGate } from './gate.ts';
import { createHeldDesk } from './held.ts';
import { createLetters } from './letters.ts';
import { createMailFollowing } from './mail-following.ts';
import { migrations } from './migrations/index.ts';
import { createPeer } from './peer.ts';
import { serveIntake } from './routes.ts';
import { createSenders, HELD_COLUMN } from './senders.ts';
import { createSiteForms } from './site-forms.ts';
import { createIntakeStore } from './store.ts';
import { createTransferAnswers } from './transfer-answers.ts';
import { createTransfers } from './transfers.ts';

/** Ways in on real cases, over HTTP; a mailbox that hands over what a test puts in it. */
export async function startIntake() {
  const ways: Partial<Awaited<ReturnType<typeof tieIntake>>> = {};
  const on = await startCases(async (beside) => void Object.assign(ways, await tieIntake(beside)));
  const { identity, appoint } = on;
  const key = await keyOf(appoint, 'transfers');
  const peerBrowser = identity.browser();
  const headers = { authorization: `Bearer ${key}` };
  return {
    ...on,
    ...(ways as Awaited<ReturnType<typeof tieIntake>>),
    /** 12345, with its key alone. */
    peer: {
      async transfer(number: string, more: Partial<NewTransfer> = {}): Promise<TransferTaken> {
        const { status, body } = await peerBrowser.ask(
          'POST',
          '/api/v1/transfers',
          transferOf(number, more),
          headers,
        );
        if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
        return body as unknown as TransferTaken;
      },
      async news(after = 0): Promise<TransferNews[]> {
        const { body } = await peerBrowser.ask('GET', `/api/v1/transfers?after=${after}`, undefined, headers);
        return body as unknown as TransferNews[];
      },
      ask: (url: string) => peerBrowser.ask('GET', url, undefined, headers),
    },
  };
}

/** As the module ties them. */
async function tieIntake({
  identity,
  clock,
  cases,
}: Pick<Awaited<ReturnType<typeof startCases>>, 'identity' | 'clock' | 'cases'>) {
  const { db, audit, keys, http } = identity;
  await migrate(db, identityMigrations, ...migrationsOfCases, migrations);
  keys.watch([HELD_COLUMN]);
  const posted: NewMessage[] = [];
  const store = createIntakeStore(db);
  const attachments = createAttachments({ db, images: createImageCleaner() });
  const senders = createSenders(keys);
  const port = casesPort(cases);
  const outbox = { queue: async (_: unknown, message: NewMessage) => posted.push(message) };
  const answers = createTransferAnswers({ store, outbox });
  cases.within(answers.within);
  const gate = createGate({ store, cases: port, attachments, senders, clock });
  const held = createHeldDesk({ store, cases: port, attachments, senders, clock });
  const letters = createLetters({ store, cases: port, gate, attachments, clock, mailbox: 'test' });
  const box = createTestMailbox();
  const mail = createMailFollowing(box.mailbox, letters);
  const transfers = createTransfers({ store, cases: port, attachments, answers, audit, clock });
  const endpoint = { id: 7, name: '12345', url: 'https://12345.test/', digest: 'sha256' as const };
  const listEndpoints = async () => [{ ...endpoint, active: true, added_ms: 0, by: 'admin', version: 1 }];
  const peer = createPeer({ store, listEndpoints, audit, clock });
  serveIntake({ store, transfers, held, peer, mail, audit }).mount(http);
  const forms = createSiteForms({ gate, store, cases: port, keys });
  return { store, gate, forms, held, letters, mail, box, posted };
}

export type TestIntake = Awaited<ReturnType<typeof startIntake>>;

const transferOf = (number: string, more: Partial<NewTransfer>): Partial<NewTransfer> => ({
  ...{ number, type: 'complaint', title: '出租车拒载', text: '昨晚在罗湖口岸，出租车司机拒载' },
  asker: { name: '陈一', phone: '13600001111', email: null, secret: false, answer_by: 'phone' },
  ...more,
});

/** Hands letters over as IMAP does: one at a time, again where it was not taken. */
function createTestMailbox() {
  let reader: MailReader | undefined;
  const mailbox: Mailbox = {
    says: { zh: '邮箱 test', en: 'Mailbox test' },
    follow: (given, signal) =>
      new Promise((resolve) => {
        reader = given;
        given.heard({ up: true, reason: '' });
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
  let uid = 0;
  return {
    mailbox,
    async put(letter: Partial<Letter>): Promise<void> {
      await reader?.take({ ...LETTER, key: `<${++uid}@test>`, ...letter }, { validity: '1', uid });
    },
    lose: (reason: string) => reader?.heard({ up: false, reason }),
  };
}

/** What somebody writes of a bus that does not stop. */
export const LETTER: Omit<Letter, 'key'> = {
  ...{
    from: { name: '李四', address: 'li@example.test' },
    subject: '公交到站不停',
    text: '76 路在科苑站不停，请核实。',
  },
  ...{ received_ms: 0, answers: [], automatic: false, files: [], unread: null },
};

/** The smallest picture. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
