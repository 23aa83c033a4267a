import type { Consignment, FilingEntry } from '@opentocc/contract';
import { beforeAll, expect, it } from 'vitest';
import { keepPicture, seriousFindings } from '../open-browser.ts';
import { chooseOption } from './choose-option.ts';
import { BUYER, type CityOf, DEPOT, FIRM, PHONE } from './freight-city.ts';

const STEP_MS = 360_000;
const LOT = 'BEEF-E2E-0417';
const WAREHOUSE = 'cold-e2e';
const REEFER = '粤Z5521港';
const SENSOR = 'R-e2e-1';
const MARKET = '罗湖肉类批发行';
const FAR = '2030-01-31';

/** A lot from its declaration to a buyer and on, and back from everybody who has of it. */
export function walkRecall(of: CityOf): void {
  let id: string;
  let certificate: string;

  beforeAll(async () => {
    const { firm, officer } = of().people;
    await officer.ask('PUT', '/freight/cold-chain/warehouses', {
      ...{ code: WAREHOUSE, unit: DEPOT, name: { zh: '端到端集中监管仓', en: 'E2E Cold Store' } },
      ...{ trucks_per_hour: 8, fetch_h: 48, overdue_min: 60, assumed: true },
      source: { zh: '测试', en: 'Test' },
    });
    const filed = await firm.ask<FilingEntry>('POST', '/freight/filing/entries', {
      firm: FIRM,
      content: {
        ...{ kind: 'truck', plate: REEFER, plate_abroad: 'MN5521', class: 'reefer', terminal: '13899990002' },
        documents: ['vehicle_licence', 'transport_permit', 'cross_border'].map((kind) => ({
          kind,
          until: FAR,
        })),
      },
    });
    await officer.ask('POST', `/freight/filing/entries/${filed.id}/decision`, {
      ...{ version: filed.version, approved: true, reason: '' },
    });
  });

  it('is declared with its slot, sets out and is supervised on its way', { timeout: STEP_MS }, async () => {
    const { open, people } = of();
    const page = await open(people.firm, '/freight/cold-chain', PHONE);
    await page.getByRole('button', { name: '申报并预约' }).click();
    const dialog = page.getByRole('dialog', { name: '申报并预约' });
    const texts = {
      ...{ 货物: '冷冻牛肉', 批号: LOT, '报关单号（18 位）': '530120261128000417', '去向（买方）': BUYER },
      ...{ 集装箱号: 'EEEU0004170', 封条号: 'CN0004170', 车牌: REEFER, '数量（千克）': '12000' },
      温度传感器: SENSOR,
    };
    for (const [label, text] of Object.entries(texts))
      await dialog.getByLabel(label, { exact: true }).fill(text);
    await chooseOption(page, '监管仓', '端到端集中监管仓');
    await chooseOption(page, '预约时段', '余');
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-cold-declaring');
    await dialog.getByRole('button', { name: '申报并预约' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const link = page.getByRole('link', { name: /^C\d{8}-\d+$/ }).first();
    id = (await link.textContent()) ?? '';
    await link.click();
    await page.getByRole('button', { name: '确认发车' }).click();
    await page.getByText('运输中').first().waitFor();
    await people.firm.ask('POST', '/freight/cold-chain/readings', {
      readings: [{ sensor: SENSOR, at: Date.now(), temperature_c: -18.4, door_open: false }],
    });
    await page
      .getByText(/-18\.4|−18\.4/)
      .first()
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await keepPicture(page, 'freight-cold-under-way');
    await page.context().close();
  });

  it('arrives, is tested, certified and let out by the keeper', { timeout: STEP_MS }, async () => {
    const { open, people } = of();
    const page = await open(people.warehouse_keeper, `/freight/cold-chain/${id}`);
    await page.getByRole('button', { name: '入仓，封条完好' }).click();
    await page.getByRole('button', { name: '登记检测结果' }).click();
    const dialog = page.getByRole('dialog', { name: '登记检测结果' });
    await dialog.getByLabel('检测机构').fill('海关冷链实验室');
    await dialog.getByLabel('报告编号').fill('JC-0417');
    await dialog.getByLabel('签发人').fill('李检验');
    await dialog.getByText('检测合格', { exact: true }).click();
    await dialog.getByRole('button', { name: /确\s*定/ }).click();
    await page.getByRole('button', { name: '签发出库证明' }).click();
    await page.getByText('打开查验页面').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-cold-certificate');
    await page.getByRole('button', { name: '出仓' }).click();
    await page.getByText('已出仓').first().waitFor();
    const sheet = await people.warehouse_keeper.ask<Consignment>(
      ...(['GET', `/freight/cold-chain/consignments/${id}`] as const),
    );
    certificate = sheet.certificate?.code ?? '';
    await page.context().close();
  });

  it('is valid to whoever buys it, who sells a part of it on', { timeout: STEP_MS }, async () => {
    const { open, people } = of();
    const page = await open(null, `/service/cold-chain/${certificate}`, PHONE);
    await page.getByText(/有效：由本市集中监管仓签发/).waitFor();
    await page.context().close();
    await people.buyer.ask('POST', '/freight/cold-chain/movements', {
      movements: [
        {
          ...{ kind: 'moved', at_ms: Date.now() - 1000, quantity: 3200, from_lot: LOT, to_lot: LOT },
          ...{ from_holder: BUYER, to_holder: MARKET },
        },
      ],
    });
  });

  it('is traced and recalled by an officer', { timeout: STEP_MS }, async () => {
    const { open, people } = of();
    const page = await open(people.officer, '/freight/cold-chain/trace');
    await page.getByRole('searchbox', { name: '批号' }).fill(LOT);
    await page.getByRole('button', { name: /追\s*溯/ }).click();
    await page.getByText(/4 个持有方/).waitFor();
    await page.getByRole('cell', { name: MARKET }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-cold-trace');
    await page.getByRole('button', { name: '发起召回' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/原因|理由/).fill('抽检检出单增李斯特菌');
    await dialog.getByRole('button', { name: '发起召回' }).click();
    await page.getByText('0/2 已答复').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-cold-recall');
    await page.context().close();
  });

  it('its holder gets the notice and answers it', { timeout: STEP_MS }, async () => {
    const { open, people } = of();
    const page = await open(people.buyer, '/freight/cold-chain/notices', PHONE);
    await page.getByText(`${LOT} · 8800`).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-cold-notice');
    await page.getByRole('button', { name: /答\s*复/ }).click();
    await page.getByText(/已封存 8800/).waitFor();
    await page.context().close();
    const officer = await open(people.officer, '/freight/cold-chain/recalls');
    await officer.getByText('1/2 已答复').waitFor();
    await officer.context().close();
  });

  it('and its certificate says so to whoever checks it', { timeout: STEP_MS }, async () => {
    const { open } = of();
    const page = await open(null, `/service/cold-chain/${certificate}`, PHONE);
    await page.getByText('正在召回：请立即停售封存').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-cold-certificate-recalled');
    await page.context().close();
  });
}
