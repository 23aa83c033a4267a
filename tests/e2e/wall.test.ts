import type { SourceHealth } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  browser_path,
  findings,
  keepPicture,
  type Misdeeds,
  paintedLinks,
  signIn,
  watch,
} from './open-browser.ts';
import type { RunningCity } from './running-city.ts';
import { joinBrowser, startPreparedCity } from './shared-city.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';
const PATIENCE_MS = 360_000;

describe.skipIf(!browser_path)('the wall', () => {
  let city: RunningCity;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    [city, browser] = await Promise.all([startPreparedCity(), joinBrowser()]);
    const screen = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    page = await screen.newPage();
    misdeeds = watch(page, city.url);
    await page.goto(city.url);
    await signIn(page, city.account, city.one_time_password, PASSWORD);
    await page.goto(`${city.url}/wall.html`);
  }, 900_000);

  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  it('shows the living city without a hand at it', { timeout: 3 * PATIENCE_MS }, async () => {
    await page.locator('.wall-live', { hasText: '实时' }).waitFor({ timeout: PATIENCE_MS });
    await expect.poll(() => paintedLinks(page), { timeout: PATIENCE_MS }).toBeGreaterThan(200);
    expect(await findings(page)).toEqual([]);
    expect(misdeeds.outside).toEqual([]);
    await keepPicture(page, 'wall');
  });

  it('rotates its scenes, and stands while somebody holds it', { timeout: PATIENCE_MS }, async () => {
    const scene = (name: string) => page.locator(`[data-scene=${name}]`).waitFor({ timeout: 180_000 });
    await page.goto(`${city.url}/wall.html?scenes=district,day,watch,hotline,sources&every=8`);
    for (const name of ['district', 'day', 'watch', 'hotline', 'sources']) {
      await scene(name);
      expect(await findings(page)).toEqual([]);
    }
    await page.keyboard.press('Space');
    await page.locator('.wall-paused').waitFor();
    const held = await page.locator('.wall').getAttribute('data-scene');
    await page.waitForTimeout(9_000);
    expect(await page.locator('.wall').getAttribute('data-scene')).toBe(held);
  });

  it('brings a source that fails to the front and says why', { timeout: PATIENCE_MS }, async () => {
    let failed = '';
    await page.route('**/api/v1/sources', async (route) => {
      const sources: SourceHealth[] = await (await route.fetch()).json();
      const one = sources.find(
        ({ state, name }) => name.zh === failed || (failed === 'next' && state === 'ok'),
      );
      if (one) failed = one.name.zh;
      await route.fulfill({
        json: sources.map((source) => (source === one ? { ...source, state: 'silent' } : source)),
      });
    });
    await page.goto(`${city.url}/wall.html?scenes=city&every=600`);
    await page.locator('[data-scene=city] .wall-counts b', { hasText: '/' }).waitFor({ timeout: 180_000 });
    failed = 'next';
    await page.locator('[data-scene=source]').waitFor({ timeout: 180_000 });
    expect(await page.locator('.wall-event').innerText()).toContain(failed);
    expect(await page.locator('tr[aria-current] th').innerText()).toContain(failed);
    expect(await findings(page)).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' }); // one may be on its way
  });

  it.each([
    [1366, 768],
    [3840, 1080],
  ])('lays nothing over anything else at %i × %i', { timeout: 2 * PATIENCE_MS }, async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${city.url}/wall.html?scenes=city`);
    await page.locator('.wall-list .wall-row').first().waitFor({ timeout: PATIENCE_MS });
    const parts = ['.wall-head', '.wall-caption', '.map', '.legend', '.wall-origin', '.wall-card'];
    expect(await page.evaluate(overlapping, parts)).toEqual([]);
    await keepPicture(page, `wall-${width}x${height}`);
  });

  it('comes back by itself after the platform was started again', { timeout: 2 * PATIENCE_MS }, async () => {
    await city.restart(async () => {
      await page.locator('.wall-live', { hasText: '连接中断' }).waitFor({ timeout: 180_000 });
      await keepPicture(page, 'wall-lost');
    });
    await page.locator('.wall-live', { hasText: '实时' }).waitFor({ timeout: PATIENCE_MS });
  });
});

/** Runs in the page. @returns pairs of parts that cover each other, and parts that reach off the screen */
function overlapping(parts: readonly string[]): string[] {
  const boxes = parts
    .flatMap((part) => [...document.querySelectorAll(part)])
    .map((one) => ({ name: one.className, box: one.getBoundingClientRect() }));
  const covers = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(({ name, box }, i) => [
    ...boxes.slice(i + 1).flatMap((other) => (covers(box, other.box) ? [`${name} × ${other.name}`] : [])),
    ...(box.right > innerWidth + 1 || box.bottom > innerHeight + 1 ? [`${name} off the screen`] : []),
  ]);
}
