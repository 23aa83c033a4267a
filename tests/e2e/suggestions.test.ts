import type { ControlDraft, LinkDetail, ScoreBook } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addSums, sumErrors } from '../../packages/server/src/platforms/decision/scores/error-sums.ts';
import { bookOf } from '../../packages/server/src/platforms/decision/scores/score-book.ts';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

/** Of 深南大道, which has ways round it at whatever hour. */
const LINK = 21;
const CITY_MS = 900_000;

describe.skipIf(!browser_path)('suggestions and scores', () => {
  let city: SharedCity;
  let browser: Browser;
  let officer: Caller;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    officer = await appoint(city.system, city.security, 'suggest-officer', 'duty-officer');
  }, CITY_MS);
  afterAll(() => browser?.close());

  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await officer.enter(context);
    const page = await context.newPage();
    await page.goto(`${city.url}${path}`);
    return page;
  }

  it('are asked for on the card of a link, run, accepted with other words, and withdrawn', {
    timeout: 720_000,
  }, async () => {
    // Nothing can be suggested before the first window of states is over.
    const isKnown = async () =>
      expect((await officer.ask<LinkDetail>('GET', `/links/${LINK}`)).now).toBeTruthy();
    await vi.waitFor(isKnown, { timeout: 300_000, interval: 2_000 });
    const page = await open(`/map?chosen=link:${LINK}`);
    const card = page.locator('.simulate-card');
    await card.getByRole('button', { name: /推\s*演/ }).click();
    const answered = page.waitForResponse('**/api/v1/suggestions', { timeout: 180_000 });
    await card.getByRole('button', { name: '求管控建议' }).click();
    const answer = await answered;
    expect({ status: answer.status(), body: await answer.text() }).toMatchObject({ status: 201 });
    await page.waitForURL(/\/studies\/\d+$/);
    await page.getByText('已完成', { exact: true }).waitFor({ timeout: 450_000 });
    const accept = page.getByRole('button', { name: '采纳为草稿' });
    await accept.first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'suggestions');
    const item = page.locator('.suggest-item').filter({ has: accept }).first();
    const name = (await item.locator('strong').textContent()) ?? '';
    await accept.first().click();
    const dialog = page.getByRole('dialog');
    if (await dialog.getByLabel(/中文/).count()) await dialog.getByLabel(/中文/).fill('前方事故 请绕行');
    await dialog.getByRole('button', { name: '采纳为草稿' }).click();
    await page.locator('.suggest-draft').getByText('草稿', { exact: true }).waitFor();

    await page.getByRole('link', { name: '管控草稿' }).first().click();
    await page.locator('main h1', { hasText: '管控草稿' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.waitFor();
    expect((await officer.ask<ControlDraft[]>('GET', '/control-drafts'))[0]).toMatchObject({
      ...{ state: 'draft', author: 'suggest-officer' },
    });
    await keepPicture(page, 'drafts');
    await row.getByRole('button', { name: /撤\s*回/ }).click();
    await page.getByRole('dialog').getByLabel('原因').fill('事件已处置');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /撤\s*回/ })
      .click();
    await row.getByText('已撤回').waitFor();
    await page.context().close();
  });

  it('are awaited once an incident is said to be happening, and show the bad ones first on demand', {
    timeout: 360_000,
  }, async () => {
    // Others run studies in the same city, some of them after ours.
    const studies = await officer.ask<{ id: number; owner: string }[]>('GET', '/studies');
    const ours = studies.find(({ owner }) => owner === 'suggest-officer');
    const page = await open(`/studies/${ours?.id}`);
    await page.getByRole('button', { name: '事件正在发生' }).click();
    await page.getByText(/确认事件正在发生；/).waitFor();
    await page.goto(`${city.url}/studies/trust`);
    await page.getByText('等待评分').first().waitFor();
    await page.route('**/api/v1/studies/scores', (route) => route.fulfill({ json: someScores() }));
    await page.reload();
    await page.getByText('按预测时距').waitFor();
    const first = page.getByRole('row').filter({ hasText: '#' }).first();
    expect(await first.textContent()).toContain('#9');
    await page.getByText('误差大的在前').click();
    await vi.waitFor(async () => expect(await first.textContent()).toContain('#7'), 30_000);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'trust');
    await page.context().close();
  });
});

/** Two scored studies, the older one worse, as the module sums them up. */
function someScores(): ScoreBook {
  const series = (observed: number) => ({
    ...{ predicted: [100, 100], low: [90, 90], high: [120, 120], observed: [observed, observed] },
    ...{ persistence: 150, last_week: [null, 80] },
  });
  const rowOf = (study: number, observed: number) => {
    const travel = sumErrors(series(observed), 0, 2, true);
    const sums = [15, 30, 45, 60].map((to_min) => ({ to_min, travel, tail: addSums(travel, travel) }));
    return {
      ...{ study, name: '', road: '滨海大道', district: null, base_ms: study * 86_400_000, reason: null },
      ...{ confirmed_ms: 0, confirmed_by: 'somebody', state: 'scored' as const, note: '', scored_ms: 0 },
      ...{ attempts: 1, sums },
    };
  };
  return bookOf([rowOf(9, 104), rowOf(7, 300)], false);
}
