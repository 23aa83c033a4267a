import type { Messages } from '../../../base/messages/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { staleness } from './days.ts';
import type { Library } from './library.ts';
import type { ArticleRow, KnowledgeStore } from './store.ts';

export interface StaleDeps {
  readonly library: Library;
  readonly store: Pick<KnowledgeStore, 'transaction'>;
  readonly messages: Pick<Messages, 'queue'>;
  readonly clock: Clock;
}

/** Names published articles that grow old to their owners: once before the review, once when it is overdue, once when they expire. */
export function createStaleWarner({ library, store, messages, clock }: StaleDeps) {
  return async (): Promise<void> => {
    for (const row of library.all()) {
      const stale = staleness(row, clock.now());
      if (row.state !== 'published' || stale === 'no') continue;
      await store.transaction(async (tx) => {
        await messages.queue(tx, warningOf(row, stale));
      });
    }
  };
}

const WORDS = {
  soon: { zh: '即将到复核日期', en: 'is to be reviewed soon' },
  overdue: { zh: '已过复核日期', en: 'was not reviewed in time' },
  expired: { zh: '已失效，话务员不再能检索到', en: 'holds no more and is not found by agents' },
} as const;

function warningOf(row: ArticleRow, stale: keyof typeof WORDS) {
  const { id, title, owner, review_on, valid_to } = row;
  const { zh, en } = WORDS[stale];
  const day = stale === 'expired' ? valid_to : review_on;
  return {
    // The queue takes a key once, so that running again says nothing twice.
    ...{
      key: `knowledge/${id}/${stale}/${day}/${owner}`,
      channel: 'screen' as const,
      to: owner,
      drill: false,
    },
    subject: { zh: `知识“${title}”${zh}`, en: `Article “${title}” ${en}` },
    text: { zh: `日期 ${day}，请复核或下架。`, en: `Day ${day}: review it or retire it.` },
    about: { module: 'knowledge', id: `${id}`, opens: `/knowledge/${id}` },
  };
}
