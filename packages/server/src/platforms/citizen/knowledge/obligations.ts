import type { ArticleBrief, Obligation, Session } from '@opentocc/contract';
import { type Clock, cityDayStartOf } from '../../../kit/clock.ts';
import { briefOf, type Library } from './library.ts';
import type { Training } from './training.ts';

export interface ObligationsDeps {
  readonly library: Library;
  readonly training: Training;
  readonly clock: Clock;
}

const MOST = 100;

/** Articles that wait for their owner, and open courses for who should learn. */
export function createKnowledgeObligations({ library, training, clock }: ObligationsDeps) {
  return async (session: Session): Promise<Obligation[]> => {
    const { principal, permissions } = session;
    const articles = permissions.includes('knowledge:write')
      ? library
          .all()
          .filter(({ owner, state }) => owner === principal && state === 'published')
          .map((row) => briefOf(row, clock.now()))
          .filter(({ stale }) => stale !== 'no')
          .slice(0, MOST)
      : [];
    const courses = permissions.includes('knowledge:learn') ? await training.lackedBy(principal) : [];
    return [
      ...articles.map((article) => articleDuty(article, principal)),
      ...courses.map(({ id, title, month, opened_ms }) => ({
        ...{ key: `knowledge/course/${id}`, module: 'knowledge', count: 1, since_ms: opened_ms ?? 0 },
        ...{ due_ms: monthEnd_ms(month), opens: `/knowledge/training/${id}` },
        title: { zh: `培训测验：${title}`, en: `Quiz: ${title}` },
        why: { zh: `${month} 月度培训，您还没有成绩`, en: `Training of ${month}; you have no result yet` },
        owner: { kind: 'person' as const, principal },
      })),
    ];
  };
}

const WHY = {
  no: { zh: '', en: '' },
  soon: { zh: '即将到复核日期', en: 'Its review is due soon' },
  overdue: { zh: '已过复核日期', en: 'Its review is overdue' },
  expired: { zh: '已失效', en: 'It holds no more' },
} as const;

function articleDuty(article: ArticleBrief, principal: string): Obligation {
  const { id, title, stale, review_on, valid_to, changed_ms } = article;
  const due = stale === 'expired' && valid_to !== null ? valid_to : review_on;
  return {
    ...{ key: `knowledge/article/${id}`, module: 'knowledge', count: 1 },
    ...{ since_ms: changed_ms, due_ms: cityDayStartOf(due), opens: `/knowledge/${id}` },
    title: { zh: `复核知识：${title}`, en: `Review article: ${title}` },
    why: WHY[stale],
    owner: { kind: 'person', principal },
  };
}

/** Where the month after begins. */
function monthEnd_ms(month: string): number {
  const [year, number] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return cityDayStartOf(`${next}-01`);
}
