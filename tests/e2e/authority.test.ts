import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '../../packages/server/src/base/accounts/test-identity.ts';
import { appoint as appointByApi, Caller } from './appoint.ts';
import {
  answered,
  browser_path,
  chooseInMenu,
  keepPicture,
  type Misdeeds,
  seriousFindings,
  signIn,
  watch,
} from './open-browser.ts';
import { type RunningCity, startCity } from './running-city.ts';
import { joinBrowser } from './shared-city.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';

describe.skipIf(!browser_path)('the administrators at the console', () => {
  let city: RunningCity;
  let browser: Browser;
  const misdeeds: Misdeeds[] = [];
  let system: Page;
  let security: Page;
  let auditor: Page;
  let secret = '';

  beforeAll(async () => {
    [city, browser] = await Promise.all([
      startCity({ args: ['--no-fleet', '--vehicles', '40'] }),
      joinBrowser(),
    ]);
    system = await newPerson();
    await signIn(system, city.account, city.one_time_password, PASSWORD);
    await system.getByRole('link', { name: '系统', exact: true }).click();
  }, 540_000);

  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  /** A browser of their own, at the sign-in page. */
  async function newPerson(): Promise<Page> {
    const page = await newPage();
    await page.goto(city.url);
    await page.locator('#password').waitFor();
    return page;
  }

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(25_000);
    const page = await context.newPage();
    misdeeds.push(watch(page, city.url));
    return page;
  }

  /** Makes an account and gives it a role on the screens. @returns its one-time password. */
  async function appoint(name: string, display_name: string, role: string): Promise<string> {
    const dialog = system.getByRole('dialog');
    await system.getByRole('button', { name: '新建账号' }).click();
    await dialog.locator('#name').fill(name);
    await dialog.locator('#display_name').fill(display_name);
    await dialog.locator('#phone').fill('13823456781');
    await dialog.getByRole('button', { name: '保存' }).click();
    const once = (await dialog.locator('code').textContent())?.trim() ?? '';
    await dialog.getByRole('button', { name: '我已保存' }).click();
    await rowOf(system, name).getByRole('button', { name: '授权' }).click();
    await dialog.getByRole('button', { name: '增加授权' }).click();
    await dialog.getByRole('combobox', { name: '角色' }).click();
    await system.locator('.ant-select-item-option', { hasText: role }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await rowOf(system, name).getByText(role).waitFor();
    return once;
  }

  const hasFocus = (control: Locator) =>
    expect.poll(() => control.evaluate((one) => one === document.activeElement)).toBe(true);
  const rowOf = (page: Page, text: string) => page.locator('tr.ant-table-row', { hasText: text }).first();

  /** The forced change of a one-time password. */
  async function enter(page: Page, name: string, one_time_password: string): Promise<void> {
    await page.locator('#account').fill(name);
    await page.locator('#password').fill(one_time_password);
    await page.locator('button[type=submit]').click();
    await page.getByText('至少 12 位').waitFor();
    await page.locator('#current').fill(one_time_password);
    await page.locator('#next').fill(PASSWORD);
    await page.locator('#again').fill(PASSWORD);
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: '工作台' }).waitFor();
  }

  it('appoints the two others, who begin at their own work and ask for no live channel', async () => {
    const [forSecurity, forAuditor] = [
      await appoint('chen.anquan', '陈安权', '安全管理员'),
      await appoint('liu.shenji', '刘慎纪', '审计管理员'),
    ];
    [security, auditor] = [await newPerson(), await newPerson()];
    for (const seen of misdeeds) seen.errors.length = 0; // a browser reports the 401 to a visitor that nobody knows yet
    await enter(security, 'chen.anquan', forSecurity);
    await enter(auditor, 'liu.shenji', forAuditor);
    expect(misdeeds.flatMap(({ errors }) => errors)).toEqual([]);
  }, 360_000);

  it('sees names and phones masked, and in full only after giving a reason', async () => {
    const row = rowOf(system, 'chen.anquan');
    expect(await row.textContent()).toMatch(/陈\*\*.*138\*\*\*\*6781/);
    const opener = row.getByRole('button', { name: '查看' });
    const reason = system.getByPlaceholder('查看理由');
    await opener.press('Enter');
    await hasFocus(reason);
    await reason.press('Escape');
    await hasFocus(opener);
    await opener.press('Enter');
    await reason.fill('核实值班联系方式');
    await system.getByRole('button', { name: '确定' }).click();
    await expect.poll(() => row.textContent()).toMatch(/陈安权.*13823456781/);
  });

  it('reads the organisation by names, with what is assumed', async () => {
    await system.getByRole('link', { name: '组织机构', exact: true }).first().click();
    await expect.poll(() => rowOf(system, '福田分中心').textContent()).toMatch(/暂定.*福田区/);
    expect(await rowOf(system, '大鹏新区分中心').textContent()).toContain('大鹏新区');
    expect(await seriousFindings(system)).toEqual([]);
  });

  it('rotates a key and sees how far it is', async () => {
    await security.getByRole('link', { name: '密钥', exact: true }).first().click();
    await rowOf(security, '个人信息加密').getByRole('button', { name: '轮换' }).click();
    const rotate = security.getByRole('alertdialog').getByRole('button', { name: '确定' });
    await hasFocus(rotate);
    await rotate.press('Enter');
    const progress = security.getByRole('progressbar', { name: '已重新加密' });
    await progress.waitFor();
    await expect.poll(() => rowOf(security, '/ ').textContent(), { timeout: 45_000 }).toMatch(/(\d+) \/ \1$/);
  });

  it('sets up a second factor with a code to scan and recovery codes', async () => {
    await security.goto(`${city.url}/profile`);
    await security.getByRole('button', { name: '绑定动态验证码' }).click();
    await security.locator('.ant-qrcode').waitFor();
    secret = ((await security.locator('.enrol code').textContent()) ?? '').replaceAll(/\s/g, '');
    expect(await seriousFindings(security)).toEqual([]);
    await keepPicture(security, 'second-factor-light');
    await security.getByLabel('6 位数字').fill(totpCode(secret, Date.now()));
    await security.getByRole('button', { name: '确认绑定' }).click();
    const codes = await security.getByRole('dialog').locator('code.once-secret').textContent();
    expect(codes?.trim().split(/\s+/)).toHaveLength(10);
    await security.getByRole('button', { name: '我已保存' }).click();
    await security.getByText('剩余恢复码').waitFor();
  });

  it('is asked for the code after the password, and only then', async () => {
    await chooseInMenu(security, '退出登录');
    await security.locator('#account').waitFor();
    expect(await security.locator('#code').count()).toBe(0);
    await security.locator('#account').fill('chen.anquan');
    await security.locator('#password').fill(PASSWORD);
    await security.locator('button[type=submit]').click();
    await security.locator('#code').fill(totpCode(secret, Date.now() + 30_000));
    expect(await seriousFindings(security)).toEqual([]);
    await security.locator('button[type=submit]').click();
    await security.getByText('陈安权').first().waitFor();
  });

  it('finds all of it in the audit, by names, and nothing by codes', { timeout: 180_000 }, async () => {
    await auditor.getByRole('link', { name: '审计', exact: true }).first().click();
    // Asked for one by one: what the city's own operator registers meanwhile is newer, and fills the first page.
    for (const name of ['查看姓名与联系方式原文', '轮换密钥', '启用双因子', '授权']) {
      await auditor.getByRole('combobox', { name: '动作' }).fill(name);
      await auditor.locator('.ant-select-item-option').getByText(name, { exact: true }).click();
      await auditor.getByRole('button', { name: /^查\s*询$/ }).click();
      await auditor.getByRole('cell', { name, exact: true }).first().waitFor();
    }
    await rowOf(auditor, '授权').click();
    expect(await auditor.locator('.audit-change').textContent()).toContain('审计管理员');
    await auditor.getByRole('button', { name: '清空条件' }).click();
    const byCode = async () =>
      (await auditor.locator('tr.ant-table-row td:nth-child(6)').allTextContents()).filter((action) =>
        /^[a-zA-Z]/.test(action),
      );
    await expect.poll(byCode, { timeout: 45_000 }).toEqual([]);
    expect(await seriousFindings(auditor)).toEqual([]);
    await keepPicture(auditor, 'audit-light');
  });

  it('lets a department apply, the steward approve, and the department collect its key, once', {
    timeout: 540_000,
  }, async () => {
    const [by, grantor] = await Promise.all(
      [system, security].map((page) => Caller.at(city.url, page.context())),
    );
    const [steward, department] = [await newPage(), await newPage()];
    await (await appointByApi(by, grantor, 'sun.lei', 'data-steward')).enter(steward.context());
    await (await appointByApi(by, grantor, 'he.jing', 'department-user')).enter(department.context());
    for (const page of [steward, department]) await page.goto(`${city.url}/admin`);

    await rowOf(department, '交通指数')
      .getByRole('button', { name: /申\s*请/ })
      .click();
    const form = department.getByRole('dialog');
    await form.getByRole('button', { name: /申\s*请/ }).click();
    await form.getByText('请填写此项').waitFor();
    await form.locator('#purpose').fill('早晚高峰信号配时优化');
    await form.getByRole('button', { name: /申\s*请/ }).click();
    await rowOf(department, '信号配时优化').getByText('待审批').waitFor();

    await steward.reload();
    await rowOf(steward, '信号配时优化')
      .getByRole('button', { name: /^批\s*准$/ })
      .click();
    expect(await seriousFindings(steward)).toEqual([]);
    await steward
      .getByRole('dialog')
      .getByRole('button', { name: /^批\s*准$/ })
      .click();
    await rowOf(steward, '信号配时优化').getByText('待领取').waitFor();

    await department.reload();
    await rowOf(department, '信号配时优化').getByRole('button', { name: '领取密钥' }).click();
    const key = await department.getByRole('dialog').locator('code.once-secret').textContent();
    await department.getByRole('button', { name: '我已保存' }).click();
    const asked = await fetch(`${city.url}/api/v1/indices/current`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(asked.status).toBe(200);
    await department.reload();
    await expect
      .poll(() => rowOf(department, '信号配时优化').textContent())
      .toMatch(/使用中[\s\S]*今日 1 \//);
    expect(await department.locator('main').textContent()).not.toContain(key);
  });

  it('reads every tab in the dark theme without a hindrance', { timeout: 540_000 }, async () => {
    for (const page of [system, security, auditor]) {
      await page.goto(city.url);
      await chooseInMenu(page, '切换到深色');
      const tabs = page.locator('.desk-pages a[href^="/admin/"]');
      await tabs.first().waitFor();
      const addresses = await tabs.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      for (const address of addresses) {
        await page.goto(city.url + address);
        await page.locator('.page h1').waitFor();
        await answered(page);
        expect([address, ...(await seriousFindings(page))]).toEqual([address]);
      }
    }
    await auditor.goto(`${city.url}/admin/audit`);
    await keepPicture(auditor, 'audit-dark');
  });

  it('asked no other host', () => {
    expect(misdeeds.flatMap(({ outside }) => outside)).toEqual([]);
  });
});
