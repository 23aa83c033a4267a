import type { DutyBoard, DutyPost, Handover, Session } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, Caller } from './appoint.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { type RunningCity, startCity } from './running-city.ts';
import { joinBrowser } from './shared-city.ts';

const CITY_MS = 900_000;
const HOUR_MS = 3_600_000;

describe.skipIf(!browser_path)('duty', () => {
  let city: RunningCity;
  let browser: Browser;
  let out: Caller;
  let next: Caller;
  let post: DutyPost;

  beforeAll(async () => {
    const args = ['--no-fleet', '--vehicles', '40'];
    [city, browser] = await Promise.all([startCity({ args }), joinBrowser()]);
    const system = new Caller(city.url, await firstSignIn(city));
    const security = await appoint(system, system, 'security', 'security-administrator');
    out = await appoint(system, security, 'duty-out', 'duty-officer');
    next = await appoint(system, security, 'duty-next', 'duty-officer');
    const name = { zh: '交接测试席', en: 'Handover desk' };
    post = await out.ask<DutyPost>('POST', '/duty/posts', { unit: 'city', name, rank: 90 });
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

  const principalOf = async (by: Caller) => (await by.ask<Session>('GET', '/session')).principal;

  it('a roster is changed after its difference was seen, and the board says who is on duty', {
    timeout: 360_000,
  }, async () => {
    const page = await open(out, `/duty/roster?post=${post.id}`);
    await page.getByText('这一周没有排班条目').waitFor();
    await page.getByRole('button', { name: '新增排班' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('轮班', { exact: true }).click();
    await dialog.getByLabel('轮值人员（按次序）').click();
    for (const name of ['duty-out', 'duty-next']) {
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    expect(await dialog.getByRole('button', { name: /保\s*存/ }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '预览改动' }).click();
    await dialog.getByLabel('预览改动').getByText('duty-out').first().waitFor();
    await keepPicture(page, 'duty-preview');
    await dialog.getByRole('button', { name: /保\s*存/ }).click();
    await page.locator('.duty-bar-final').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'duty-roster');
    // The rotation begins with the next hour; until then somebody stands in.
    const now_ms = Date.now();
    const { version } = (await out.ask<{ posts: { post: DutyPost }[] }>('GET', '/duty/board')).posts.find(
      (one) => one.post.id === post.id,
    )!.post;
    const rule = {
      kind: 'override',
      person: await principalOf(out),
      from_ms: now_ms - HOUR_MS,
      to_ms: now_ms + 5 * HOUR_MS,
    };
    await out.ask('POST', `/duty/posts/${post.id}/changes`, { version, add: { name: '', rule } });
    await page.goto(`${city.url}/duty`);
    await page.locator('.duty-board li', { hasText: '交接测试席' }).getByText('duty-out').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'duty');
    await page.context().close();
  });

  it('a post gets its hours and a list of shifts from forms, by keyboard, and is retired', {
    timeout: 360_000,
  }, async () => {
    const page = await open(out, `/duty/roster?post=${post.id}`);
    const dialog = page.getByRole('dialog');
    const press = async (name: string | RegExp, within: Page | ReturnType<Page['getByRole']> = page) => {
      await within.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('新建岗位');
    await dialog.getByLabel('中文名称').fill('日班测试席');
    await dialog.getByLabel('英文名称').fill('Day desk');
    await dialog.getByText('每天时段').click();
    await dialog.getByLabel('须有人值班的时间 开始').fill('0730');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('须有人值班的时间 结束').fill('1900');
    await page.keyboard.press('Tab');
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'duty-post');
    await press(/确\s*定/, dialog);
    const made = async () =>
      (await out.ask<DutyBoard>('GET', '/duty/board')).posts.find(
        ({ post: { name } }) => name.en === 'Day desk',
      )?.post;
    await vi.waitFor(
      async () => expect((await made())?.hours).toEqual({ from_min: 450, to_min: 1140 }),
      20_000,
    );
    const { id } = (await made())!;

    await page.goto(`${city.url}/duty/roster?post=${id}`);
    await page.getByText('这一周没有排班条目').waitFor();
    await press('新增排班');
    await dialog.getByText('班次', { exact: true }).click();
    await press('添加班次', dialog);
    for (const [i, name] of ['duty-out', 'duty-next'].entries()) {
      await dialog.getByLabel(`人员 ${i + 1}`).focus();
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    }
    await press('预览改动', dialog);
    await dialog.getByLabel('预览改动').getByText('duty-next').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'duty-shifts');
    await press(/保\s*存/, dialog);
    await page.locator('.duty-bar-final', { hasText: 'duty-next' }).first().waitFor();

    await press('停用岗位');
    await press('停用岗位', page.getByRole('alertdialog'));
    await vi.waitFor(async () => expect(await made()).toBeUndefined(), 20_000);
    await page.context().close();
  });

  it('a shift is handed over line by line, with one refused, answered and accepted', {
    timeout: 540_000,
  }, async () => {
    const mine = await open(out, '/duty/handovers');
    await mine.getByRole('button', { name: '发起交班' }).click();
    const begin = mine.getByRole('dialog');
    await begin.getByLabel('岗位').click();
    await mine.locator('.ant-select-item-option', { hasText: '交接测试席' }).click();
    await begin.getByLabel('接班人').click();
    await mine.locator('.ant-select-item-option:visible', { hasText: 'duty-next' }).click();
    await begin.getByRole('button', { name: '发起交班' }).click();
    await mine.waitForURL(/\/duty\/handovers\/\d+$/);
    const id = Number(new URL(mine.url()).pathname.split('/').at(-1));
    for (const text of ['18 点前答复来电人', '滨河大道拖车未到']) {
      await mine.getByRole('button', { name: '补充事项' }).click();
      await mine.getByRole('dialog').getByLabel('事项').fill(text);
      await mine
        .getByRole('dialog')
        .getByRole('button', { name: /确\s*定/ })
        .click();
      await mine.locator('.duty-line', { hasText: text }).waitFor();
    }

    const theirs = await open(next, `/duty/handovers/${id}`);
    const line = (page: Page, text: string) => page.locator('.duty-line', { hasText: text });
    await line(theirs, '来电人').focus();
    await theirs.keyboard.press('a');
    await line(theirs, '来电人').getByText('已接收').waitFor();
    await line(theirs, '拖车').focus();
    await theirs.keyboard.press('r');
    const refusal = theirs.getByRole('dialog');
    await refusal.getByLabel('缺什么').fill('没写拖车公司和预计时间');
    await refusal.getByRole('button', { name: /拒\s*接/ }).click();
    await line(theirs, '拖车').getByText('被拒接').waitFor();
    expect(await theirs.getByRole('button', { name: '完成接班' }).isDisabled()).toBe(true);
    expect(await seriousFindings(theirs)).toEqual([]);
    await keepPicture(theirs, 'duty-handover');

    await line(mine, '拖车').getByText('没写拖车公司').waitFor({ timeout: 60_000 });
    await line(mine, '拖车').getByRole('button', { name: '补充说明' }).click();
    await mine.getByRole('dialog').getByLabel('说明').fill('顺安拖车，预计 15 分钟');
    await mine.getByRole('dialog').getByRole('button', { name: '补充说明' }).click();
    await line(theirs, '拖车').getByText('顺安拖车').waitFor({ timeout: 60_000 });
    await theirs.getByRole('button', { name: '全部接收' }).click();
    await theirs
      .getByRole('alertdialog')
      .getByRole('button', { name: /确\s*定/ })
      .click();
    await vi.waitFor(
      async () => expect(await theirs.getByRole('button', { name: '完成接班' }).isEnabled()).toBe(true),
      {
        timeout: 60_000,
      },
    );
    await theirs.getByRole('button', { name: '完成接班' }).click();
    await theirs
      .getByRole('alertdialog')
      .getByRole('button', { name: /确\s*定/ })
      .click();
    await theirs.locator('.duty-heading').getByText('已接班').waitFor();
    const done = await next.ask<Handover>('GET', `/duty/handovers/${id}`);
    expect(done.state).toBe('closed');
    expect(done.lines.every(({ state }) => state === 'accepted' || state === 'ended')).toBe(true);
    expect(done.acts.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['refused', 'answered', 'closed']),
    );
    await theirs.goto(`${city.url}/duty`);
    await theirs
      .locator('.duty-log')
      .getByText(/交接测试席交接班完成/)
      .waitFor();
    await theirs.context().close();
    await mine.context().close();
  });

  it('bulletins are drafted from data, and every page stands on a phone', { timeout: 270_000 }, async () => {
    const page = await open(out, '/duty/bulletins');
    await page.getByRole('button', { name: '即时起草' }).click();
    await page.locator('.duty-figures a', { hasText: '全市交通指数' }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'duty-bulletins');
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/duty', '/duty/roster', '/duty/handovers', '/duty/bulletins']) {
      await page.goto(`${city.url}${path}`);
      await page.locator('main h1').waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([path, overflow]).toEqual([path, 0]);
      await keepPicture(page, `phone${path.replaceAll('/', '-')}`);
    }
    await page.context().close();
  });
});
