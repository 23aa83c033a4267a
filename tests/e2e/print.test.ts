import type { PermissionInfo, Session } from '@opentocc/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from './appoint.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path } from './open-browser.ts';
import { PAGES } from './pages.ts';
import { FRAME, readPrinted } from './printed.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

/** A4 without its margins at 96 dots to the inch, upright and lying. */
const PAPERS = [
  { width: 718, height: 1024 },
  { width: 1047, height: 695 },
] as const;
const CITY_MS = 900_000;
const PATIENCE_MS = 60_000;

describe.skipIf(!browser_path)('on paper', () => {
  let city: SharedCity;
  let browser: Browser;
  let context: BrowserContext;
  let session: Session;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    const one_time_password = await city.addAdministrator('printer');
    const cookie = await firstSignIn({ url: city.url, account: 'printer', one_time_password });
    const caller = new Caller(city.url, cookie);
    const permissions = await caller.ask<PermissionInfo[]>('GET', '/permissions');
    const own = await caller.ask<Session>('GET', '/session');
    session = { ...own, permissions: permissions.map(({ code }) => code), reach: {} };
    context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await caller.enter(context);
  }, CITY_MS);

  afterAll(async () => {
    await browser?.close();
  });

  it('every page is as wide as the paper, without the frame, and says where it is from and when it was printed', {
    timeout: 900_000,
  }, async () => {
    const page = await context.newPage();
    await page.route('**/api/v1/session', (route) => route.fulfill({ json: session }));
    await page.goto(`${city.url}/about`);
    await page.locator('main h1').waitFor();
    for (const path of PAGES) {
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1440, height: 900 });
      await goTo(page, path);
      await page
        .waitForFunction(() => !document.querySelector('main [data-answer=loading]'), null, {
          timeout: PATIENCE_MS,
        })
        .catch(() => undefined); // what still loads is printed as that
      await page.emulateMedia({ media: 'print' });
      for (const paper of PAPERS) {
        await page.setViewportSize(paper);
        const { line, ...found } = await page.evaluate(readPrinted, FRAME);
        expect({ path, paper, ...found }).toEqual({ path, paper, cut: [], frame: [] });
        expect(line).toContain('打印人 printer');
        expect(line).toContain(new URL(page.url()).pathname);
        expect(line).toMatch(/打印时间 \d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
      }
    }
    await page.close();
  });

  it('a chart is printed whole, though the paper is narrower than the screen', async () => {
    const page = await context.newPage();
    await page.route('**/api/v1/session', (route) => route.fulfill({ json: session }));
    await page.goto(`${city.url}/indices/ranking`);
    await page.locator('.chart canvas').first().waitFor();
    await page.waitForTimeout(1500); // the bars have grown
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(PAPERS[0]);
    const inked = await page
      .locator('.chart .print-picture')
      .first()
      .evaluate((picture) => {
        const { width, height } = picture as HTMLCanvasElement;
        const pixels = (picture as HTMLCanvasElement)
          .getContext('2d')
          ?.getImageData(0, 0, width, height).data;
        const drawn = pixels?.filter((value, at) => at % 4 === 3 && value > 0).length ?? 0;
        return picture.clientWidth > 0 && picture.getBoundingClientRect().right <= innerWidth ? drawn : 0;
      });
    expect(inked).toBeGreaterThan(1000);
    await page.close();
  });
});

/** Goes to a page as a link would, without loading the console again, and waits until it stands. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    for (const one of document.querySelectorAll('[data-answer]')) one.setAttribute('data-left', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  const stands = () =>
    document.querySelector('main h1') !== null &&
    document.querySelector('main [data-answer]:not([data-left])') !== null &&
    ![...document.querySelectorAll('main [data-left]')].some((one) => !one.closest('.map-host'));
  await page.waitForFunction(stands, null, { timeout: PATIENCE_MS });
}
