import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from './appoint.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;

describe.skipIf(!browser_path)('a console whose files cannot be fetched', () => {
  let city: SharedCity;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    const one_time_password = await city.addAdministrator('upgrade');
    const cookie = await firstSignIn({ url: city.url, account: 'upgrade', one_time_password });
    context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await new Caller(city.url, cookie).enter(context);
  }, CITY_MS);

  afterAll(async () => {
    await browser?.close();
  });

  /** The page about the platform, before anything else was fetched. */
  async function openAbout(): Promise<Page> {
    const page = await context.newPage();
    await page.addInitScript(() => {
      // Nothing is fetched ahead: as in a browser that is asked to save data.
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    await page.goto(`${city.url}/about`);
    await page.locator('main h1').waitFor();
    return page;
  }

  it('keeps its frame without a network, says why, and opens pages and parts on a retry', async () => {
    const page = await openAbout();
    await page.route('**/assets/**', (route) => route.abort());
    await page.getByRole('link', { name: '底座', exact: true }).click();
    await page.getByRole('heading', { name: '页面没有打开' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: '系统', exact: true }).click();
    await page.getByText('此部分未能载入').waitFor();
    await page.unroute('**/assets/**');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('table').first().waitFor();
    await page.getByRole('link', { name: '底座', exact: true }).click();
    await page.getByRole('heading', { name: '数据源', exact: true }).waitFor();
    await page.close();
  });

  it('is reloaded where a file is gone because the server has another build', async () => {
    const page = await openAbout();
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }));
    let asked = 0;
    await page.route(`${city.url}/admin/**`, async (route) => {
      asked++;
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/(<script[^>]+src=")([^"]+)"/, '$1/assets/other.js"');
      // The first is the question for the build, the next the new document.
      return asked === 1 ? route.fulfill({ response: answer, body }) : route.fulfill({ response: answer });
    });
    const reloaded = page.waitForEvent('load');
    await page.getByRole('link', { name: '系统', exact: true }).click();
    await reloaded;
    expect(asked).toBeGreaterThan(1);
    await page.close();
  });

  it('says that a new build waits, and opens the next page in it', async () => {
    const page = await openAbout();
    await page.clock.install();
    await page.reload();
    await page.locator('main h1').waitFor();
    await page.route(`${city.url}/`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<script type="module" src="/assets/other.js"></script>',
      }),
    );
    await page.clock.fastForward('06:00');
    await page.getByText('系统已升级').waitFor();
    await page.unroute(`${city.url}/`);
    const loaded = page.waitForEvent('load');
    await page.getByRole('link', { name: '系统', exact: true }).click();
    await loaded;
    await page.getByRole('table').first().waitFor();
    await page.close();
  });
});
