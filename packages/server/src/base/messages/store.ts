import type { Bilingual, MessageAbout, MessageChannel, MessageState, ReceiptKind } from '@opentocc/contract';
import { type Generated, type JSONColumnType, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { MessageData } from './message-data.ts';
import type { MessageRow, ReceiptRow } from './model.ts';

export interface MessageTable {
  id: Generated<number>;
  key: string;
  channel: MessageChannel;
  recipient: string;
  subject: JSONColumnType<Bilingual, string, string>;
  body: JSONColumnType<Bilingual, string, string>;
  about: JSONColumnType<MessageAbout, string, string>;
  data: JSONColumnType<MessageData | null, string | null, string | null>;
  drill: boolean;
  state: MessageState;
  attempts: Generated<number>;
  attempts_before: Generated<number>;
  queued_ms: number;
  changed_ms: number;
  next_ms: number | null;
  lease: string | null;
  lease_until_ms: number | null;
  version: Generated<number>;
}

interface ReceiptTable {
  id: Generated<number>;
  message: number;
  at_ms: number;
  kind: ReceiptKind;
  attempt: number;
  detail: JSONColumnType<Bilingual, string, string>;
  by: string | null;
}

export type InsertedMessage = Pick<
  MessageRow,
  'key' | 'channel' | 'recipient' | 'subject' | 'body' | 'about' | 'data' | 'drill' | 'state' | 'queued_ms'
>;
export interface MessageFilter {
  readonly state?: MessageState;
  readonly channel?: MessageChannel;
  readonly before?: number;
  readonly limit: number;
}

/** Messages and their receipts. A receipt is added and never changed. */
export function createMessageStore(root: Db) {
  const db = tables<{ messages_message: MessageTable; messages_receipt: ReceiptTable }>(root);
  const all = () => db.selectFrom('messages_message').selectAll();
  return {
    /** @returns null where a message of this key is there already */
    async insert({ subject, body, about, data, ...row }: InsertedMessage): Promise<number | null> {
      const made = await db
        .insertInto('messages_message')
        .values({
          ...row,
          subject: JSON.stringify(subject),
          body: JSON.stringify(body),
          about: JSON.stringify(about),
          data: data && JSON.stringify(data),
          changed_ms: row.queued_ms,
          next_ms: row.state === 'queued' ? row.queued_ms : null,
          lease: null,
          lease_until_ms: null,
        })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('id')
        .executeTakeFirst();
      return made?.id ?? null;
    },
    async addReceipts(receipts: readonly ReceiptRow[]): Promise<void> {
      if (receipts.length === 0) return;
      const rows = receipts.map(({ detail, ...row }) => ({ ...row, detail: JSON.stringify(detail) }));
      await db.insertInto('messages_receipt').values(rows).execute();
    },
    find: (id: number): Promise<MessageRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    findByKey: (key: string): Promise<MessageRow | undefined> =>
      all().where('key', '=', key).executeTakeFirst(),
    list: ({ state, channel, before, limit }: MessageFilter): Promise<MessageRow[]> =>
      all()
        .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'dead'))
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? 'screen'))
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    receiptsOf: (message: number): Promise<ReceiptRow[]> =>
      db
        .selectFrom('messages_receipt')
        .select(['message', 'at_ms', 'kind', 'attempt', 'detail', 'by'])
        .where('message', '=', message)
        .orderBy('id')
        .execute(),
    /** Which of these have an attempt whose end nobody saw. */
    async withUnknown(messages: readonly number[]): Promise<ReadonlySet<number>> {
      if (messages.length === 0) return new Set();
      const rows = await db
        .selectFrom('messages_receipt')
        .select('message')
        .where('message', 'in', messages)
        .where('kind', '=', 'unknown')
        .execute();
      return new Set(rows.map(({ message }) => message));
    },
    /** @returns undefined where it is in another state by now, or was changed since that version */
    change: (
      id: number,
      from: { readonly states: readonly MessageState[]; readonly version?: number },
      to: { state: MessageState; next_ms: number | null; changed_ms: number },
      fresh = false,
    ): Promise<MessageRow | undefined> =>
      db
        .updateTable('messages_message')
        .set({ ...to, version: sql`version + 1`, ...(fresh && { attempts_before: sql`attempts` }) })
        .where('id', '=', id)
        .where('state', 'in', from.states)
        .$if(from.version !== undefined, (query) => query.where('version', '=', from.version ?? -1))
        .returningAll()
        .executeTakeFirst(),
    async forget(before_ms: number): Promise<void> {
      await db
        .deleteFrom('messages_message')
        .where('changed_ms', '<', before_ms)
        .where('state', 'in', ['sent', 'delivered', 'dead', 'blocked'])
        .execute();
    },
  };
}

export type MessageStore = ReturnType<typeof createMessageStore>;

/** Runs work in one transaction. */
export function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute((tx) => work(tx));
}
