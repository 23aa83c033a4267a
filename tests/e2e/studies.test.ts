import type { Study } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;
const RUN_MS = 540_000;

describe.skipIf(!browser_path)(
  'studies of scenarios',
  () => {
    let city: SharedCity;
    let browser: Browser;
    let analyst: Caller;

    beforeAll(async () => {
      [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
      analyst = await appoint(city.system, city.security, 'study-analyst', 'analyst');
      // Nothing can be asked before the first window of states is over.
      const hasStates = async () =>
        expect(await analyst.ask('GET', '/indices/current?scope=city')).not.toEqual([]);
      await vi.waitFor(hasStates, { timeout: 300_000, interval: 2_000 });
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

    /** Goes to a control as Tab would, and presses keys there. */
    async function press(
      page: Page,
      role: 'button' | 'combobox' | 'spinbutton',
      name: string,
      ...keys: string[]
    ) {
      await page.getByRole(role, { name }).last().focus();
      for (const key of keys) await page.keyboard.press(key);
    }

    /** Adds an action of a kind to the last scenario, and chooses a link of a road for it. */
    async function addAction(page: Page, down: number, kind: string, road: string) {
      await press(page, 'combobox', '添加措施', 'ArrowDown');
      await page.getByRole('option', { name: '封闭' }).last().waitFor({ state: 'attached' });
      for (let i = 0; i < down; i++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('group', { name: kind }).last().waitFor();
      await press(page, 'combobox', '路段');
      await page.keyboard.type(road);
      await page.locator('.ant-select-item-option-content', { hasText: road }).first().waitFor();
      await page.keyboard.press('Enter');
    }

    it('three of them are edited by keyboard alone, survive a reload, run, are compared and run again to the same bytes', {
      timeout: 2 * RUN_MS,
    }, async () => {
      const page = await openAs(analyst, '/studies/new');
      await page.getByRole('heading', { name: '新建推演' }).waitFor();
      await page.getByText('请填写方案').waitFor();
      await press(page, 'button', '添加方案', 'Enter');
      await addAction(page, 1, '占道', '滨海大道');
      await press(page, 'spinbutton', '占用车道', 'ArrowUp');
      await press(page, 'button', '复制方案', 'Enter');
      await press(page, 'button', '复制方案', 'Enter');
      await page.getByRole('heading', { name: '方案 3' }).waitFor();
      await page.getByText('检查通过').waitFor({ timeout: 90_000 });
      expect(await seriousFindings(page)).toEqual([]);
      await page.reload();
      await page.getByRole('heading', { name: '方案 3' }).waitFor();
      expect(await page.getByRole('spinbutton', { name: '占用车道' }).first().inputValue()).toBe('2');
      await page.getByText('检查通过').waitFor({ timeout: 90_000 });
      await keepPicture(page, 'study-editor');
      await press(page, 'button', '开始推演', 'Enter');
      await page.waitForURL(/\/studies\/\d+$/);
      await page.locator('.study-heading').getByText('已完成', { exact: true }).waitFor({ timeout: RUN_MS });
      await page.getByRole('heading', { name: '指标对比' }).waitFor();
      const path = new URL(page.url()).pathname;
      const { result } = await analyst.ask<Study>('GET', path);
      expect(result?.scenarios.map(({ key }) => key).sort()).toEqual(['none', 'plan-1', 'plan-2', 'plan-3']);
      // Equal scenarios have equal figures: copies differ in nothing.
      const [first, second] = ['plan-1', 'plan-2'].map((key) =>
        result?.scenarios.find((one) => one.key === key),
      );
      expect(second?.kpis).toEqual(first?.kpis);
      await press(page, 'combobox', '与另一方案比较', 'ArrowDown', 'Enter');
      await page.getByText('无车通过').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await keepPicture(page, 'study-compared');

      await press(page, 'button', '复算', 'Enter');
      await page.getByText('复算自推演').waitFor();
      await page.getByText('结果与原推演逐字节一致').waitFor({ timeout: RUN_MS });
      await page.context().close();

      const colleague = await appoint(city.system, city.security, 'study-reader', 'analyst');
      const outsider = await appoint(city.system, city.security, 'study-stranger', 'department-user');
      const [other, refused] = await Promise.all([openAs(colleague, path), openAs(outsider, path)]);
      await other.getByRole('heading', { name: '方案排名' }).waitFor();
      await refused.getByText('无权打开此页面').waitFor();
      await Promise.all([other, refused].map((one) => one.context().close()));
    });

    it('what is wrong with a scenario is named in the list, and it cannot be run', {
      timeout: 180_000,
    }, async () => {
      const page = await openAs(analyst, '/studies/new');
      await page.getByRole('heading', { name: '新建推演' }).waitFor();
      await press(page, 'button', '清空草稿', 'Enter');
      await press(page, 'button', '添加方案', 'Enter');
      await addAction(page, 1, '占道', '滨海大道');
      const lanes = page.getByRole('spinbutton', { name: '占用车道' });
      await lanes.fill('12');
      await lanes.blur();
      await page.getByText('占用车道数不能更多').waitFor({ timeout: 90_000 });
      expect(await page.getByRole('button', { name: '开始推演' }).isDisabled()).toBe(true);
      await page.context().close();
    });
  },
  60_000,
);
