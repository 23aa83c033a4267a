import { randomBytes } from 'node:crypto';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { type Identity, identityMigrations, startIdentity } from '../accounts/test-identity.ts';
import type { MailPort, Outcome, Posting, SmsPort, WebhookPort } from './channels.ts';
import { createMessages, migrations, type NewMessage } from './index.ts';

/** What a stub of the outside answers, first one first; then `well`. */
export function createOutside() {
  const taken: { channel: string; id: string; to: string; text: string }[] = [];
  const answers: Outcome[] = [];
  const answer = (channel: string, id: string, to: string, text: string): Promise<Outcome> => {
    taken.push({ channel, id, to, text });
    return Promise.resolve(answers.shift() ?? { kind: 'sent', detail: { zh: '好', en: `well ${to}` } });
  };
  const says = { zh: '测试', en: 'test' };
  const mail: MailPort = {
    ...{ says, domain: 'tocc.test', close: () => undefined },
    send: ({ message_id, to, text }) => answer('email', message_id, to, text),
  };
  const sms: SmsPort = { says, send: ({ id, to, text }) => answer('sms', id, to, text) };
  const webhook: WebhookPort = {
    refuses: (url) => (url.startsWith('https:') ? null : { zh: '须为 https', en: 'https only' }),
    post: ({ url, headers, body }: Posting) => answer('webhook', headers['webhook-id'], url, body),
  };
  return { taken, answers, mail, sms, webhook };
}

/** Messages on an identity of their own, with a clock that tests turn and an outside that answers as it is bid. */
export async function startMessages(identityConfig?: Parameters<typeof startIdentity>[0]) {
  const identity: Identity = await startIdentity(identityConfig);
  const { db, clock, audit, keys, accounts, http } = identity;
  await migrate(db, { ...identityMigrations, ...migrations });
  const outside = createOutside();
  const make = (ways: Partial<Pick<typeof outside, 'mail' | 'sms'>> = outside) =>
    createMessages({
      ...{ db, clock, audit, keys, log: createLog('silent'), random: (n: number) => randomBytes(n) },
      ...{ mail: ways.mail ?? null, sms: ways.sms ?? null, webhook: outside.webhook },
      ...{ sms_receipt_secret: 'receipt-secret', console_url: 'https://tocc.test/' },
      ...{ contactOf: accounts.contactOf, namesOf: accounts.namesOf },
    });
  const messages = make();
  for (const served of messages.routes) served.mount(http);
  return {
    ...{ identity, db, clock, outside, messages, make },
    /** In a transaction of its own. */
    queue: (message: Partial<NewMessage> = {}) =>
      db.transaction().execute((tx) => messages.queue(tx, { ...MESSAGE, ...message })),
    /** Lets everything that is due happen. */
    async deliver(by = messages) {
      await by.delivery.look();
      await by.delivery.settled();
    },
    async kinds(id: number): Promise<string[]> {
      return (await messages.service.get(id)).receipts.map(({ kind }) => kind);
    },
  };
}

export const MESSAGE: NewMessage = {
  key: 'test/1',
  channel: 'screen',
  to: 'account:1',
  subject: { zh: '主题', en: 'Subject' },
  text: { zh: '正文', en: 'Text' },
  about: { module: 'test', id: '1', opens: '/test/1' },
  drill: false,
};
