import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BARE_MAP, moves, vehiclesInPrint } from './map-picture.ts';
import {
  answered,
  browser_path,
  chooseInMenu,
  findings,
  findingsInBothThemes,
  keepPicture,
  type Misdeeds,
  paintedLinks,
  seriousFindings,
  signIn,
  watch,
} from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';
const PAGES = ['', 'map', 'indices', 'sources', 'history', 'admin', 'profile', 'about'];
/** The city that is shared is in the making at first. */
const PATIENCE_MS = 900_000;
/** The first window of link states ends at a full minute; the rest is patience with a busy machine. */
const FIRST_WINDOW_MS = 360_000;

describe.skipIf(!browser_path)('an operator at the console', () => {
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
  }, PATIENCE_MS);

  afterAll(async () => {
    await browser?.close();
  });

  it('finds a sign-in page that everybody can use, in both themes', { timeout: 180_000 }, async () => {
    await page.goto(city.url);
    await page.locator('#password').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '切换到深色' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'sign-in-dark');
    await page.getByRole('button', { name: '切换到浅色' }).click();
    misdeeds.errors.length = 0; // a browser reports the 401 to a visitor that nobody knows yet
  });

  it('must change the one-time password, then sees the map', async () => {
    await signIn(page, 'operator', await city.addAdministrator('operator'), PASSWORD);
    await page.getByRole('navigation').getByRole('link', { name: '一张图' }).click();
    await page.locator('.map canvas').first().waitFor();
    expect(await page.locator('.map canvas').count()).toBeGreaterThan(0);
  });

  it('sees links coloured by their state', { timeout: FIRST_WINDOW_MS + 10_000 }, async () => {
    await expect.poll(() => paintedLinks(page), { timeout: FIRST_WINDOW_MS }).toBeGreaterThan(200);
    await keepPicture(page, 'map-light');
  });

  it('prints the vehicles where they are', async () => {
    await expect.poll(() => page.evaluate(vehiclesInPrint), { timeout: 60_000 }).toBeGreaterThan(0.95);
  });

  it('sees vehicles move, and nothing else', async () => {
    await expect.poll(() => moves(page), { timeout: 60_000 }).toBe(true);
    await toggleLayer(page, '车辆');
    await expect.poll(() => moves(page), { timeout: 60_000 }).toBe(false);
  });

  it('leaves out what is switched off in the legend, and says so in the address', async () => {
    const free = page
      .getByRole('region', { name: '图例' })
      .getByRole('button', { name: '畅通', exact: true });
    const before = await page.screenshot({ clip: BARE_MAP });
    await free.click();
    await expect
      .poll(() => new URL(page.url()).searchParams.get('without'), { timeout: 30_000 })
      .toBe('state.free,vehicles');
    await expect
      .poll(async () => before.equals(await page.screenshot({ clip: BARE_MAP })), { timeout: 30_000 })
      .toBe(false);
    expect(await free.getAttribute('aria-pressed')).toBe('false');
    await free.click();
    await expect
      .poll(() => new URL(page.url()).searchParams.get('without'), { timeout: 30_000 })
      .toBe('vehicles');
  });

  it('prints the map as it stands, in its colours', async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const colours = await page.locator('.map .print-picture').evaluate((each) => {
      const canvas = each as HTMLCanvasElement;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size;
    });
    expect(colours).toBeGreaterThan(50);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('.print-picture').count()).toBe(0);
  });

  it.each([
    [683, 384],
    [390, 844],
  ])('has the map bare and all within reach in a window of %i × %i', async (width, height) => {
    const before = page.viewportSize() ?? { width: 1440, height: 900 };
    await page.setViewportSize({ width, height });
    const boxOf = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (!box) throw new Error(`${selector} is not on the page`);
      return box;
    };
    const map = await boxOf('.map');
    for (const panel of ['.column-left', '.column-right', '.map-foot'])
      expect((await boxOf(panel)).y).toBeGreaterThanOrEqual(map.y + map.height);
    const out = await boxOf('.bar-account button');
    expect(out.x + out.width).toBeLessThanOrEqual(width);
    for (const link of await page.getByRole('navigation').getByRole('link').all()) {
      const box = await link.boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await keepPicture(page, `map-${width}`);
    await page.setViewportSize(before);
  });

  it('opens a road by a click and reads its state', { timeout: 360_000 }, async () => {
    await page.locator('.column-right ol.ranking .row-button').first().click();
    await page.waitForTimeout(2000);
    const card = page.locator('.card-choice .link-now');
    for (let y = 250; y < 700 && !(await card.isVisible()); y += 9) {
      await page.mouse.click(720, y);
      await page.waitForTimeout(80);
    }
    await card.waitFor({ timeout: 5000 });
    expect(await card.textContent()).toMatch(/畅通|拥堵|无车辆经过/);
    await keepPicture(page, 'link-light');
    await toggleLayer(page, '车辆');
  });

  it('goes from a bad road to its worst links and back', { timeout: 180_000 }, async () => {
    const rows = page.locator('.column-right ol.ranking .row-button:not(.road-link *)');
    const links = page.locator('.road-link');
    const hasLinks = () =>
      links
        .first()
        .waitFor({ timeout: 4000 })
        .then(
          () => true,
          () => false,
        );
    // At night no link of a road may have been driven often enough to be named: then the next road is asked.
    for (let i = 0; i < (await rows.count()); i++) {
      await rows.nth(i).click();
      if (await hasLinks()) break;
    }
    // The address follows a moment later, and may name the road that was asked before.
    const [name] = (await page.locator('.card-choice h2').innerText()).split('（');
    await expect
      .poll(() => new URL(page.url()).searchParams.get('chosen'), { timeout: 30_000 })
      .toMatch(new RegExp(`^road:\\d+/${name}$`));
    const road = new URL(page.url()).searchParams.get('chosen');
    await expect(links.first().getByRole('link').getAttribute('href')).resolves.toMatch(/^\/links\/\d+$/);
    await links.first().locator('.row-button').click();
    await expect
      .poll(() => new URL(page.url()).searchParams.get('chosen'), { timeout: 30_000 })
      .toMatch(/^link:/);
    expect(await findings(page)).toEqual([]);
    await page.locator('.card-choice').getByRole('button', { name: '←' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('chosen'), { timeout: 30_000 }).toBe(road);
    await page.reload();
    await links.first().waitFor();
  });

  it('reaches search and roads by the keyboard, and reads what the pointer rests on', {
    timeout: 270_000,
  }, async () => {
    await page.locator('body').focus();
    const stops = ['跳到主要内容', '综合交通运行指挥中心', '搜索'];
    for (const name of stops) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      expect((await focused.getAttribute('aria-label')) ?? (await focused.textContent())).toBe(name);
    }
    await expect.poll(() => paintedLinks(page), { timeout: 60_000 }).toBeGreaterThan(200);
    await page.getByRole('button', { name: '视野内路段' }).press('Enter');
    const row = page.locator('.in-view .row-button').first();
    await row.waitFor();
    await page.locator('.ant-zoom-big-enter').waitFor({ state: 'detached' });
    expect(await findings(page)).toEqual([]);
    await row.press('Enter');
    await page.locator('.card-choice .link-now').waitFor();
    const tip = page.locator('.hover-tip');
    for (let y = 200; y < 640 && !(await tip.isVisible()); y += 7) {
      await page.mouse.move(720, y);
      await tip.waitFor({ timeout: 400 }).catch(() => undefined); // no road lies there
    }
    expect(await tip.textContent()).toMatch(/畅通|拥堵|无车辆经过|km\/h/);
  });

  it('follows a vehicle and goes along its trace', { timeout: 450_000 }, async () => {
    const online = await city.system.ask<{ id: number; online: boolean; lon: number; lat: number }[]>(
      'GET',
      `/vehicles?query=${encodeURIComponent('粤B')}&limit=50`,
    );
    const { id, lon, lat } = online.find((vehicle) => vehicle.online) ?? online[0];
    await page.goto(`${city.url}/map?at=${lon + 0.2},${lat},13.00&chosen=vehicle:${id}`);
    const card = page.locator('.card-choice');
    await card.getByRole('button', { name: '正在跟随' }).waitFor();
    // It was outside of what is seen; the map goes there.
    const longitude = () => Number(new URL(page.url()).searchParams.get('at')?.split(',')[0]);
    await expect.poll(async () => Math.abs(longitude() - lon), { timeout: 60_000 }).toBeLessThan(0.1);
    await card.getByRole('button', { name: '查看轨迹' }).click();
    const handle = card.getByRole('slider', { name: '轨迹上的时刻' });
    await handle.waitFor({ timeout: 180_000 });
    const end = await handle.getAttribute('aria-valuetext');
    await handle.press('Home');
    await expect.poll(() => handle.getAttribute('aria-valuetext'), { timeout: 30_000 }).not.toBe(end);
    expect(await card.textContent()).toMatch(/起\d\d:\d\d:\d\d止\d\d:\d\d:\d\d行驶/);
    expect(await findings(page)).toEqual([]);
    await card.getByRole('button', { name: '导出' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^trace-${id}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
    await keepPicture(page, 'trace-light');
    await card.getByRole('button', { name: '关闭' }).click();
  });

  it('replays the last hour, then returns to the present', async () => {
    await page.getByRole('button', { name: '全市' }).click();
    await page.getByRole('button', { name: '历史回放' }).click();
    const clock = page.locator('.replay-banner time');
    const began = (await clock.textContent()) ?? '';
    await expect.poll(() => paintedLinks(page), { timeout: 45_000 }).toBeGreaterThan(200);
    await expect
      .poll(() => new URL(page.url()).searchParams.get('t'), { timeout: 30_000 })
      .toBe(began.replace(' ', 'T'));
    // The lamp, the dial and the lists speak of that time; what cannot is veiled.
    expect(await page.locator('.bar .live').textContent()).toContain(`非实时${began.slice(0, 16)}`);
    await expect
      .poll(() => page.locator('.column-left .card-head').first().textContent(), { timeout: 45_000 })
      .toContain(`-${began.slice(11, 16)}`.replace('-', '–'));
    expect(await page.locator('.veiled h2').allTextContents()).toEqual(['数据源状态']);
    expect(await page.locator('.veiled .card > :not(.card-head)').first().isVisible()).toBe(false);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: '播放', exact: true }).click();
    await expect.poll(() => clock.textContent(), { timeout: 45_000 }).not.toBe(began);
    await keepPicture(page, 'replay-light');
    await page.getByRole('button', { name: '暂停' }).click();
  });

  it('types the time of a replay, and sees grey roads where nothing is stored', async () => {
    const time = page.getByLabel('回放时刻 时刻');
    await time.fill('25:00');
    await time.press('Enter');
    await page.getByRole('alert').filter({ hasText: '不是时刻' }).waitFor();
    await page.getByLabel('回放时刻 日期').fill('2020-01-02');
    await time.fill('0304');
    await time.press('Enter');
    await page.locator('.replay-banner', { hasText: '2020-01-02 03:04:00' }).waitFor();
    await page.locator('.replay-banner', { hasText: '此刻没有存储数据' }).waitFor();
    await expect.poll(() => paintedLinks(page), { timeout: 45_000 }).toBe(0);
    await expect
      .poll(() => page.locator('.column-left [data-answer]').first().getAttribute('data-answer'), {
        timeout: 45_000,
      })
      .toBe('no-data');
    await page.getByRole('button', { name: '回到实时' }).click();
    await expect
      .poll(() => page.locator('.replay-banner, .replay-tag, .veiled').count(), { timeout: 30_000 })
      .toBe(0);
    await expect.poll(() => paintedLinks(page), { timeout: 45_000 }).toBeGreaterThan(200);
    await expect.poll(() => new URL(page.url()).searchParams.get('t'), { timeout: 30_000 }).toBeNull();
    misdeeds.errors.length = 0; // a browser reports the 404 of a time of which nothing is stored
  });

  it('reads every page in both themes without a hindrance', { timeout: 900_000 }, async () => {
    for (const name of PAGES) {
      await visit(page, city.url, name);
      expect([name, ...(await findingsInBothThemes(page, name || 'desk'))]).toEqual([name]);
    }
  });

  it('reads every page in English without a key in place of a text', { timeout: 540_000 }, async () => {
    await chooseInMenu(page, 'English');
    for (const name of PAGES) {
      await visit(page, city.url, name);
      const text = await page.locator('body').textContent();
      expect([name, ...(text?.match(/\b[a-z]+(_[a-z]+)*\.[a-z]+_?[a-z_]*\b/g) ?? []).filter(isKey)]).toEqual([
        name,
      ]);
    }
    await keepPicture(page, 'about-english');
    expect(await page.evaluate(() => document.body.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it('keeps the map, its place and its layers while one goes to another page and comes back', async () => {
    await page.goto(`${city.url}/map?at=114.05000,22.54000,12.50&without=vehicles`);
    await expect.poll(() => paintedLinks(page), { timeout: 60_000 }).toBeGreaterThan(200);
    await page
      .locator('.map canvas')
      .first()
      .evaluate((canvas) => canvas.setAttribute('data-same', 'yes'));
    const there = page.getByRole('navigation').getByRole('link', { name: 'Map' });
    await page.getByRole('navigation').getByRole('link', { name: 'Command' }).click();
    await page.locator('.sub-link.active').waitFor();
    expect(await page.locator('.map').count()).toBe(0);
    await there.click();
    await page.locator('.map canvas[data-same]').waitFor();
    await expect
      .poll(() => new URL(page.url()).search)
      .toBe('?at=114.05000%2C22.54000%2C12.50&without=vehicles');
  });

  it('opens a page by its address, forwards the old one, and says where there is none', async () => {
    await page.goto(`${city.url}/#/history`);
    await page.locator('.page h1').waitFor();
    expect(page.url()).toBe(`${city.url}/history`);
    await page.goto(`${city.url}/indices/day?scope=district&key=440304`);
    await page.locator('.sub-link.active').waitFor();
    expect(page.url()).toBe(`${city.url}/indices/day?scope=district&key=440304`);
    for (const address of ['/no-such-page', '/indices/no-such-page', '/links/no-number']) {
      await page.goto(city.url + address);
      await expect.poll(() => page.locator('h1').textContent()).toBe('No such page');
      await page.locator('.bar').waitFor();
    }
  });

  it('leaves a platform that is well when the browser goes away in the middle', async () => {
    const other = await context.newPage();
    await other.goto(`${city.url}/map`);
    await other.locator('.map').waitFor();
    await other.close();
    expect((await fetch(`${city.url}/readyz`)).status).toBe(200);
  });

  it('asked no other host and saw no error', () => {
    expect(misdeeds).toEqual({ errors: [], outside: [] });
  });
});

const GROUPS =
  /^(accounts|about|area|audit|common|desk|desk_page|finder|history|idle|index|indices|keys|layer|link|live|map|nav|network|sharing|sources|vehicles|views|waiting|wall)\./;
const isKey = (word: string) => GROUPS.test(word);

async function visit(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/${name}`);
  await page
    .locator(name === 'map' ? '.map canvas' : '.page h1, .desk h1')
    .first()
    .waitFor();
  if (name !== 'map') return await answered(page);
  await expect.poll(() => paintedLinks(page), { timeout: 60_000 }).toBeGreaterThan(200);
  await expect.poll(() => moves(page), { timeout: 60_000 }).toBe(true);
}

async function toggleLayer(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '图层' }).click();
  await page.getByRole('checkbox', { name, exact: true }).click();
  await page.getByRole('button', { name: '图层' }).click();
  await page.locator('.layers').waitFor({ state: 'hidden' });
}
