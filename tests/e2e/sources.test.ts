import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser_path, keepPicture, type Misdeeds, seriousFindings, signIn, watch } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';
/** The past of the city is made once for all files of a run; the rest is patience with a busy machine. */
const PAST_MS = 900_000;
/** For an answer of the platform. */
const PATIENCE_MS = 180_000;

describe.skipIf(!browser_path)('who looks after the sources', () => {
  let city: SharedCity;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    misdeeds = watch(page, city.url);
    await page.goto(city.url);
    await page.locator('#password').waitFor();
    await signIn(page, 'steward', await city.addAdministrator('steward'), PASSWORD);
    misdeeds.errors.length = 0; // a browser reports the 401 to a visitor that nobody knows yet
    await page.getByRole('link', { name: '数据源' }).first().click();
  }, PAST_MS);

  afterAll(async () => {
    await browser?.close();
  });

  const finding = (words: string) => page.locator('tr.ant-table-row', { hasText: words }).first();

  it('reads which clocks and which datum are wrong, and why', {
    timeout: 2 * PATIENCE_MS + 20_000,
  }, async () => {
    await finding('疑似按 UTC 填写').waitFor({ timeout: PATIENCE_MS });
    await finding('声明 WGS-84，实际发送 GCJ-02').waitFor({ timeout: PATIENCE_MS });
    await finding('疑似按 UTC 填写').click();
    const details = page.locator('.finding-details');
    expect(await details.textContent()).toMatch(/−8 h 00 min|−7 h 59 min/);
    expect(await details.textContent()).toMatch(/粤B·/);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'sources-light');
  });

  it('sees the very fixes that were not used, with plates masked', async () => {
    await page.getByRole('button', { name: /查看被剔除的定位/ }).click();
    const rows = page.locator('.ant-drawer tr.ant-table-row');
    await rows.first().waitFor();
    expect(await rows.first().textContent()).toMatch(/粤B·.\*+.*早 8 h 00 min|粤B·.\*+.*早 7 h 59 min/);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' });
  });

  it('goes by the arrow keys to the hour in which it began', { timeout: PATIENCE_MS + 20_000 }, async () => {
    const cell = page.locator('.heat-cell[tabindex="0"]');
    const reasonsOfYesterday = async () => {
      await page.reload();
      await page.locator('.compare').getByRole('button', { name: '示范城市配送企业' }).click();
      await page.getByText('时钟异常率').click();
      await cell.focus();
      await page.keyboard.press('ArrowUp');
      await page.waitForTimeout(2500);
      return (await page.locator('.reasons').allTextContents()).join('');
    };
    await expect.poll(reasonsOfYesterday, { timeout: PATIENCE_MS }).toMatch(/时钟滞后/);
    expect(await page.locator('.heat-cell.chosen').count()).toBe(1);
    const colours = await page
      .locator('.heat-cell')
      .evaluateAll((cells) => new Set(cells.map((each) => each.style.background)).size);
    expect(colours).toBeGreaterThan(2);
  });

  it('corrects the datum where its fault is shown', async () => {
    await finding('声明 WGS-84，实际发送 GCJ-02').click();
    await page.getByRole('button', { name: '修改该数据源的坐标系' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.ant-select').click();
    await page.locator('.ant-select-item-option', { hasText: 'GCJ-02' }).click();
    await dialog.getByRole('button', { name: /确\s*定/ }).click();
    const row = page
      .locator('tr.ant-table-row', { hasText: 'JT/T 808' })
      .filter({ hasText: '示范网约车平台' });
    await expect.poll(() => row.textContent()).toMatch(/GCJ-02/);
    expect(misdeeds.errors).toEqual([]);
  });
});
