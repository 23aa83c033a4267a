import type { FilingEntry, FilingList } from '@opentocc/contract';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Caller } from '../appoint.ts';
import { keepPicture, seriousFindings } from '../open-browser.ts';
import { type CityOf, FIRM, PHONE } from './freight-city.ts';

const STEP_MS = 360_000;

/** A firm files itself, a truck and a driver on a phone; an officer approves them. */
export function walkFiling(of: CityOf): void {
  const listed = async (by: Caller) =>
    (await by.ask<FilingList>('GET', `/freight/filing/entries?firm=${FIRM}`)).entries;
  const find = async (kind: FilingEntry['kind']) =>
    (await listed(of().people.officer)).find((one) => one.kind === kind);

  async function choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('dialog').getByLabel(label, { exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: option }).last().click();
  }

  /** Opens the form for a kind of entry. */
  async function begin(page: Page, kind: string) {
    await page.getByRole('button', { name: '申报备案' }).click();
    await choose(page, '类别', kind);
    return page.getByRole('dialog');
  }

  async function endsOn(page: Page, document: string, day: string): Promise<void> {
    const field = page.getByRole('dialog').getByRole('group', { name: document });
    await field.getByPlaceholder('yyyy-mm-dd').fill(day);
    await field.getByPlaceholder('yyyy-mm-dd').blur();
  }

  it('itself, a truck and a driver, and everything that is wrong is said at once', {
    timeout: STEP_MS,
  }, async () => {
    const { open, people } = of();
    const page = await open(people.firm, '/freight/filing', PHONE);
    let dialog = await begin(page, '企业');
    await dialog.getByLabel('名称', { exact: true }).fill('端到端物流有限公司');
    await dialog.getByLabel('统一社会信用代码').fill('91440300MA5DA0009X');
    await dialog.getByLabel('姓名').fill('陈大文');
    await dialog.getByLabel('电话').fill('13800138000');
    for (const each of ['营业执照', '道路运输经营许可证'])
      await dialog.getByRole('group', { name: each }).getByLabel('长期有效').check();
    await dialog.getByRole('button', { name: /提\s*交/ }).click();
    await dialog.waitFor({ state: 'hidden' });

    dialog = await begin(page, '车辆');
    await dialog.getByLabel('内地车牌').fill('粤Z8I34港');
    await dialog.getByLabel('终端号').fill('13899990001');
    await dialog.getByRole('button', { name: /提\s*交/ }).click();
    await dialog.getByText('不是内地号牌').waitFor();
    await dialog.getByText('缺少行驶证').waitFor();
    await dialog.getByLabel('内地车牌').fill('粤Z8834港');
    await dialog.getByLabel('境外车牌').fill('LV8834');
    for (const each of ['行驶证', '道路运输证', '跨境行驶批文']) await endsOn(page, each, '2030-01-31');
    await dialog.getByRole('button', { name: /提\s*交/ }).click();
    await dialog.waitFor({ state: 'hidden' });

    dialog = await begin(page, '驾驶员');
    await dialog.getByLabel('姓名').fill('王小明');
    await dialog.getByLabel('电话').fill('13912345678');
    await dialog.getByLabel('驾驶证号').fill('HK12345678');
    for (const each of ['驾驶证', '从业资格证']) await endsOn(page, each, '2030-01-31');
    await dialog.getByRole('button', { name: /提\s*交/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: '王**' }).waitFor();
    expect((await listed(people.firm)).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      ...['driver submitted', 'firm submitted', 'truck submitted'],
    ]);
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-filing-phone');
    await page.context().close();
  });

  it('and an officer approves what is right, at once or one by one', { timeout: STEP_MS }, async () => {
    const { city, open, people } = of();
    const { id } = (await find('firm'))!;
    const page = await open(people.officer, `/freight/filing/${id}`);
    await page.getByRole('button', { name: /通\s*过/ }).click();
    await page.getByText('已通过').waitFor();
    expect((await find('firm'))?.state).toBe('approved');
    await page.goto(`${city.url}/freight/filing?waits=check&text=8834`);
    const row = page.getByRole('row', { name: /粤Z8834港/ });
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: '通过所选 1 条' }).click();
    await row.waitFor({ state: 'detached' });
    expect((await find('truck'))?.state).toBe('approved');
    const driver = (await find('driver'))!;
    await page.goto(`${city.url}/freight/filing/${driver.id}`);
    await page.getByText('王** · 139****5678').waitFor();
    await page.getByRole('button', { name: /通\s*过/ }).click();
    await page.getByText('已通过').waitFor();
    expect((await find('driver'))?.standing).toBe('in_order');
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-filing-entry');
    await page.context().close();
  });
}
