import type { MessageChannel, MessageState } from '@opentocc/contract';
import { sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { MessageRow, MessageStanding, Reached } from './model.ts';
import type { MessageTable } from './store.ts';

/** What stands in the channels and in people's inboxes. */
export function createOverviewStore(root: Db) {
  const db = tables<{ messages_message: MessageTable }>(root);
  return {
    async count(): Promise<readonly { channel: MessageChannel; state: MessageState; n: number }[]> {
      return db
        .selectFrom('messages_message')
        .select(['channel', 'state', sql<number>`count(*)::int`.as('n')])
        .groupBy(['channel', 'state'])
        .execute();
    },
    async countDead(): Promise<{ n: number; since_ms: number | null }> {
      const row = await db
        .selectFrom('messages_message')
        .select([sql<number>`count(*)::int`.as('n'), sql<number | null>`min(changed_ms)`.as('since_ms')])
        .where('state', '=', 'dead')
        .executeTakeFirstOrThrow();
      return row;
    },
    /** Messages to somebody's screen that are there to be read, the newest first. */
    inbox: (recipient: string, most: number): Promise<MessageRow[]> =>
      db
        .selectFrom('messages_message')
        .selectAll()
        .where('channel', '=', 'screen')
        .where('recipient', '=', recipient)
        .where('state', 'in', ['sent', 'delivered'])
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    /** When people were last reached, by channel; a channel by which somebody never was is left out. */
    async lastReached(principals: readonly string[]): Promise<readonly Reached[]> {
      if (principals.length === 0) return [];
      const lastIn = (state: 'sent' | 'delivered') => sql`(
        SELECT changed_ms FROM messages_message WHERE recipient = p.principal AND channel = c.channel
          AND state = ${sql.lit(state)} ORDER BY changed_ms DESC LIMIT 1)`;
      const { rows } = await sql<Reached>`
        SELECT * FROM (
          SELECT p.principal, c.channel, ${lastIn('sent')} AS sent_ms, ${lastIn('delivered')} AS confirmed_ms
          FROM unnest(${sql.val([...principals])}::text[]) AS p (principal),
            unnest(array['screen', 'sms', 'email']) AS c (channel)
        ) AS found WHERE sent_ms IS NOT NULL OR confirmed_ms IS NOT NULL`.execute(root);
      return rows;
    },
    /** How messages stand by their keys; those that were forgotten are not among them. */
    async standingOf(keys: readonly string[]): Promise<MessageStanding[]> {
      if (keys.length === 0) return [];
      const { rows } = await sql<MessageStanding>`SELECT key, state, changed_ms AS at_ms,
        EXISTS (SELECT FROM messages_receipt WHERE message = m.id AND kind = 'unknown') AS maybe_twice
        FROM messages_message m WHERE key = ANY(${keys})`.execute(db);
      return rows;
    },
    async newestToScreens(): Promise<number> {
      const row = await db
        .selectFrom('messages_message')
        .select(sql<number>`coalesce(max(id), 0)`.as('id'))
        .where('channel', '=', 'screen')
        .executeTakeFirst();
      return row?.id ?? 0;
    },
  };
}
