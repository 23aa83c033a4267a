import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepPicture, seriousFindings } from '../open-browser.ts';
import { chooseOption } from './choose-option.ts';
import { type CityOf, FIRM, PHONE } from './freight-city.ts';
import { PORT, type Way, watchRoutes, wayOf } from './trip-ground.ts';
import { driveAlong, TruckTerminal } from './truck-terminal.ts';

const STEP_MS = 360_000;
/** As the firm filed it. */
const TRUCK = { plate: '粤Z8834港', shown: '粤Z·8834港', terminal: '13899990001' };
/** Longer ago than all that it drives. */
const SET_OUT_AGO_MS = 190_000;

/** A firm books; its truck leaves the designated route; an officer finds the cause and the firm sees what came of it. */
export function walkTrip(of: CityOf): void {
  let way: Way;
  let terminal: TruckTerminal;
  let set_out_ms: number;
  /** The desk of the officer: its map is drawn once. */
  let desk: Page;

  beforeAll(async () => {
    const { city, people } = of();
    way = await wayOf(people);
    terminal = new TruckTerminal(
      {
        ...{ phone: TRUCK.terminal, plate: TRUCK.plate, plate_colour: 3, vehicle_class: 'freight' },
        ...{ protocol: '2013', terminal_id: 'E2E0001', maker: '70101', model: 'TX-808A' },
      },
      city.gateway_port,
    );
    await terminal.register(people.steward, {
      ...{ code: 'freight-e2e-terminals', name: { zh: '端到端车载终端', en: 'E2E terminals' } },
    });
    await watchRoutes(people);
    await terminal.open();
  }, 180_000);
  afterAll(() => terminal?.close());

  it('is declared on a phone with its slot, and its permit has a code that opens for the driver too', {
    timeout: STEP_MS,
  }, async () => {
    const { city, open, people } = of();
    const page = await open(people.firm, '/freight/trips', PHONE);
    await chooseOption(page, '车辆', '8834');
    await chooseOption(page, '司机', '王');
    await chooseOption(page, '方向', '出境');
    await chooseOption(page, '口岸', PORT);
    await chooseOption(page, '作业点', way.site.name.zh);
    await chooseOption(page, '指定路线', way.route.name.zh);
    await chooseOption(page, '返程口岸', PORT);
    await page.getByLabel('货物').fill('电子元件');
    await page.locator('.slot[data-slot=free]').nth(1).click();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-trip-booking');
    await page.getByRole('button', { name: '申报并预约' }).click();
    const said = await page.getByText(/已预约 T\d{8}-\d+/).textContent();
    const [id] = /T\d{8}-\d+/.exec(said ?? '') ?? [];
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await keepPicture(page, 'freight-trip-booked');
    await page.locator(`a[href$="/${id}/permit"]`).click();
    const code = page.getByRole('img', { name: '通行凭证二维码' });
    await code.waitFor();
    expect(await code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.getByText('粤Z·8834港 / LV8834').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-trip-permit');
    await page.getByRole('button', { name: '生成司机链接' }).click();
    const address = await page.getByRole('link', { name: /\/freight\/p\// }).textContent();
    await page.context().close();
    // As the firm sends it to the driver, who has no account.
    const driver = await open(null, new URL(`${address}`).href.replace(city.url, ''), PHONE);
    await driver
      .getByText(/LV8834/)
      .first()
      .waitFor();
    expect(await seriousFindings(driver)).toEqual([]);
    await keepPicture(driver, 'freight-trip-driver');
    await driver.context().close();
  });

  it('is followed; more than 50 m off its route an alarm stands on the desk with its explanation, which an officer takes', {
    timeout: STEP_MS,
  }, async () => {
    const { open, people } = of();
    set_out_ms = Date.now() - SET_OUT_AGO_MS;
    await terminal.report(driveAlong(way.there, set_out_ms));
    desk = await open(people.officer, '/freight/desk');
    const page = desk;
    const trip = page.locator('.freight-trips').getByRole('button', { name: TRUCK.shown });
    await trip.getByText('赴口岸').waitFor();
    await terminal.report(driveAlong(way.off, set_out_ms + 50_000));
    await page.locator('.freight-alarms').getByRole('button', { name: TRUCK.shown }).click();
    await page
      .getByText(/偏离指定路线，最远 \d+ 米，已行驶 \d+ 米/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: '申报与实际' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-trip-alarm');
    await page.keyboard.press('t');
    await page.getByText('freight-e2e-officer 接手').waitFor();
  });

  it('whose driver is called, and what they said is written down', { timeout: STEP_MS }, async () => {
    const page = desk;
    await page.getByTitle('查看原文').click();
    await page.getByLabel(/查看理由/).fill('偏离路线，电话核实');
    await page.getByLabel(/查看理由/).press('Enter');
    await page.getByText('王小明 13912345678').waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: '联系记录' });
    await dialog.getByLabel('司机怎么说').fill('前方施工，按交警指挥绕行，马上回到路线');
    await dialog.getByRole('button', { name: /记\s*录/ }).click();
    await page.getByText(/联系到：前方施工/).waitFor();
    await keepPicture(page, 'freight-trip-called');
  });

  it('it is back on its route, and the alarm stands until somebody names its cause', {
    timeout: STEP_MS,
  }, async () => {
    const { people } = of();
    await terminal.report(driveAlong(way.back, set_out_ms + 110_000, 75));
    const page = desk;
    await page.locator('.freight-ledger').getByText('自行结束').waitFor();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: '办结' });
    await dialog.getByText('放行').click();
    await dialog.getByLabel('说明').fill('经核实为施工绕行，已回到路线');
    await dialog.getByRole('button', { name: /办\s*结/ }).click();
    await dialog.getByText('请填写此项').first().waitFor();
    const open_now = await people.officer.ask<{ alarms: { kind: string; state: string }[] }>(
      ...(['GET', '/freight/tracking/alarms?state=open'] as const),
    );
    expect(open_now.alarms.map(({ kind }) => kind)).toContain('off_route');
    await dialog.getByLabel('原因', { exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: '道路封闭或管制绕行' }).click();
    await dialog.getByRole('button', { name: /办\s*结/ }).click();
    await page.getByText(/原因：道路封闭或管制绕行；处理：放行/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-trip-closed');
    await page.context().close();
  });

  it('and the firm sees on its side what came of it', { timeout: STEP_MS }, async () => {
    const { open, people } = of();
    const page = await open(people.firm, `/freight/profile/firm/${FIRM}`, PHONE);
    await page.getByText('已办结 放行').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-trip-firm');
    await page.getByRole('link', { name: '偏离路线' }).click();
    await page.getByText(/原因：道路封闭或管制绕行；处理：放行/).waitFor();
    expect(await page.getByRole('button', { name: /办\s*结/ }).count()).toBe(0);
    await page.context().close();
  });
}
