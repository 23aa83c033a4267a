import type { Article, Course, CourseBrief, KnowledgeGap } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import { type Demo, type DemoOfficer, eachMinute } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';
import { cityMonth } from './days.ts';
import { DEMO_ARTICLES, type DemoArticle } from './demo-articles.ts';

/** Every seventh article is to be reviewed within days, so that the list of stale ones shows something. */
const SOON_EACH = 7;
const SOON_DAYS = 9;
const REVIEW_DAYS = 180;
const OF_COURSE = 6;

/** The officer of the demo city writes and publishes its knowledge base once, and opens the course of each month. */
export function createKnowledgeDemo(log: Logger): Demo {
  return {
    duty: (_, desk) =>
      eachMinute(
        desk,
        log,
        'the knowledge base of the demo city was not seen to',
        async (officer, now_ms) => {
          const { total } = await officer.call<{ total: number }>('GET', '/knowledge/articles?limit=1');
          if (total < DEMO_ARTICLES.length)
            for (const [i, article] of DEMO_ARTICLES.entries()) await publish(officer, article, i, now_ms);
          await holdCourse(officer, now_ms);
          await markGaps(officer);
        },
      ),
  };
}

async function publish(officer: DemoOfficer, article: DemoArticle, i: number, now_ms: number): Promise<void> {
  const [title, body, source, is_public, [title_en, body_en] = ['', '']] = article;
  const days = i % SOON_EACH === 0 ? SOON_DAYS : REVIEW_DAYS;
  const { id, version, state } = await officer.call<Article>('POST', '/knowledge/articles', {
    ...{
      key: `demo:article:${i}`,
      title,
      body,
      title_en,
      body_en,
      source,
      audience: is_public ? 'public' : 'agent',
    },
    ...{ valid_from: cityDay(now_ms), valid_to: null, review_on: cityDay(now_ms + days * DAY_MS) },
  });
  if (state === 'draft')
    await officer.call('POST', `/knowledge/articles/${id}/acts`, { act: 'publish', version, note: '' });
}

/** What people of the demo city ask and no article answers, how often each was. */
const NOT_ANSWERED: readonly (readonly [question: string, times: number])[] = [
  ['带折叠自行车可以上公交车吗', 3],
  ['地铁站的母婴室在哪里', 2],
  ['定制公交怎么报名', 1],
];

/** Once: what was settled does not come back. */
async function markGaps(officer: DemoOfficer): Promise<void> {
  const known = await officer.call<readonly KnowledgeGap[]>('GET', '/knowledge/gaps?state=all');
  if (known.length > 0) return;
  for (const [text, times] of NOT_ANSWERED)
    for (let i = 0; i < times; i++) await officer.call('POST', '/knowledge/gaps', { text, by: 'mark' });
}

async function holdCourse(officer: DemoOfficer, now_ms: number): Promise<void> {
  const month = cityMonth(now_ms);
  const courses = await officer.call<CourseBrief[]>('GET', '/knowledge/courses');
  if (courses.some((one) => one.month === month)) return;
  const { articles } = await officer.call<{ articles: { id: number; state: string }[] }>(
    'GET',
    '/knowledge/articles?state=published',
  );
  const chosen = articles.slice(0, OF_COURSE).map(({ id }) => id);
  const { id, version } = await officer.call<Course>('POST', '/knowledge/courses', {
    ...{ key: `demo:course:${month}`, month, title: `${month} 话务知识培训`, articles: chosen },
  });
  await officer.call('POST', `/knowledge/courses/${id}/state`, { version, to: 'open' });
}
