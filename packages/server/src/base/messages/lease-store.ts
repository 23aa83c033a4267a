import type { MessageChannel, MessageState } from '@opentocc/contract';
import { sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { MessageRow } from './model.ts';
import type { MessageTable } from './store.ts';

/** Who has which message in hand, and until when. */
export function createLeaseStore(root: Db) {
  const db = tables<{ messages_message: MessageTable }>(root);
  return {
    /** Channels in which something is due for an attempt, and whether a worker that is gone held anything. */
    async due(now_ms: number): Promise<{ channels: readonly MessageChannel[]; lost: boolean }> {
      const rows = await db
        .selectFrom('messages_message')
        .select(['channel', sql<boolean>`state = 'sending'`.as('lost')])
        .where((e) =>
          e.or([
            e.and([e('state', 'in', ['queued', 'failed']), e('next_ms', '<=', now_ms)]),
            e.and([e('state', '=', 'sending'), e('lease_until_ms', '<=', now_ms)]),
          ]),
        )
        .distinct()
        .execute();
      return {
        channels: [...new Set(rows.map(({ channel }) => channel))],
        lost: rows.some(({ lost }) => lost),
      };
    },
    /** Takes what is due for an attempt in a channel; no other worker has it until the lease ends. */
    claim: (
      channel: MessageChannel,
      now_ms: number,
      { lease, until_ms }: { readonly lease: string; readonly until_ms: number },
      most: number,
    ): Promise<MessageRow[]> =>
      db
        .updateTable('messages_message')
        .set({
          ...{ state: 'sending', lease, lease_until_ms: until_ms, next_ms: null, changed_ms: now_ms },
          attempts: sql`attempts + 1`,
          version: sql`version + 1`,
        })
        .where(
          'id',
          'in',
          sql<number>`(SELECT id FROM messages_message WHERE channel = ${channel}
            AND state IN ('queued', 'failed') AND next_ms <= ${now_ms}
            ORDER BY next_ms, id LIMIT ${most} FOR UPDATE SKIP LOCKED)`,
        )
        .returningAll()
        .execute(),
    /** What a worker held that is gone: it waits for an attempt again. */
    reclaim: (now_ms: number): Promise<MessageRow[]> =>
      db
        .updateTable('messages_message')
        .set({
          ...{ state: 'failed', lease: null, lease_until_ms: null, next_ms: now_ms, changed_ms: now_ms },
          version: sql`version + 1`,
        })
        .where('state', '=', 'sending')
        .where('lease_until_ms', '<=', now_ms)
        .returningAll()
        .execute(),
    /** @returns false where the lease is another's by now */
    async settle(
      { id, lease }: Pick<MessageRow, 'id' | 'lease'>,
      change: { state: MessageState; next_ms: number | null; changed_ms: number },
    ): Promise<boolean> {
      const done = await db
        .updateTable('messages_message')
        .set({ ...change, lease: null, lease_until_ms: null, version: sql`version + 1` })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .where('lease', '=', lease)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
  };
}
