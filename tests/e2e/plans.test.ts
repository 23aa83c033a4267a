import type { PlanDetail, PlanRunDetail, RunTask } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;

describe.skipIf(!browser_path)('plans', () => {
  let city: SharedCity;
  let browser: Browser;
  let officer: Caller;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    officer = await appoint(city.system, city.security, 'plan-officer', 'duty-officer');
  }, CITY_MS);
  afterAll(() => browser?.close());

  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await officer.enter(context);
    const page = await context.newPage();
    await page.goto(`${city.url}${path}`);
    return page;
  }

  it('are written on the board, checked, published, drilled, and their tasks done', {
    timeout: 540_000,
  }, async () => {
    const page = await open('/plans');
    await page.getByRole('button', { name: '新建预案' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('e2e 大客流');
    await dialog.getByRole('radio', { name: /枢纽大客流/ }).check();
    await dialog.getByRole('button', { name: /新\s*建/ }).click();
    await page.waitForURL(/\/plans\/\d+$/);
    const plan = Number(page.url().split('/').at(-1));

    // The task goes to the centre, whose officer does it below.
    await page.getByRole('button', { name: /增发枢纽公交/ }).click();
    await dialog.getByLabel('派给（机构标签）').fill('city-centre');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: /确\s*定/ }).click();
    await page.getByText('有未保存的修改').waitFor();
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('有未保存的修改').waitFor({ state: 'detached' });
    const saved = await officer.ask<PlanDetail>('GET', `/plans/${plan}`);
    expect(saved.document.phases[0].tasks[1].tag).toBe('city-centre');
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'plan-board');
    await page.getByRole('button', { name: /^发\s*布$/ }).click();
    await dialog.getByRole('button', { name: /^发\s*布$/ }).click();
    await page.getByText('已发布', { exact: true }).first().waitFor();

    await page.getByRole('button', { name: /^启\s*动$/ }).click();
    await dialog.getByLabel('这是演练').check();
    await dialog.getByRole('button', { name: /^启\s*动$/ }).click();
    await page.waitForURL(/\/plans\/runs\/\d+$/);
    await page.getByText('消息只登记，不会发给任何真实接收方', { exact: false }).waitFor();
    const run = Number(page.url().split('/').at(-1));
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'plan-run');

    const task = page.locator('.plans-task').filter({ hasText: '增发枢纽公交' });
    await task.getByRole('button', { name: /接\s*受/ }).click();
    await task.getByRole('button', { name: /办\s*结/ }).click();
    await dialog.getByLabel('办理情况').fill('已增发 6 班');
    await dialog.getByRole('button', { name: /办\s*结/ }).click();
    await task.getByText('已增发 6 班', { exact: false }).waitFor();
    const own = await officer.ask<RunTask[]>('GET', '/plan-tasks');
    expect(own.some((one) => one.run === run && one.drill)).toBe(true);

    await page.getByRole('button', { name: '终止预案' }).click();
    await dialog.getByLabel('理由').fill('演练结束');
    await dialog.getByRole('button', { name: '终止预案' }).click();
    await page.getByText('已终止', { exact: true }).first().waitFor();
    const ended = await officer.ask<PlanRunDetail>('GET', `/plan-runs/${run}`);
    expect(ended.tasks_all.map(({ state }) => state).sort()).toEqual(['done', 'withdrawn', 'withdrawn']);
    await page.context().close();
  });
});
