import type {
  ChannelStatus,
  Message,
  MessageChannel,
  MessageDetail,
  MessagePage,
  MessageState,
  MessageStatus,
  ScreenMessage,
  SendAgain,
  SmsReceipt,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Topic } from '../../kit/topic.ts';
import type { AuditSink } from '../audit/index.ts';
import type { Channel } from './channels.ts';
import type { Endpoints } from './endpoints.ts';
import { messageErrors } from './errors.ts';
import type { MessageChange, MessageRow } from './model.ts';
import { queueMessage } from './outbox.ts';
import { createOverviewStore } from './overview-store.ts';
import type { DeliveryPolicy } from './policy.ts';
import { idOfName } from './real-channels.ts';
import { proves } from './signature.ts';
import { createMessageStore, inTransaction, type MessageFilter } from './store.ts';

const MOST_IN_INBOX = 100;
/** How old the signature of a receipt may be, or how far ahead its clock, s. */
const RECEIPT_AGE_S = 300;
const CHANNELS: readonly MessageChannel[] = ['screen', 'email', 'webhook', 'sms'];
const STATES: readonly MessageState[] = [
  ...(['queued', 'sending', 'sent', 'delivered', 'failed', 'dead', 'blocked'] as const),
];

export interface MessageServiceDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly policy: DeliveryPolicy;
  readonly channels: Readonly<Record<MessageChannel, Channel>>;
  readonly endpoints: Endpoints;
  readonly changes: Pick<Topic<MessageChange>, 'publish'>;
  /** Names of accounts, by principal. */
  namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What signs the receipts of the SMS gateway; undefined where there is none. */
  readonly sms_receipt_secret: string | undefined;
}

/** What people and gateways do with messages; sending them is the work of {@link Delivery}. */
export class MessageService {
  readonly #deps: MessageServiceDeps;

  constructor(deps: MessageServiceDeps) {
    this.#deps = deps;
  }

