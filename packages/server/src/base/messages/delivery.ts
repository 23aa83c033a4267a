import type { MessageChannel } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import type { Topic } from '../../kit/topic.ts';
import { after, every } from '../../kit/unattended.ts';
import { type Channel, failed, type Outcome } from './channels.ts';
import { createLeaseStore } from './lease-store.ts';
import { type MessageChange, type MessageRow, type ReceiptRow, stepAfter } from './model.ts';
import type { DeliveryPolicy } from './policy.ts';
import { createMessageStore, inTransaction } from './store.ts';

export interface DeliveryDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly policy: DeliveryPolicy;
  readonly channels: Readonly<Record<MessageChannel, Channel>>;
  readonly changes: Pick<Topic<MessageChange>, 'publish'>;
  /** Names this worker in leases; no two at a time have the same. */
  readonly worker: string;
}

type Claimed = MessageRow & { readonly maybe_second: boolean };

/**
 * Sends what is queued. An attempt is on record before it begins, under a lease: where its end is not on record when the
 * lease has run out, it may have arrived. It is then sent again under the same id, and the receipt says so.
 */
export class Delivery {
  readonly #deps: DeliveryDeps;
  readonly #underWay: Record<MessageChannel, Set<Promise<void>>> = {
    screen: new Set(),
    email: new Set(),
    webhook: new Set(),
    sms: new Set(),
  };
  #looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
  }

  start(every_ms: number): void {
    this.#timer = every(every_ms, this.#deps.log, 'delivery of messages', () => this.look());
  }

  /** Starts attempts for what is due; returns before they end. One look at a time. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#looking;
    await Promise.all(Object.values(this.#underWay).flatMap((attempts) => [...attempts]));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.settled();
  }

  async #look(): Promise<void> {
    const { db, clock } = this.#deps;
    const { channels, lost } = await createLeaseStore(db).due(clock.now());
    if (lost) await this.#takeBackLost();
    // A channel whose other side is slow holds up no other channel.
    for (const channel of channels) await this.#begin(channel);
  }

  async #begin(channel: MessageChannel): Promise<void> {
    const underWay = this.#underWay[channel];
    const room = this.#deps.policy.at_once - underWay.size;
    if (room <= 0) return;
    for (const row of await this.#claim(channel, room)) {
      const attempt = this.#attempt(row).finally(() => underWay.delete(attempt));
      underWay.add(attempt);
    }
  }

  /** What was under way in a worker that is gone. */
  #takeBackLost(): Promise<void> {
    const { db, clock } = this.#deps;
    const now_ms = clock.now();
    return inTransaction(db, async (tx) => {
      const lost = await createLeaseStore(tx).reclaim(now_ms);
      await createMessageStore(tx).addReceipts(lost.map((row) => receiptOf(row, now_ms, 'unknown', LOST)));
    });
  }

  async #claim(channel: MessageChannel, most: number): Promise<readonly Claimed[]> {
    const { db, clock, policy, worker } = this.#deps;
    const now_ms = clock.now();
    const lease = { lease: worker, until_ms: now_ms + 1000 * policy.lease_s };
    const claimed = await inTransaction(db, async (tx) => {
      const store = createMessageStore(tx);
      const rows = await createLeaseStore(tx).claim(channel, now_ms, lease, most);
      const unknown = await store.withUnknown(rows.map(({ id }) => id));
      const marked = rows.map((row) => ({ ...row, maybe_second: unknown.has(row.id) }));
      await store.addReceipts(
        marked.map((row) => receiptOf(row, now_ms, 'attempt', row.maybe_second ? MAYBE_SECOND : ATTEMPT)),
      );
      return marked;
    });
    for (const row of claimed) if (row.attempts === 1) this.#publish(row, 'queued');
    return claimed;
  }

  async #attempt(row: Claimed): Promise<void> {
    const { db, clock, policy, log } = this.#deps;
    const outcome = await this.#send(row);
    const now_ms = clock.now();
    const attempts = row.attempts - row.attempts_before;
    const step = stepAfter(outcome, { channel: row.channel, attempts }, now_ms, policy);
    try {
      const settled = await inTransaction(db, async (tx) => {
        const store = createMessageStore(tx);
        await store.addReceipts(
          step.receipts.map(({ kind, detail }) => receiptOf(row, now_ms, kind, detail)),
        );
        return createLeaseStore(tx).settle(row, {
          state: step.state,
          next_ms: step.next_ms,
          changed_ms: now_ms,
        });
      });
      if (settled) this.#publish(row, step.state);
    } catch (err) {
      // Its lease ends; it is then taken for lost and tried again.
      log.error({ err, message: row.id }, 'the end of an attempt is not on record');
    }
  }

  /** @returns what became of it, whatever the channel does */
  async #send(row: Claimed): Promise<Outcome> {
    const { channels, policy, log } = this.#deps;
    const channel = channels[row.channel];
    if (!channel.ready) return failed(channel.says, { lasting: true });
    let timer: NodeJS.Timeout | undefined;
    const cutOff = new Promise<Outcome>((resolve) => {
      timer = after(1000 * policy.attempt_limit_s, log, 'limit of an attempt', () =>
        resolve(failed(TOO_SLOW, { certain: false })),
      );
    });
    try {
      return await Promise.race([channel.send({ ...row, attempt: row.attempts }), cutOff]);
    } catch (err) {
      log.error({ err, message: row.id }, 'a channel failed');
      return failed(BROKEN, { certain: false });
    } finally {
      clearTimeout(timer);
    }
  }

  #publish(row: MessageRow, state: MessageChange['state']): void {
    const { id, key, channel, recipient: to, about } = row;
    this.#deps.changes.publish({ id, key, channel, to, about, state, at_ms: this.#deps.clock.now() });
  }
}

const ATTEMPT = { zh: '开始发送', en: 'Being sent' };
const MAYBE_SECOND = {
  zh: '重新发送：上一次结果不明，对方可能收到两份（编号相同）',
  en: 'Sent again: how an attempt before ended is not known, so it may arrive twice under one id',
};
const LOST = {
  zh: '发送中断（程序停止），结果不明，将以同一编号重发',
  en: 'The attempt was cut off (the program ended); how it ended is not known, it is sent again under the same id',
};
const TOO_SLOW = {
  zh: '对方迟迟没有应答，结果不明',
  en: 'The other side did not answer in time; the end is not known',
};
const BROKEN = { zh: '通道程序出错，结果不明，已记入日志', en: 'The channel failed by itself; see the log' };

function receiptOf(
  { id, attempts }: MessageRow,
  at_ms: number,
  kind: ReceiptRow['kind'],
  detail: ReceiptRow['detail'],
): ReceiptRow {
  return { message: id, at_ms, kind, attempt: attempts, detail, by: null };
}
