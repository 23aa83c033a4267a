import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  browser_path,
  keepPicture,
  type Misdeeds,
  paintedLinks,
  seriousFindings,
  signIn,
  watch,
} from './open-browser.ts';
import type { RunningCity } from './running-city.ts';
import { joinBrowser, startPreparedCity } from './shared-city.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';
const PATIENCE_MS = 120_000;

describe.skipIf(!browser_path)('the wall', () => {
  let city: RunningCity;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    [city, browser] = await Promise.all([startPreparedCity(), joinBrowser()]);
    const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
    page = await screen.newPage();
    misdeeds = watch(page, city.url);
    await page.goto(city.url);
    await signIn(page, city.account, city.one_time_password, PASSWORD);
    await page.goto(`${city.url}/wall.html`);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  it('shows the living city without a hand at it', { timeout: PATIENCE_MS }, async () => {
    await page.locator('.wall-live', { hasText: '实时' }).waitFor({ timeout: PATIENCE_MS });
    await expect.poll(() => paintedLinks(page), { timeout: PATIENCE_MS }).toBeGreaterThan(200);
    expect(await seriousFindings(page)).toEqual([]);
    expect(misdeeds.outside).toEqual([]);
    await keepPicture(page, 'wall');
  });

  it('comes back by itself after the platform was started again', { timeout: 2 * PATIENCE_MS }, async () => {
    await city.restart(async () => {
      await page.locator('.wall-live', { hasText: '连接中断' }).waitFor({ timeout: 60_000 });
      await keepPicture(page, 'wall-lost');
    });
    await page.locator('.wall-live', { hasText: '实时' }).waitFor({ timeout: PATIENCE_MS });
  });
});