  async list(filter: MessageFilter): Promise<MessagePage> {
    const rows = await createMessageStore(this.#deps.db).list(filter);
    const before = rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null;
    return { messages: await this.#shown(rows), before };
  }

  async get(id: number): Promise<MessageDetail> {
    const store = createMessageStore(this.#deps.db);
    const row = await store.find(id);
    if (!row) throw messageErrors.unknown();
    const receipts = await store.receiptsOf(id);
    const [shown] = await this.#shown([row]);
    return { ...shown, text: row.body, receipts: receipts.map(({ message: _, ...receipt }) => receipt) };
  }

  async status(): Promise<MessageStatus> {
    const { channels, policy, db } = this.#deps;
    const counts = await createOverviewStore(db).count();
    const countsOf = (channel: MessageChannel): ChannelStatus['counts'] => {
      const of = (state: MessageState) =>
        counts.find((c) => c.channel === channel && c.state === state)?.n ?? 0;
      return Object.fromEntries(STATES.map((state) => [state, of(state)])) as ChannelStatus['counts'];
    };
    const { version, source, assumed, first_wait_s, longest_wait_s, attempts } = policy;
    return {
      channels: CHANNELS.map((channel) => {
        const { ready, says } = channels[channel];
        return { channel, ready, says, counts: countsOf(channel) };
      }),
      rules: { version, source, assumed, first_wait_s, longest_wait_s, attempts },
    };
  }

  /** Gives a dead message another round of attempts, for a reason that its receipts show. */
  async sendAgain(acting: Acting, id: number, { reason, version }: SendAgain): Promise<MessageDetail> {
    const { db, clock } = this.#deps;
    const known = await createMessageStore(db).find(id);
    if (!known) throw messageErrors.unknown();
    if (known.state !== 'dead') throw messageErrors.not_dead({ state: known.state });
    const now_ms = clock.now();
    await inTransaction(db, async (tx) => {
      const store = createMessageStore(tx);
      const to = { state: 'queued' as const, next_ms: now_ms, changed_ms: now_ms };
      const row = await store.change(id, { states: ['dead'], version }, to, true);
      if (!row) throw messageErrors.changed({ what: { zh: '消息', en: 'message' } });
      const { account: by } = acting.session;
      const detail = { zh: `人工重新发送：${reason}`, en: `Sent again by a person: ${reason}` };
      await store.addReceipts([
        { message: id, at_ms: now_ms, kind: 'again', attempt: row.attempts, detail, by },
      ]);
      await this.#audit(acting, 'messages.again', `message:${id}`, { reason, key: row.key });
    });
    return this.get(id);
  }

  /** A message to an endpoint that says it is a test. */
  async testEndpoint(acting: Acting, id: number): Promise<Message> {
    const { db, clock, endpoints } = this.#deps;
    const { name } = await endpoints.get(id);
    const message = await inTransaction(db, async (tx) => {
      const number = await queueMessage(tx, clock, {
        ...{ key: `messages/test/${id}/${clock.now()}`, channel: 'webhook', to: String(id), drill: false },
        subject: { zh: '测试消息', en: 'Test message' },
        text: { zh: `回调地址“${name}”的连通测试`, en: `A test of the endpoint “${name}”` },
        about: { module: 'messages', id: String(id), opens: '/messages' },
      });
      await this.#audit(acting, 'messages.endpoint-test', `endpoint:${id}`, { name, message: number });
      return number;
    });
    return this.get(message);
  }

  /** What the gateway says became of an SMS. A receipt that comes twice changes nothing. */
  async takeSmsReceipt(
    { id: name, state, detail }: SmsReceipt,
    { at_s, signature }: { readonly at_s: number; readonly signature: string },
  ): Promise<void> {
    const { db, clock, sms_receipt_secret: secret, changes } = this.#deps;
    if (secret === undefined) throw messageErrors.no_sms();
    const fresh = Math.abs(clock.now() / 1000 - at_s) <= RECEIPT_AGE_S;
    if (!fresh || !proves(secret, { id: name, at_s, body: state }, signature))
      throw messageErrors.bad_signature();
    const id = idOfName(name);
    const row = id === null ? undefined : await createMessageStore(db).find(id);
    if (row?.channel !== 'sms') throw messageErrors.unknown();
    const to = state === 'delivered' ? ('delivered' as const) : ('dead' as const);
    const changed = await this.#confirm(row, to, {
      zh: state === 'delivered' ? '网关回执：已送达' : `网关回执：未送达 ${detail}`,
      en: state === 'delivered' ? 'The gateway says: delivered' : `The gateway says: not delivered ${detail}`,
    });
    if (changed) changes.publish(changeOf(changed, to, clock.now()));
  }

  async inbox(principal: string): Promise<ScreenMessage[]> {
    const rows = await createOverviewStore(this.#deps.db).inbox(principal, MOST_IN_INBOX);
    return rows.map(({ id, subject, body: text, about, queued_ms: sent_ms, state, changed_ms }) => ({
      ...{ id, subject, text, about, sent_ms },
      read_ms: state === 'delivered' ? changed_ms : null,
    }));
  }

  /** The recipient has read it; somebody else's message is as if it were not there. */
  async read(principal: string, id: number): Promise<void> {
    const { db, clock, changes } = this.#deps;
    const row = await createMessageStore(db).find(id);
    if (row?.channel !== 'screen' || row.recipient !== principal) throw messageErrors.unknown();
    const changed = await this.#confirm(row, 'delivered', { zh: '本人已阅', en: 'Read by the recipient' });
    if (changed) changes.publish(changeOf(changed, 'delivered', clock.now()));
  }

  sweep = (): Promise<void> => {
    const { db, clock, policy } = this.#deps;
    return createMessageStore(db).forget(clock.now() - policy.forget_after_days * DAY_MS);
  };

  /** @returns undefined where it stood there already */
  #confirm(
    { id, attempts }: MessageRow,
    state: 'delivered' | 'dead',
    detail: { zh: string; en: string },
  ): Promise<MessageRow | undefined> {
    const { db, clock } = this.#deps;
    const now_ms = clock.now();
    return inTransaction(db, async (tx) => {
      const store = createMessageStore(tx);
      const to = { state, next_ms: null, changed_ms: now_ms };
      const row = await store.change(id, { states: ['sending', 'sent', 'failed'] }, to);
      if (row)
        await store.addReceipts([
          { message: id, at_ms: now_ms, kind: state, attempt: attempts, detail, by: null },
        ]);
      return row;
    });
  }

  async #shown(rows: readonly MessageRow[]): Promise<Message[]> {
    const people = rows.filter(({ channel }) => channel !== 'webhook').map(({ recipient }) => recipient);
    const names = await this.#deps.namesOf([...new Set(people)]);
    const endpoints = await this.#deps.endpoints.names();
    return rows.map((row) => {
      const { id, key, channel, subject, about, drill, state, attempts } = row;
      const { queued_ms, changed_ms, next_ms, version, recipient } = row;
      const to = (channel === 'webhook' ? endpoints : names).get(recipient) ?? recipient;
      return {
        ...{ id, key, channel, to, subject, about, drill, state, attempts },
        ...{ queued_ms, changed_ms, next_ms, version },
      };
    });
  }

  #audit(
    { session, address }: Acting,
    action: string,
    target: string,
    detail: Record<string, string | number>,
  ) {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

function changeOf(row: MessageRow, state: MessageChange['state'], at_ms: number): MessageChange {
  const { id, key, channel, recipient: to, about } = row;
  return { id, key, channel, to, about, state, at_ms };
}
