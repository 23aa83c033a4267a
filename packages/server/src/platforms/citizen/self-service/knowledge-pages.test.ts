import { afterAll, beforeAll, expect, it } from 'vitest';
import { Library } from '../knowledge/library.ts';
import { createPublicShelf } from '../knowledge/public-shelf.ts';
import type { ArticleRow } from '../knowledge/store.ts';
import { startSite } from '../site/test-site.ts';
import { homePage } from './home-page.ts';
import { knowledgePages } from './knowledge-pages.ts';

const row = (id: number, title: string, body: string, [title_en, body_en] = ['', '']): ArticleRow => ({
  ...{
    id,
    key: `k-${id}`,
    version: 1,
    state: 'published',
    title,
    body,
    title_en,
    body_en,
    source: '公交规范',
  },
  ...{ audience: 'public', valid_from: '2020-01-01', valid_to: null, review_on: '2040-01-01' },
  ...{ owner: 'account:1', owner_name: '小陈', from_case: null, changed_ms: id },
});

let on: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  on = await startSite(() => {
    const clock = { now: () => Date.parse('2026-11-28T09:00:00+08:00') };
    const library = new Library(clock);
    library.put(
      row(1, '老年人免费乘车', '年满60周岁免费。', ['Free rides for older people', 'From 60 years on.']),
    );
    library.put(row(2, '夜班公交时间', '凌晨一点末班。'));
    const signal = {
      zh: '深圳市发布暴雨橙色预警信号',
      en: 'Rainstorm: orange signal, since 2026-11-28 16:20',
    };
    return [
      homePage({ traffic: () => null, notices: async () => [signal] }),
      ...knowledgePages(createPublicShelf({ library, clock })),
    ];
  });
}, 60_000);
afterAll(() => on.stop());

const shown = async (path: string) => (await on.visitor().get(path)).text;

it('lists articles in the reader’s language, and says of which there is Chinese only', async () => {
  const english = await shown('/service/en/knowledge');
  expect(english).toContain('<span lang="en">Free rides for older people</span></a>');
  expect(english).toContain('<span lang="zh-CN">夜班公交时间</span> <small>(Chinese only)</small>');
  const chinese = await shown('/service/knowledge');
  expect(chinese).toContain('老年人免费乘车');
  expect(chinese).not.toMatch(/Chinese only|Free rides/);
});

it('shows an article in English where it is, and in Chinese with a word where it is not', async () => {
  const english = await shown('/service/en/knowledge/1');
  expect(english).toContain('<article class="article" lang="en"><h1>Free rides for older people</h1>');
  expect(english).not.toContain('in Chinese only');
  const other = await shown('/service/en/knowledge/2');
  expect(other).toContain('<article class="article" lang="zh-CN">');
  expect(other).toContain('This answer is in Chinese only.');
  expect(await shown('/service/knowledge/2')).not.toContain('Chinese only');
});

it('finds by English words, and marks them', async () => {
  const found = await shown('/service/en/knowledge?q=rides');
  expect(found).toContain('Free <mark>rides</mark> for older people');
});

it('says warnings in the language of the page', async () => {
  expect(await shown('/service/en')).toContain('Rainstorm: orange signal, since 2026-11-28 16:20');
  expect(await shown('/service')).toContain('深圳市发布暴雨橙色预警信号');
});
