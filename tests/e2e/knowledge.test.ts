import type { Article, Course, KnowledgeGap, KnowledgeHits } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;
/** Until what was done has come back to the screen. */
const SEEN = { timeout: 60_000 };
const TITLE = '琥珀号观光巴士试乘';
const BODY =
  '琥珀号观光巴士每周六上午九点从莲花山北门发车，持学生证免费试乘。\n\n每车限四十人，坐满即走，不接受电话预约。';
const LACKING = '琉璃号水上快线能带折叠自行车吗';

describe.skipIf(!browser_path)('the knowledge base', () => {
  let city: SharedCity;
  let browser: Browser;
  let agent: Caller;
  let supervisor: Caller;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    const { system, security } = city;
    agent = await appoint(system, security, 'knowledge-agent', 'hotline-agent');
    supervisor = await appoint(system, security, 'knowledge-supervisor', 'hotline-supervisor');
  }, CITY_MS);
  afterAll(() => browser?.close());

  async function open(by: Caller, path: string): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' },
    });
    await by.enter(context);
    const page = await context.newPage();
    await page.goto(`${city.url}${path}`);
    return page;
  }

  async function write(page: Page, title: string, body: string): Promise<number> {
    await page.getByLabel('标题', { exact: true }).fill(title);
    await page.getByLabel('正文', { exact: true }).fill(body);
    await page.getByLabel('依据').fill('市交通运输局试行通告');
    await page.getByRole('radio', { name: '对外公开' }).check();
    await page.getByRole('button', { name: /^保存 Ctrl/ }).click();
    await page.waitForURL(/\/knowledge\/\d+/, SEEN);
    return Number(new URL(page.url()).pathname.split('/').at(-1));
  }

  async function publish(page: Page): Promise<void> {
    await page.getByRole('button', { name: /^发\s*布/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /发\s*布/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('已发布', { exact: true }).first().waitFor(SEEN);
  }

  it('is written, published, changed, and shows what the change was', { timeout: 360_000 }, async () => {
    const page = await open(agent, '/knowledge/new');
    await page.getByLabel('标题', { exact: true }).fill(TITLE);
    await page.reload();
    // What was typed survives a closed page.
    await page.getByText('有未保存的内容', { exact: false }).waitFor(SEEN);
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe(TITLE);
    expect(await seriousFindings(page)).toEqual([]);
    const id = await write(page, TITLE, BODY);
    expect(await page.getByRole('button', { name: /^发\s*布/ }).count()).toBe(0);
    await page.context().close();

    const board = await open(supervisor, `/knowledge/${id}`);
    await publish(board);
    await board.keyboard.press('e');
    await board.waitForURL(/\/edit$/, SEEN);
    await board.getByLabel('正文', { exact: true }).fill(BODY.replace('学生证', '学生证或老人卡'));
    await board.keyboard.press('Control+s');
    await board.waitForURL(new RegExp(`/knowledge/${id}$`), SEEN);
    await board.getByRole('button', { name: /第 3 版/ }).click();
    await board.locator('.know-difference ins').filter({ hasText: '老人卡' }).waitFor(SEEN);
    expect(await board.locator('.know-difference del').count()).toBe(0);
    expect(await seriousFindings(board)).toEqual([]);
    await keepPicture(board, 'knowledge-article');
    const stored = await supervisor.ask<Article>('GET', `/knowledge/articles/${id}`);
    expect(stored.versions.map(({ act }) => act)).toEqual(['changed', 'published', 'written']);
    expect(stored.body).toContain('老人卡');
    await board.context().close();
  });

  it('is found by a word in the middle of a sentence and read by keys alone', {
    timeout: 360_000,
  }, async () => {
    const page = await open(agent, '/knowledge');
    await page.getByRole('combobox').waitFor(SEEN);
    await page.keyboard.type('莲花山北门');
    const first = page.getByRole('option').first();
    await first.getByText(TITLE).waitFor(SEEN);
    expect(await first.locator('mark').first().textContent()).toMatch(/莲花山北门|莲花/);
    await page.locator('.know-reader').getByText('不接受电话预约', { exact: false }).waitFor(SEEN);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'knowledge-search');
    await page.getByRole('button', { name: '已用此条答复' }).click();
    await page.getByRole('button', { name: '已记录' }).waitFor(SEEN);
    await page.getByRole('combobox').press('Enter');
    await page.waitForURL(/\/knowledge\/\d+$/, SEEN);
    await page.getByRole('heading', { name: TITLE }).waitFor(SEEN);
    await page.context().close();
  });

  it('stands beside the case that is typed, and is taken as its answer', { timeout: 360_000 }, async () => {
    const page = await open(agent, '/cases/desk');
    await page.getByRole('button', { name: /F2/ }).click();
    await page.keyboard.type('想问一下琥珀号观光巴士周六怎么坐');
    const beside = page.getByRole('region', { name: '相关知识' });
    await beside.getByText(TITLE).first().waitFor(SEEN);
    await beside.focus();
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await vi.waitFor(
      async () => expect(await page.locator('[data-pane=answer]').inputValue()).toContain('莲花山北门发车'),
      SEEN,
    );
    await page.context().close();
  });

  it('makes a draft of what was asked and not found, and settles the gap once it is published', {
    timeout: 360_000,
  }, async () => {
    const page = await open(agent, '/knowledge');
    await page.getByRole('combobox').fill(LACKING);
    await page.getByRole('button', { name: '记为缺口，请人补写' }).click();
    await page.getByRole('button', { name: '已记为缺口' }).waitFor(SEEN);
    await page.context().close();

    const board = await open(supervisor, '/knowledge/gaps');
    const row = board.getByRole('row').filter({ hasText: '琉璃号' });
    await row.waitFor(SEEN);
    expect(await seriousFindings(board)).toEqual([]);
    await keepPicture(board, 'knowledge-gaps');
    await row.getByRole('link', { name: '写成草稿' }).click();
    await board.getByText('市民问过而未找到', { exact: false }).waitFor(SEEN);
    expect(await board.getByLabel('标题', { exact: true }).inputValue()).toBe(LACKING);
    const id = await write(board, LACKING, '琉璃号水上快线可以免费携带折叠自行车，须折叠后放在行李区。');
    await publish(board);
    const gaps = await supervisor.ask<KnowledgeGap[]>('GET', '/knowledge/gaps?state=all');
    expect(gaps.find(({ text }) => text.includes('琉璃号'))).toMatchObject({
      state: 'answered',
      article: id,
    });
    const found = await agent.ask<KnowledgeHits>('POST', '/knowledge/searches', { text: LACKING });
    expect(found.hits[0].article.id).toBe(id);
    await board.context().close();
  });

  it('is taught: a course is made, its quiz made right, taken, and who is missing is named', {
    timeout: 540_000,
  }, async () => {
    const missing = await appoint(city.system, city.security, 'knowledge-absent', 'hotline-agent');
    const board = await open(supervisor, '/knowledge/training');
    await board.getByRole('button', { name: '新建培训' }).click();
    const dialog = board.getByRole('dialog');
    await dialog.getByLabel('课程名称').fill('e2e 琥珀号培训');
    await dialog.getByLabel('学习内容').fill('琥珀号观光');
    await board.getByTitle(TITLE).first().click();
    // Going on by Tab leaves what was chosen.
    await board.keyboard.press('Tab');
    await dialog.getByRole('button', { name: '生成测验' }).click();
    await board.waitForURL(/\/knowledge\/training\/\d+$/, SEEN);
    const course = Number(board.url().split('/').at(-1));
    // The generated questions give way to one that a person wrote.
    await board.getByRole('heading', { name: '修改测验' }).waitFor(SEEN);
    const remove = board.getByRole('button', { name: '删除本题' });
    while ((await remove.count()) > 0) await remove.first().click();
    await board.getByRole('button', { name: '增加题目' }).click();
    await board.getByLabel('第 1 题题目').fill('琥珀号从哪里发车？');
    await board.getByLabel('选项 1', { exact: true }).fill('福田口岸');
    await board.getByLabel('选项 2', { exact: true }).fill('莲花山北门');
    await board.getByRole('radio', { name: '选项 2 为正确答案' }).check();
    await board.getByRole('button', { name: '保存测验' }).click();
    await board.getByText('有未保存的修改').waitFor({ state: 'detached' });
    expect(await seriousFindings(board)).toEqual([]);
    await keepPicture(board, 'knowledge-quiz-edit');
    await board.getByRole('button', { name: '开放培训' }).click();
    await board
      .getByRole('alertdialog')
      .getByRole('button', { name: /确\s*定/ })
      .click();
    await board.getByText('进行中', { exact: true }).waitFor(SEEN);

    const page = await open(agent, `/knowledge/training/${course}`);
    expect((await agent.ask<Course>('GET', `/knowledge/courses/${course}`)).answers).toBeNull();
    await page.getByRole('radio', { name: '福田口岸' }).check();
    await page.getByRole('button', { name: /^提\s*交$/ }).click();
    await page.getByText('答对 0 题，共 1 题').waitFor(SEEN);
    await page.getByRole('button', { name: '再答一次' }).click();
    await page.getByRole('radio', { name: '莲花山北门' }).check();
    await page.getByRole('button', { name: /^提\s*交$/ }).click();
    await page.getByText('答对 1 题，共 1 题').waitFor(SEEN);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'knowledge-quiz');
    await page.context().close();

    await board.goto(`${city.url}/knowledge/training`);
    await board.getByText('已达标', { exact: true }).waitFor(SEEN);
    const results = board.getByRole('region', { name: '成绩' });
    await results.getByRole('row').filter({ hasText: 'knowledge-agent' }).getByText('1 / 1').waitFor(SEEN);
    await board.getByRole('region', { name: '未完成' }).getByText('knowledge-absent').waitFor(SEEN);
    expect(await missing.ask<Course>('GET', `/knowledge/courses/${course}`)).toMatchObject({ own: null });
    expect(await seriousFindings(board)).toEqual([]);
    await keepPicture(board, 'knowledge-training');
    await board.context().close();
  });
});
