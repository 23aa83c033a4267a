import type { Obligation, Session } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { Db } from '../../kit/db.ts';
import { createOverviewStore } from './overview-store.ts';

/** Within how long somebody looks at what could not be sent. Assumed (2026-11-27). */
const WITHIN_MS = HOUR_MS;

/** Dead messages wait for who may send them again. */
export function createMessageObligations(db: Db) {
  return async ({ permissions }: Session): Promise<Obligation[]> => {
    if (!permissions.includes('messages:resend')) return [];
    const { n, since_ms } = await createOverviewStore(db).countDead();
    if (n === 0 || since_ms === null) return [];
    return [
      {
        key: 'messages/dead',
        module: 'messages',
        title: { zh: '处理未送达的消息', en: 'See to messages that could not be sent' },
        why: { zh: `${n} 条消息多次发送未成功`, en: `${n} messages could not be sent` },
        owner: { kind: 'unit', unit: null, permission: 'messages:resend' },
        count: n,
        since_ms,
        due_ms: since_ms + WITHIN_MS,
        opens: '/messages',
      },
    ];
  };
}
