import type { LinkDetail, SavedViews } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;
const AREA = '/indices/ranking?scope=district';
/** On 滨海大道, four lanes. */
const LINK = 17_529;

describe.skipIf(!browser_path)(
  'addresses that are shared',
  () => {
    let city: SharedCity;
    let browser: Browser;
    let owner: Caller;
    let colleague: Caller;

    beforeAll(async () => {
      [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
      owner = await appoint(city.system, city.security, 'view-owner', 'analyst');
      colleague = await appoint(city.system, city.security, 'view-colleague', 'analyst');
    }, CITY_MS);

    afterAll(async () => {
      await browser?.close();
    });

    async function openAs(caller: Caller, path: string): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'zh-CN',
        reducedMotion: 'reduce',
      });
      await caller.enter(context);
      const page = await context.newPage();
      await page.goto(`${city.url}${path}`);
      return page;
    }

    it('of pages are saved from the bar, shared with a unit, found and opened by its people, and deleted', async () => {
      const page = await openAs(owner, AREA);
      await page.getByRole('button', { name: '保存视图' }).click();
      await page.getByRole('textbox', { name: '名称' }).fill('各区排名');
      await page.getByRole('button', { name: /确\s*定/ }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const { views } = await owner.ask<SavedViews>('GET', '/views');
      expect(views).toMatchObject([{ name: '各区排名', address: AREA, unit: null, own: true }]);

      await owner.ask('PATCH', `/views/${views[0].id}`, { unit: 'city' });
      const other = await openAs(colleague, '/');
      const shared = other.locator('.views-list li', { hasText: '各区排名' });
      await shared.getByText('view-owner 共享').waitFor();
      expect(await shared.getByRole('button').count()).toBe(0);
      await shared.getByRole('link').click();
      await other.waitForURL(`${city.url}${AREA}`);
      await other.keyboard.press('Control+K');
      await other.getByRole('dialog').getByRole('textbox').fill('各区');
      await other.getByRole('dialog').getByText('各区排名').waitFor();

      await page.goto(city.url);
      await page.getByRole('button', { name: '删除：各区排名' }).click();
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: /删\s*除/ })
        .click();
      await page.locator('.views-list').waitFor({ state: 'detached' });
      expect((await colleague.ask<SavedViews>('GET', '/views')).views).toEqual([]);
      await Promise.all([page.context().close(), other.context().close()]);
    });

    it('of a study, asked for on the map, are opened by who may and refused in words to who may not', {
      timeout: 540_000,
    }, async () => {
      const outsider = await appoint(city.system, city.security, 'study-outsider', 'department-user');
      // Nothing can be simulated before the first window of states is over.
      const isKnown = async () =>
        expect((await owner.ask<LinkDetail>('GET', `/links/${LINK}`)).now).toBeTruthy();
      await vi.waitFor(isKnown, { timeout: 300_000, interval: 2_000 });
      const page = await openAs(owner, `/map?chosen=link:${LINK}`);
      const card = page.locator('.simulate-card');
      await card.getByRole('button', { name: /推\s*演/ }).click();
      await card.getByRole('button', { name: '开始推演' }).click();
      await page.waitForURL(/\/studies\/\d+$/);
      await page.getByRole('heading', { name: '方案排名' }).waitFor({ timeout: 270_000 });
      await page.getByText('已完成', { exact: true }).waitFor({ timeout: 270_000 });
      expect(await page.getByText('发布诱导').count()).toBeGreaterThan(0);
      await page.getByRole('slider', { name: '时刻' }).press('ArrowRight');
      await page.getByText('第 31 分钟').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await keepPicture(page, 'study');
      const other = await openAs(colleague, new URL(page.url()).pathname);
      await other.getByRole('heading', { name: '方案排名' }).waitFor();
      const refused = await openAs(outsider, new URL(page.url()).pathname);
      await refused.getByText('无权打开此页面').waitFor();
      await Promise.all([page, other, refused].map((one) => one.context().close()));
    });
  },
  60_000,
);
