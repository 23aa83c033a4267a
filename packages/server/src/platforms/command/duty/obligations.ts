import type { Obligation, Session } from '@opentocc/contract';
import type { Db } from '../../../kit/db.ts';
import { createHandoverStore, type HandoverRow } from './handover-store.ts';
import { createRosterStore } from './store.ts';

/** Handovers that wait: lines for whoever takes over, refused ones for whoever hands over. */
export function createDutyObligations(db: Db) {
  return async ({ principal }: Session): Promise<Obligation[]> => {
    const store = createHandoverStore(db);
    const open = (await store.listOpen()).filter((one) => [one.incoming, one.outgoing].includes(principal));
    if (open.length === 0) return [];
    const counts = await store.countLines(open.map(({ id }) => id));
    const posts = new Map((await createRosterStore(db).listPosts()).map(({ id, name }) => [id, name]));
    return open.flatMap((row) => {
      const isIncoming = row.incoming === principal;
      const count = counts.get(row.id)?.[isIncoming ? 'waiting' : 'refused'] ?? 0;
      if (!isIncoming && count === 0) return [];
      const name = posts.get(row.post) ?? { zh: `#${row.post}`, en: `#${row.post}` };
      return [obligationOf(row, name, isIncoming, Math.max(1, count))];
    });
  };
}

function obligationOf(
  { id, begun_ms, incoming, outgoing }: HandoverRow,
  post: { zh: string; en: string },
  isIncoming: boolean,
  count: number,
): Obligation {
  return {
    key: `duty/handover/${id}/${isIncoming ? 'incoming' : 'outgoing'}`,
    module: 'duty',
    title: isIncoming
      ? { zh: `接班：${post.zh}`, en: `Take over ${post.en}` }
      : { zh: `说明被拒的交班事项：${post.zh}`, en: `Answer refused lines of ${post.en}` },
    why: isIncoming
      ? {
          zh: '逐项接收或拒接后才能完成接班',
          en: 'Each line is accepted or refused before the shift is taken over',
        }
      : { zh: '接班人拒接了事项', en: 'Lines were not accepted' },
    owner: { kind: 'person', principal: isIncoming ? incoming : outgoing },
    ...{ count, since_ms: begun_ms, due_ms: null, opens: `/duty/handovers/${id}` },
  };
}
