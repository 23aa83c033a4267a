import type { CaseList, Figures, Rectification, Visit, VisitDraw, VisitRule } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, Caller } from './appoint.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import type { RunningCity } from './running-city.ts';
import { joinBrowser, startPreparedCity } from './shared-city.ts';

const CITY_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const dayOf = (at_ms: number) => new Date(at_ms + DAY_MS / 3).toISOString().slice(0, 10);

describe.skipIf(!browser_path)('return visits', () => {
  let city: RunningCity;
  let browser: Browser;
  let supervisor: Caller;
  let deputy: Caller;
  let agent: Caller;

  beforeAll(async () => {
    // Nobody is at work in it but this test.
    const args = ['--no-fleet', '--vehicles', '40'];
    [city, browser] = await Promise.all([startPreparedCity(args), joinBrowser()]);
    const system = new Caller(city.url, await firstSignIn(city));
    const security = await appoint(system, system, 'security', 'security-administrator');
    supervisor = await appoint(system, security, 'visit-supervisor', 'hotline-supervisor');
    deputy = await appoint(system, security, 'visit-deputy', 'hotline-supervisor');
    agent = await appoint(system, security, 'visit-agent', 'hotline-agent');
  }, CITY_MS);
  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  async function open(by: Caller, path: string, size = { width: 1440, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' });
    await by.enter(context);
    const page = await context.newPage();
    await page.goto(`${city.url}${path}`);
    return page;
  }

  it('a day of the hotline’s past is drawn from, and its commitment stood there before its seed', {
    timeout: CITY_MS,
  }, async () => {
    // The hotline of the demo city has a past of some days, written beside the live city.
    const until_ms = Date.parse(`${dayOf(Date.now())}T00:00:00+08:00`);
    await vi.waitFor(
      async () => {
        const { cases } = await supervisor.ask<CaseList>(
          'GET',
          `/cases?view=all&state=closed&to_ms=${until_ms}&limit=500`,
        );
        expect(
          cases.filter(({ closed_ms }) => closed_ms !== null && closed_ms < until_ms).length,
        ).toBeGreaterThan(20);
      },
      { timeout: CITY_MS / 2, interval: 3_000 },
    );
    const page = await open(supervisor, '/visits/draws');
    await page.getByRole('button', { name: '固定名单并公布承诺' }).click();
    await page.getByText('尚未揭示').first().waitFor();
    const [committed] = await supervisor.ask<VisitDraw[]>('GET', '/visit-draws');
    expect(committed.seed).toBeNull();
    await page.getByText(committed.commitment).waitFor();
    await page.getByLabel('见证').fill('端到端测试的见证');
    await page.getByRole('button', { name: '揭示种子并抽样' }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /确\s*定/ })
      .click();
    await page.getByRole('button', { name: '下载复核数据' }).first().waitFor();
    const [drawn] = await supervisor.ask<VisitDraw[]>('GET', '/visit-draws');
    expect(drawn).toMatchObject({ commitment: committed.commitment, witness: '端到端测试的见证' });
    expect(drawn.drawn).toBeGreaterThanOrEqual(drawn.eligible / 4);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'visits-draws');
    await page.context().close();
  });

  let visit: Visit;
  it('a visit is called by keyboard alone; who is not satisfied has their case opened again', {
    timeout: 360_000,
  }, async () => {
    const page = await open(agent, '/visits');
    await page.getByRole('button', { name: /领取下一个/ }).waitFor();
    for (;;) {
      await page.keyboard.press('n');
      await page.locator('.visit-facts').waitFor();
      const { visits } = await agent.ask<{ visits: Visit[] }>('GET', '/visits?state=waiting&limit=500');
      visit = visits.find(({ claimed }) => claimed)!;
      if (visit.asks_satisfaction) break;
      await page.keyboard.press('r');
      await page.locator('.visit-facts').waitFor({ state: 'detached' });
    }
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'visits-call');
    for (const key of ['y', 'k', '1']) await page.keyboard.press(key);
    expect(await page.getByRole('button', { name: /非常不满意/ }).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Enter');
    await page.locator('.visit-facts').waitFor({ state: 'detached' });
    await vi.waitFor(
      async () =>
        expect(await agent.ask('GET', `/cases/${visit.case}`)).toMatchObject({ state: 'received', round: 2 }),
      { timeout: 60_000, interval: 300 },
    );
    await page.context().close();
  });

  it('the bad answer is rectified to its end, and the figure opens to its case', {
    timeout: 360_000,
  }, async () => {
    const page = await open(supervisor, '/visits/rectifications');
    const card = page.locator('.card', { hasText: visit.number });
    await card.getByRole('button', { name: '由我负责' }).click();
    await card.getByRole('button', { name: '报告整改' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/做了什么/).fill('已回电致歉，说明处理依据并约定三日内答复');
    await dialog.getByRole('button', { name: '报告整改' }).click();
    await dialog.waitFor({ state: 'detached' });
    await card.getByRole('button', { name: /销\s*号/ }).click();
    await dialog.getByLabel('理由').fill('电话核实属实');
    await dialog.getByRole('button', { name: /销\s*号/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await card.getByText('已销号').waitFor();
    const { rectifications } = await supervisor.ask<{ rectifications: Rectification[] }>(
      'GET',
      '/rectifications?state=closed',
    );
    expect(rectifications.map(({ number }) => number)).toContain(visit.number);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'visits-rectified');
    await page.goto(`${city.url}/statistics?figure=bad_answers_rectified`);
    await page.getByText('计入分子').click();
    await page.getByRole('link', { name: visit.number }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'statistics');
    await page.context().close();
  });

  it('a rule is revised on the page, from a day on, with its source and the reason', {
    timeout: 180_000,
  }, async () => {
    const page = await open(supervisor, '/visits/draws');
    await page
      .getByRole('row', { name: /抽样与拨打/ })
      .getByRole('button', { name: '修订' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/抽样比例/).fill('30');
    await dialog.getByLabel('依据（中文）').fill('中心 2026 年第 12 号通知');
    await dialog.getByLabel('原因').fill('扩大样本');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: /修\s*订/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/抽取 30%/).waitFor();
    const rules = await supervisor.ask<VisitRule[]>('GET', '/visit-rules');
    expect(rules.filter(({ key }) => key === 'sampling').at(-1)).toMatchObject({
      ...{ version: 2, valid_from: dayOf(Date.now()), made_by: 'visit-supervisor', reason: '扩大样本' },
      ...{ rule: { share: 0.3 }, source: { zh: '中心 2026 年第 12 号通知' } },
    });
    await page.context().close();
  });

  it('hours of overload are declared by one and approved by another', { timeout: 180_000 }, async () => {
    // The dialog begins with the last whole hour, which in the night of a first is of the month before.
    const address = `/statistics?month=${dayOf(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS).slice(0, 7)}`;
    const page = await open(supervisor, address);
    await page.getByRole('button', { name: '申报除外时段' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因', { exact: true }).fill('暴雨致来电骤增');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '申报除外时段' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('本人申报，须由他人决定').waitFor();
    await page.context().close();
    const other = await open(deputy, address);
    await other
      .getByRole('row', { name: /暴雨致来电骤增/ })
      .getByRole('button', { name: /批\s*准/ })
      .click();
    await other.getByRole('dialog').getByLabel('原因').fill('与气象记录相符');
    await other
      .getByRole('dialog')
      .getByRole('button', { name: /确\s*定/ })
      .click();
    await other.getByText('已批准').first().waitFor();
    expect(await seriousFindings(other)).toEqual([]);
    await keepPicture(other, 'statistics-exemptions');
    await other.context().close();
  });

  it.each([
    ['/visits', '回访'],
    ['/visits/draws', '抽样'],
    ['/statistics?figure=consultations_at_once', '热线统计'],
    ['/reviews', '质检'],
  ])('%s holds on a phone', { timeout: 180_000 }, async (path, heading) => {
    const page = await open(supervisor, path, { width: 390, height: 844 });
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await keepPicture(page, `phone${path.replaceAll(/\W+/g, '-')}`);
    await page.context().close();
  });

  it('the figures of a day tie out with what is listed', { timeout: 180_000 }, async () => {
    const month = dayOf(Date.now()).slice(0, 7);
    const span = `from=${month}-01&to=${dayOf(Date.now())}`;
    const { figures } = await supervisor.ask<Figures>('GET', `/statistics/figures?${span}`);
    const { proportion } = figures.find(({ key }) => key === 'consultations_at_once')!;
    expect(proportion.denominator).toBeGreaterThan(100);
    const { total } = await supervisor.ask<{ total: number }>(
      'GET',
      `/statistics/figures/consultations_at_once/items?${span}&part=numerator&limit=1`,
    );
    expect(total).toBe(proportion.numerator);
  });
});
