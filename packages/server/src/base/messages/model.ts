import type { Bilingual, MessageAbout, MessageChannel, MessageState, ReceiptKind } from '@opentocc/contract';
import type { Db } from '../../kit/db.ts';
import type { Outcome } from './channels.ts';
import type { MessageData } from './message-data.ts';
import { type DeliveryPolicy, waitAfter } from './policy.ts';

/** A message as another module hands it over, in the transaction of the change that it tells of. */
export interface NewMessage {
  /** What this message is: a second one of the same key is the same message and is not sent. */
  readonly key: string;
  readonly channel: MessageChannel;
  /** A principal ("account:12"), or the number of an endpoint for `webhook`. */
  readonly to: string;
  readonly subject: Bilingual;
  readonly text: Bilingual;
  readonly about: MessageAbout;
  /** Of a drill: it is on record and leaves by no channel. */
  readonly drill: boolean;
  /** What a program reads of it, for `webhook` alone: not cut, whatever its length. */
  readonly data?: MessageData;
}

/** When somebody was last reached by a channel. */
export interface Reached {
  readonly principal: string;
  readonly channel: Exclude<MessageChannel, 'webhook'>;
  /** When the next hop took the last message of which it is not known whether it arrived; null for none. */
  readonly sent_ms: number | null;
  /** When the last one was confirmed by the recipient's side: read on the screen, or a receipt; null for none. */
  readonly confirmed_ms: number | null;
}

/** Where modules leave what they have to say, in the transaction of what it is about. */
export interface Outbox {
  /** @returns the number of the message; the same key is queued once */
  queue(tx: Db, message: NewMessage): Promise<number>;
}

/** A message as it is stored. */
export interface MessageRow {
  readonly id: number;
  readonly key: string;
  readonly channel: MessageChannel;
  readonly recipient: string;
  readonly subject: Bilingual;
  readonly body: Bilingual;
  readonly about: MessageAbout;
  readonly data: MessageData | null;
  readonly drill: boolean;
  readonly state: MessageState;
  readonly attempts: number;
  /** Attempts before a person sent it again: those since then count against the limit. */
  readonly attempts_before: number;
  readonly queued_ms: number;
  readonly changed_ms: number;
  readonly next_ms: number | null;
  readonly lease: string | null;
  readonly lease_until_ms: number | null;
  readonly version: number;
}

export interface ReceiptRow {
  readonly message: number;
  readonly at_ms: number;
  readonly kind: ReceiptKind;
  readonly attempt: number;
  readonly detail: Bilingual;
  readonly by: string | null;
}

/** What others hear of a message. */
export interface MessageChange {
  readonly id: number;
  readonly key: string;
  readonly channel: MessageChannel;
  readonly to: string;
  readonly about: MessageAbout;
  readonly state: 'queued' | 'sent' | 'delivered' | 'failed' | 'dead';
  readonly at_ms: number;
}

/** How a message stands. */
export interface MessageStanding {
  readonly key: string;
  readonly state: MessageState;
  readonly at_ms: number;
  /** How an attempt ended is not known: it may have arrived, and be sent again under the same id. */
  readonly maybe_twice: boolean;
}

/** Where a message stands after an attempt, and what its receipt says. */
export interface Step {
  readonly state: 'sent' | 'delivered' | 'failed' | 'dead';
  readonly next_ms: number | null;
  readonly receipts: readonly { readonly kind: ReceiptKind; readonly detail: Bilingual }[];
}

/** The one place where drills part from the rest: their messages begin, and end, blocked. The database holds it too. */
export function firstStateOf({ drill }: Pick<NewMessage, 'drill'>): 'queued' | 'blocked' {
  return drill ? 'blocked' : 'queued';
}

/** @param attempts those that count against the limit, this one included */
export function stepAfter(
  outcome: Outcome,
  { channel, attempts }: { readonly channel: MessageChannel; readonly attempts: number },
  now_ms: number,
  policy: DeliveryPolicy,
): Step {
  const { detail } = outcome;
  if (outcome.kind !== 'failed') return { state: outcome.kind, next_ms: null, receipts: [{ ...outcome }] };
  const seen = { kind: outcome.certain ? ('failed' as const) : ('unknown' as const), detail };
  if (outcome.lasting)
    return { state: 'dead', next_ms: null, receipts: [seen, { kind: 'dead', detail: LASTING }] };
  if (attempts >= policy.attempts[channel])
    return { state: 'dead', next_ms: null, receipts: [seen, { kind: 'dead', detail: tooMany(attempts) }] };
  return {
    state: 'failed',
    next_ms: now_ms + 1000 * waitAfter(attempts, policy),
    receipts: [seen],
  };
}

const LASTING: Bilingual = {
  zh: '再试也不会成功，转为死信，待人工处理',
  en: 'Another attempt would fail too; it waits for a person',
};
const tooMany = (attempts: number): Bilingual => ({
  zh: `已试 ${attempts} 次，转为死信，待人工处理`,
  en: `It was tried ${attempts} times; it waits for a person`,
});
