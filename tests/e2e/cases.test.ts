import type { Case, CaseClasses, CaseList } from '@opentocc/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appoint, Caller } from './appoint.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;
/** Until what was done has come back to the screen. */
const SEEN = { timeout: 60_000 };
const FIRM = 'e2e-taxi-firm';

describe.skipIf(!browser_path)('the screens of cases', () => {
  let city: SharedCity;
  let browser: Browser;
  let agent: Caller;
  let supervisor: Caller;
  let firm: Caller;
  let taken = 0;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    const { system, security } = city;
    agent = await appoint(system, security, 'case-agent', 'hotline-agent');
    supervisor = await appoint(system, security, 'case-supervisor', 'hotline-supervisor');
    await system.ask('PUT', `/units/${FIRM}`, {
      ...{ parent: 'public-transport', kind: 'firm', districts: null },
      name: { zh: '鹏程试验出租', en: 'Trial Taxi' },
    });
    firm = await handlerOf(FIRM, 'case-firm');
    await handlerOf('public-transport', 'case-office');
  }, CITY_MS);
  afterAll(() => browser?.close());

  /** Somebody who handles the cases of a unit and of no other. */
  async function handlerOf(unit: string, account: string): Promise<Caller> {
    const made = await city.system.ask<{ account: { id: number }; one_time_password: string }>(
      'POST',
      '/accounts',
      { name: account, display_name: account, unit },
    );
    await city.security.ask('PUT', `/accounts/${made.account.id}/grants`, [
      { role: 'case-handler', platform: null, unit },
    ]);
    const { one_time_password } = made;
    return new Caller(city.url, await firstSignIn({ url: city.url, account, one_time_password }));
  }

  async function open(by: Caller, path: string): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' },
    });
    await by.enter(context);
    const page = await context.newPage();
    await page.goto(`${city.url}${path}`);
    return page;
  }

  const take = (text: string): Promise<Case> =>
    agent.ask('POST', '/cases', {
      ...{ key: `e2e-case-${Date.now()}-${++taken}`, channel: 'phone', type: 'complaint', text },
      category: 'taxi_service',
      asker: { name: '王小明', phone: '13812345678', email: null, secret: false, answer_by: 'sms' },
    });
  const stand = (id: number) => agent.ask<Case>('GET', `/cases/${id}`);
  const becomes = (id: number, seen: object) =>
    vi.waitFor(async () => expect(await stand(id)).toMatchObject(seen), { ...SEEN, interval: 300 });
  const found = (text: string) =>
    agent.ask<CaseList>('GET', `/cases?view=all&text=${encodeURIComponent(text)}`);

  /** Fills in the dialog that is open, and sends it. */
  async function inDialog(page: Page, fill: (dialog: ReturnType<Page['locator']>) => Promise<void>) {
    const dialog = page.locator('.ant-modal:visible');
    await dialog.waitFor();
    await fill(dialog);
    await dialog.locator('.ant-modal-footer .ant-btn-primary').click();
    await dialog.waitFor({ state: 'detached', ...SEEN });
  }
  const act = (page: Page, label: string) =>
    page.locator('.case-sheet .case-acts').first().getByRole('button', { name: label }).click(SEEN);
  const choose = async (dialog: ReturnType<Page['locator']>, field: string, text: string) => {
    await dialog.getByLabel(field).click();
    await dialog.getByLabel(field).fill(text);
    await dialog.page().keyboard.press('Enter');
  };

  it('answers a call at once by the keyboard alone', { timeout: 540_000 }, async () => {
    const page = await open(agent, '/cases/desk');
    await page.getByRole('heading', { name: '坐席工作台' }).waitFor();
    const mark = `末班车${Date.now()}`;
    await page.keyboard.press('F2');
    await page.locator('[data-pane=text]:focus').waitFor();
    await page.keyboard.type(`地铁11号线的${mark}几点收车，站台在哪里换乘`);
    await page.locator('.desk-suggestion').first().waitFor(SEEN);
    expect(await page.locator('.desk-suggestion .case-mark').first().innerText()).toMatch(/^(规则词|模型)$/);
    await page.keyboard.press('F6');
    await page.keyboard.press('1');
    await page.locator('[data-pane=answer]:focus').waitFor();
    await page.keyboard.type('工作日末班车 23:30 从福田发出');
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'cases-desk');
    await page.keyboard.press('Control+Enter');
    await page.getByText('即时办结').first().waitFor(SEEN);
    const { cases } = await found(mark);
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({ state: 'closed', at_once: true, type: 'consultation' });
    const one = await stand(cases[0].id);
    expect(one.links).toEqual([{ kind: 'line', ref: '11号线' }]);
    expect(one.answers.map(({ text }) => text)).toEqual(['工作日末班车 23:30 从福田发出']);
  });

  it('has a draft after the window was closed, and sends once what was typed without a network', {
    timeout: 540_000,
  }, async () => {
    const page = await open(agent, '/cases/desk');
    await page.getByRole('heading', { name: '坐席工作台' }).waitFor();
    const mark = `断网${Date.now()}`;
    await page.keyboard.press('F2');
    await page.locator('[data-pane=text]:focus').waitFor();
    await page.keyboard.type(`出租车司机拒载 ${mark}`);
    const context = page.context();
    await page.close();
    const again = await context.newPage();
    await again.goto(`${city.url}/cases/desk`);
    const text = again.locator('[data-pane=text]');
    await text.waitFor(SEEN);
    expect(await text.inputValue()).toContain(mark);
    await again.locator('.desk-suggestion').first().click(SEEN);
    await context.setOffline(true);
    await again.keyboard.press('Control+s');
    await again.getByText('恢复后自动发送').waitFor(SEEN);
    expect((await found(mark)).total).toBe(0);
    await context.setOffline(false);
    await again.getByText('刚刚受理').waitFor(SEEN);
    expect((await found(mark)).total).toBe(1);
  });

  it('follows a complaint through dispatch, return, dispatch again, extension, answer, rework, answer and closing', {
    timeout: 900_000,
  }, async () => {
    const { id } = await take('出租车司机绕路，多收三十元');
    const [desk, board, inbox] = await Promise.all([
      open(agent, `/cases/${id}`),
      open(supervisor, `/cases/${id}`),
      open(firm, `/cases/inbox?case=${id}`),
    ]);
    const dispatch = (unit: string) => inDialog(desk, (dialog) => choose(dialog, '承办单位', unit));
    const answer = (text: string) => inDialog(inbox, (dialog) => dialog.getByLabel('答复内容').fill(text));
    const reason = (page: Page, text: string) =>
      inDialog(page, (dialog) => dialog.getByLabel('原因').fill(text));

    await act(desk, '转办');
    await dispatch('鹏程试验出租');
    await becomes(id, { state: 'dispatched', unit: { code: FIRM }, accepted: false });

    await inbox.reload();
    await act(inbox, '申请退单');
    await reason(inbox, '该车不属于本公司，请核实车牌');
    await becomes(id, { requests: 1 });
    await board.reload();
    await board.getByRole('button', { name: '裁定' }).click(SEEN);
    await inDialog(board, (dialog) => dialog.getByLabel('原因').fill('同意，由热线核实后重新转办'));
    await becomes(id, { state: 'received', unit: null, returns: 1 });

    await desk.reload();
    await act(desk, '转办');
    await dispatch('鹏程试验出租');
    await becomes(id, { state: 'dispatched', unit: { code: FIRM } });

    await inbox.reload();
    await act(inbox, '签收');
    await becomes(id, { accepted: true });
    await act(inbox, '申请延期');
    await inDialog(inbox, async (dialog) => {
      await dialog.getByLabel('原因').fill('须调取机场监控');
      await dialog.getByLabel('延长天数').fill('3');
    });
    const due = async () =>
      (await stand(id)).clocks.find(({ code }) => code === 'answer')?.reading.due_ms ?? 0;
    const before_ms = await due();
    await board.reload();
    await board.getByRole('button', { name: '裁定' }).click(SEEN);
    await inDialog(board, (dialog) => dialog.getByLabel('原因').fill('情况属实'));
    await becomes(id, { requests: 0 });
    expect(await due()).toBeGreaterThan(before_ms);
    await board.locator('.clock[open]').first().getByText('为什么这时到期').waitFor(SEEN);

    await inbox.reload();
    await act(inbox, '答复');
    await answer('已批评教育司机');
    await becomes(id, { state: 'answered' });
    await desk.reload();
    await act(desk, '退回重办');
    await reason(desk, '未说明多收的三十元如何退还');
    await becomes(id, { state: 'dispatched', reworks: 1 });

    await inbox.reload();
    await act(inbox, '答复');
    await answer('三十元已于今日退还乘客');
    await becomes(id, { state: 'answered' });
    await desk.reload();
    expect(await seriousFindings(desk)).toEqual([]);
    await keepPicture(desk, 'cases-case');
    await act(desk, '办结');
    await becomes(id, { state: 'closed', reworks: 1, returns: 1 });
    const { timeline } = await stand(id);
    expect(timeline.map(({ kind }) => kind).filter((kind) => kind !== 'clock' && kind !== 'message')).toEqual(
      [
        ...['received', 'dispatched', 'request', 'ruling', 'recalled', 'dispatched', 'accepted', 'request'],
        ...['ruling', 'answered', 'rework', 'answered', 'closed'],
      ],
    );
  });

  it('says what suggests categories, and trains a model when the supervisor wishes', {
    timeout: 540_000,
  }, async () => {
    const last = async () => (await supervisor.ask<CaseClasses>('GET', '/case-classes')).trainings[0];
    await vi.waitFor(async () => expect((await last())?.state).not.toBe('running'), SEEN);
    const before = (await last())?.id ?? 0;
    const page = await open(supervisor, '/cases/board');
    const card = page.locator('section.card', { hasText: '分类模型' });
    await card.getByText(/^在用：/).waitFor(SEEN);
    await card.getByRole('button', { name: '立即训练' }).click();
    await vi.waitFor(
      async () => {
        const { id, by, state } = await last();
        expect(id).toBeGreaterThan(before);
        expect({ by, isOver: state !== 'running' }).toEqual({ by: 'case-supervisor', isOver: true });
      },
      { timeout: 360_000, interval: 500 },
    );
    await card.getByText('训练记录').click();
    await card.getByText('case-supervisor').first().waitFor(SEEN);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'cases-board');
  });

  it('shows a firm its own cases and no other', { timeout: 360_000 }, async () => {
    const { id, number } = await take('公交司机到站不停');
    await agent.ask('POST', `/cases/${id}/dispatch`, { version: 1, unit: 'public-transport' });
    const inbox = await open(firm, `/cases/inbox?case=${id}`);
    await inbox.getByText('没有等待本单位办理的工单').or(inbox.locator('.case-row').first()).waitFor(SEEN);
    await inbox.locator('.case-sheet [role=status]').first().waitFor(SEEN);
    expect(await inbox.locator('main').innerText()).not.toContain(number);
  });

  it('merges a later case into the earlier one, and shows each from the other', {
    timeout: 540_000,
  }, async () => {
    const mark = `重复${Date.now()}`;
    const first = await take(`出租车司机拒载 ${mark}`);
    const second = await take(`又打来说司机拒载 ${mark}`);
    const page = await open(agent, `/cases/${second.id}`);
    await act(page, '合并');
    await inDialog(page, async (dialog) => {
      await dialog.getByLabel('另一张工单').click();
      await dialog.getByLabel('另一张工单').fill(first.number);
      await page.locator('.ant-select-item-option', { hasText: first.number }).click(SEEN);
      await dialog.getByLabel('原因').fill('同一人同一事');
    });
    await becomes(second.id, { merged_into: first.id });
    await page.getByText('已并入另一张工单').waitFor(SEEN);
    await page.getByRole('link', { name: '打开' }).click();
    await page.getByText(`工单 ${second.id}`).waitFor(SEEN);
    expect((await stand(first.id)).merged).toEqual([second.id]);
  });

  it('finds cases by what the address says, and goes through them by keys', {
    timeout: 360_000,
  }, async () => {
    const mark = `检索${Date.now()}`;
    const one = await take(`路牌不清 ${mark}`);
    const page = await open(agent, `/cases?text=${encodeURIComponent(mark)}`);
    await page.locator(`#case-${one.id}`).waitFor(SEEN);
    await page.locator('.cases-rows').focus();
    await page.keyboard.press('j');
    await page.locator('.case-sheet').getByText(one.number).waitFor(SEEN);
    await vi.waitFor(() => expect(new URL(page.url()).searchParams.get('case')).toBe(String(one.id)), 30_000);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'cases-list');
  });
});
