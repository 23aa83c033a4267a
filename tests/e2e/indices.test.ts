import { buffer } from 'node:stream/consumers';
import type { IndexConfiguration, IndexLinks } from '@opentocc/contract';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appoint, Caller } from './appoint.ts';
import {
  answered,
  browser_path,
  chooseInMenu,
  findingsInBothThemes,
  keepPicture,
  type Misdeeds,
  seriousFindings,
  signIn,
  watch,
} from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';
/** The past of the city is made once for all files of a run; the rest is patience with a busy machine. */
const PAST_MS = 900_000;
/** For an answer of the platform. */
const PATIENCE_MS = 180_000;
/** A day of the city as an address says it. */
const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
const PAGES = ['', '/day', '/pattern', '/ranking', '/road', '/compare', '/configuration'];

describe.skipIf(!browser_path)('an analyst at the indices', () => {
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
      acceptDownloads: true,
    });
    page = await context.newPage();
    misdeeds = watch(page, city.url);
    await page.goto(city.url);
    await page.locator('#password').waitFor();
    await signIn(page, 'analyst', await city.addAdministrator('analyst'), PASSWORD);
    misdeeds.errors.length = 0; // a browser reports the 401 to a visitor that nobody knows yet
  }, PAST_MS);

  afterAll(async () => {
    await browser?.close();
  });

  const visit = async (path: string) => {
    await page.goto(`${city.url}/indices${path}`);
    await page.locator('.sub-link.active').waitFor();
  };
  const rowsOf = (card: string) => page.locator('.card', { hasText: card }).locator('tr.ant-table-row');

  it('reads a day with its values, its standard and what it rests on', {
    timeout: PATIENCE_MS + 30_000,
  }, async () => {
    // Not today, which has no hours yet after midnight.
    await visit(`/day?day=${daysAgo(1)}`);
    await expect.poll(() => rowsOf('逐时段数值').count(), { timeout: PATIENCE_MS }).toBeGreaterThan(3);
    const basis = await page.locator('.basis').first().textContent();
    expect(basis).toMatch(/GB\/T 33171-2016 C · 2026-11-01.*里程覆盖率.*样本量.*窗口数.*暂定/);
  });

  it('opens a figure down to its links, and a link to its evidence', { timeout: 450_000 }, async () => {
    await visit('');
    const open = page.getByRole('button', { name: '查看路段' }).first();
    await open.waitFor({ timeout: 360_000 });
    await open.click();
    const link = page.locator('.behind tr.ant-table-row a').first();
    await link.waitFor();
    expect(await page.locator('.behind .basis').textContent()).toMatch(/GB\/T 33171-2016/);
    expect(await seriousFindings(page)).toEqual([]);
    await link.click();
    await page.locator('.evidence-drawing').waitFor({ timeout: 60_000 });
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'evidence-light');
  });

  it('shows plates of an evidence masked, and one in full to a duty officer who says why', async () => {
    const system = await Caller.at(city.url, context);
    const officer = await appoint(system, city.security, 'officer', 'duty-officer');
    const busiest = async () => {
      const { links } = await system.ask<IndexLinks>('GET', '/indices/links?scope=city&key=city');
      return links.sort((a, b) => b.samples - a.samples)[0];
    };
    await expect.poll(async () => (await busiest())?.samples, { timeout: 270_000 }).toBeGreaterThan(2);
    const evidence = `${city.url}/links/${(await busiest()).link}`;
    await page.goto(evidence);
    await page.locator('tr.ant-table-row', { hasText: '粤' }).first().waitFor();
    expect(await page.getByRole('button', { name: '查看', exact: true }).count()).toBe(0);

    const own = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' });
    await officer.enter(own);
    const desk = await own.newPage();
    await desk.goto(evidence);
    // The table is asked for again meanwhile and sorted again: the vehicle is held by its key, not by its place.
    const shown = desk.locator('tr.ant-table-row', { hasText: '粤' }).first();
    const key = await shown.getAttribute('data-row-key', { timeout: 60_000 });
    const first = desk.locator(`tr[data-row-key="${key}"] td:first-child`);
    await expect.poll(() => first.textContent(), { timeout: 60_000 }).toMatch(/^粤[A-Z]·.\*+.查看$/);
    await first.getByRole('button', { name: '查看' }).click();
    await desk.getByPlaceholder('查看理由').fill('核实停驶车辆');
    await desk.getByRole('button', { name: '确定' }).click();
    await expect.poll(() => first.textContent(), { timeout: 60_000 }).toMatch(/^粤[A-Z]·[A-Z0-9]{5,6}$/);
    await own.close();
  }, 450_000);

  it('takes a chart and its numbers away in three formats, with their standard', {
    timeout: 180_000,
  }, async () => {
    await visit('/day');
    await rowsOf('逐时段数值').first().waitFor();
    const save = async (format: RegExp): Promise<Download> => {
      await page.locator('.card', { hasText: '日变化曲线' }).locator('.export-button').first().click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: format }).click(),
      ]);
      return download;
    };
    const contentOf = async (download: Download) => buffer(await download.createReadStream());
    const csv = (await contentOf(await save(/CSV/))).toString();
    expect(csv).toMatch(/标准|依据/);
    expect(csv).toContain('GB/T 33171-2016 C');
    expect((await contentOf(await save(/XLSX/))).subarray(0, 2).toString()).toBe('PK');
    expect((await contentOf(await save(/PNG/))).subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows on a map where two days differ, and marks a link of the list on it', {
    timeout: PATIENCE_MS + 60_000,
  }, async () => {
    const [before, after] = [daysAgo(2), daysAgo(1)];
    await visit(`/compare?a_from=${before}&a_to=${before}&b_from=${after}&b_to=${after}`);
    const rows = rowsOf('变化最大的路段');
    await rows.first().waitFor({ timeout: PATIENCE_MS });
    const map = page.locator('.change-map');
    await expect
      .poll(async () => Number(await map.getAttribute('data-painted-links')), { timeout: 90_000 })
      .toBeGreaterThan(1000);
    await rows.first().getByRole('button').click();
    await page.locator('.row-chosen').waitFor();
    expect(await page.locator('.headline-first').textContent()).toMatch(/[+−±]\d\.\d\d/);
  });

  it('previews parameters on yesterday, sets them for tomorrow and takes them back', {
    timeout: 2 * PATIENCE_MS,
  }, async () => {
    await visit('/configuration');
    await page.getByText('附录 A · 严重拥堵里程占比').click();
    await page.getByRole('textbox', { name: '理由' }).fill('试用附录 A');
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: /预\s*览/ }).click();
          await page.waitForTimeout(3000);
          return page.locator('.preview-card tr.ant-table-row').count();
        },
        { timeout: PATIENCE_MS, interval: 5000 },
      )
      .toBeGreaterThan(10);
    await page.getByRole('button', { name: /^设\s*定$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /设\s*定/ })
      .click();
    const future = page.locator('tr.ant-table-row', { hasText: '待生效' });
    await future.waitFor();
    expect(await future.textContent()).toContain('试用附录 A');
    expect(await seriousFindings(page)).toEqual([]);
    await future.getByRole('button', { name: /撤\s*回/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /撤\s*回/ })
      .click();
    await future.waitFor({ state: 'detached' });
  });

  it('reads every page in both themes without a hindrance', { timeout: 360_000 }, async () => {
    for (const path of PAGES) {
      await visit(path);
      await answered(page);
      expect([path, ...(await findingsInBothThemes(page, `indices${path.replace('/', '-')}`))]).toEqual([
        path,
      ]);
    }
  });

  it('sorts indices into the bands that the configuration of the day sets', {
    timeout: 180_000,
  }, async () => {
    const standards = '**/api/v1/indices/standards';
    const band_below = [1, 3, 4.5, 9];
    await page.route(standards, async (route) => {
      const response = await route.fetch();
      const all = (await response.json()) as IndexConfiguration[];
      const json = all.map((one) => ({ ...one, shenzhen: { ...one.shenzhen, band_below } }));
      await route.fulfill({ response, json });
    });
    await visit('/pattern');
    await page.reload();
    const key = page.locator('.scale-key').first();
    await key.waitFor();
    // Beside the letter that is the second sign of each colour.
    const texts = await key.locator('span').evaluateAll((spans) =>
      spans.map(({ childNodes }) =>
        [...childNodes]
          .slice(1)
          .map((one) => one.textContent)
          .join(''),
      ),
    );
    expect(texts).toEqual(['畅通 < 1', '基本畅通 1–3', '缓行 3–4.5', '较拥堵 4.5–9', '拥堵 ≥ 9']);
    await visit(`/day?day=${daysAgo(1)}`);
    const first = page.locator('.headline-first dd');
    await first.waitFor();
    const [, index, band] = /^([\d.]+) (.+)$/.exec((await first.textContent()) ?? '') ?? [];
    const names = ['畅通', '基本畅通', '缓行', '较拥堵', '拥堵'];
    expect(band).toBe(names[band_below.filter((bound) => Number(index) >= bound).length]);
    await page.unroute(standards);
    await page.reload();
  });

  it('reads every page in English without a key in place of a text', { timeout: 180_000 }, async () => {
    await chooseInMenu(page, 'English');
    for (const path of PAGES) {
      await visit(path);
      await answered(page);
      const text = (await page.locator('main').textContent()) ?? '';
      expect([path, ...(text.match(/\b(analysis|export|index|link|evidence)\.[a-z_]+/g) ?? [])]).toEqual([
        path,
      ]);
      expect(await page.evaluate(() => document.body.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    expect(misdeeds).toEqual({ errors: [], outside: [] });
  });
});
