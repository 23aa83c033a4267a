import type { Situation, SituationList } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;

describe.skipIf(!browser_path)('the situation desk', () => {
  let city: SharedCity;
  let browser: Browser;
  let officer: Caller;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    officer = await appoint(city.system, city.security, 'situation-officer', 'duty-officer');
  }, CITY_MS);
  afterAll(() => browser?.close());

  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' },
    });
    await officer.enter(context);
    const page = await context.newPage();
    await page.goto(`${city.url}${path}`);
    return page;
  }

  /** Somebody calls about a place where nothing else is known. */
  async function call(text: string): Promise<Situation> {
    const { situations } = await officer.ask<SituationList>('GET', '/situations');
    const [lon, lat] = [114.0579 + situations.length * 1e-5, 22.5431];
    const caller = { name: '王小明', phone: '13812345678' };
    return officer.ask('POST', '/situations', {
      ...{
        key: `e2e-call-${text.length}-${Date.now()}`,
        origin: 'call',
        kind: 'obstruction',
        text,
        lon,
        lat,
        caller,
      },
    });
  }

  it('follows a call by the keyboard from receipt to review, each step with its clock and its row', {
    timeout: 540_000,
  }, async () => {
    const { id } = await call('路中间有掉落的货箱');
    const page = await open(`/situations?situation=${id}`);
    const panel = page.locator('.situation-panel');
    await panel.getByText(`事件 ${id}`).waitFor();
    await panel.getByText('138****5678').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'situations');
    await page.locator('.situations-rows').focus();
    const stand = () => officer.ask<Situation>('GET', `/situations/${id}`);
    for (const [key, seen] of [
      ['a', { acknowledged: { by: 'situation-officer' } }],
      ['t', { owner: { name: 'situation-officer' } }],
      ['v', { state: 'verified' }],
      ['r', { state: 'responding' }],
      ['c', { state: 'cleared' }],
      ['f', { state: 'reviewed' }],
    ] as const) {
      // The button of a key is there once the step before has come back.
      await panel.locator(`button:has(kbd:text-is("${key.toUpperCase()}"))`).waitFor({ timeout: 60_000 });
      await page.locator('.situations-head').click({ position: { x: 4, y: 4 } });
      await page.locator('.situations-rows, .situation-panel').first().focus();
      await page.keyboard.press(key);
      await vi.waitFor(async () => expect(await stand()).toMatchObject(seen), {
        timeout: 60_000,
        interval: 300,
      });
    }
    const done = await stand();
    expect(done.clocks.map(({ code, reading }) => `${code} ${reading.state}`)).toEqual([
      'response met',
      'review met',
    ]);
    expect(done.timeline.map(({ kind }) => kind)).toEqual([
      ...['received', 'acknowledged', 'owner', 'state', 'state', 'state', 'state'],
    ]);
  });

  it('says why something is due when it is, and shows a report by hand at once on another desk', {
    timeout: 540_000,
  }, async () => {
    const other = await open('/situations');
    await other.locator('main h1').waitFor();
    const { id } = await call('高架桥下积水，小车过不去');
    await other.locator(`#situation-${id}`).waitFor({ timeout: 60_000 });
    await other.locator(`#situation-${id}`).click();
    const clock = other.locator('.clock').first();
    await clock.locator('summary').click();
    await clock.getByText('为什么这时到期').waitFor();
    await clock.getByText(/应急响应 ≤ 30 分钟/).waitFor();
  });
});
