import type { FreightGatePage, GateKeeperView, GateSecret } from '@opentocc/contract';
import { beforeAll, expect, it } from 'vitest';
import { keepPicture, seriousFindings } from '../open-browser.ts';
import { type CityOf, PHONE } from './freight-city.ts';

const DAY_MS = 86_400_000;

/** A keeper with a phone at a gate whose camera reads well and badly; an officer at the overview. */
export function walkGates(of: CityOf): void {
  let camera: GateSecret;

  beforeAll(async () => {
    const { officer } = of().people;
    const site = { name: { zh: '测试物流园', en: 'Test park' }, unit: null, lon: 114.05, lat: 22.55 };
    await officer.ask('PUT', '/freight/gate-sites/e2e-park', { ...site, capacity: 20, version: 0 });
    await officer.ask('PUT', '/freight/gates/e2e-in', {
      ...{
        site: 'e2e-park',
        name: { zh: '入口一', en: 'Entry 1' },
        lock: 'e2e-in',
        direction: 'in',
        version: 0,
      },
    });
    const body = { gate: 'e2e-in', maker: 'dahua', towards: 'in', address: null };
    camera = await officer.ask<GateSecret>('PUT', '/freight/gate-cameras/cam-e2e', body);
    const entry = { plate: '粤B54321', until_ms: Date.now() + DAY_MS, note: '签约承运' };
    await officer.ask('PUT', '/freight/gate-sites/e2e-park/list', { entries: [entry] });
  });

  /** The camera reads a plate and posts it with a picture, as its maker does. */
  async function comes(plate: string): Promise<void> {
    const { browser, city } = of();
    const page = await browser.newPage({ viewport: { width: 320, height: 180 } });
    await page.setContent(`<body style="background:#345;color:#fff;font:48px sans-serif">${plate}`);
    const picture = await page.screenshot({ type: 'jpeg' });
    await page.close();
    const at = new Date(Date.now() + DAY_MS / 3).toISOString().slice(0, 19).replace('T', ' ');
    const answer = await fetch(`${city.url}${camera.address}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${camera.user}:${camera.secret}`).toString('base64')}`,
      },
      body: JSON.stringify({
        Picture: {
          Plate: { PlateNumber: plate, Confidence: 220 },
          SnapInfo: { DeviceID: 'e2e', SnapTime: at, Direction: 'Obverse', LanNo: 1 },
          NormalPic: { Content: picture.toString('base64'), PicName: 'a.jpg' },
        },
      }),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { Result: true, result: true }]);
  }

  it('a plate that was read wrongly is corrected at the phone of the keeper, and the truck is let in', async () => {
    const { open, people } = of();
    const page = await open(people.gate_keeper, '/freight/gates/e2e-in/keeper', PHONE);
    await page.getByText('现在没有车辆等候').waitFor();
    await comes('粤B64321');
    await page.getByText('粤B·64321').first().waitFor();
    await page.getByText('可能是 粤B54321').waitFor();
    await page.getByRole('img', { name: /抓拍图片/ }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await keepPicture(page, 'freight-gates-keeper');
    await page.getByRole('button', { name: '更正车牌' }).click();
    await page.getByLabel(/正确的车牌/).fill('粤B54321');
    await page.getByRole('button', { name: '更正车牌' }).click();
    await page.getByText('现在没有车辆等候').waitFor();
    const { reads } = await people.gate_keeper.ask<GateKeeperView>('GET', '/freight/gates/e2e-in/keeper');
    expect(reads[0]).toMatchObject({ state: 'opened', plate: '粤B64321', corrected: '粤B54321' });
    await page.context().close();
  }, 180_000);

  it('a truck that nobody expects is let through by hand, with a reason that stands in the history', async () => {
    const { open, people } = of();
    const page = await open(people.gate_keeper, '/freight/gates/e2e-in/keeper', PHONE);
    await comes('沪C98765');
    await page.getByText('没有这辆车的预约').waitFor();
    await page.getByRole('button', { name: '放行', exact: true }).click();
    await page.getByRole('button', { name: '应急车辆' }).click();
    await page.getByText('人工放行：应急车辆').waitFor();
    await page.context().close();
    const { events } = await people.officer.ask<FreightGatePage>('GET', '/freight/gates/e2e-in');
    expect(events[0]).toMatchObject({ kind: 'opened', by: 'freight-e2e-gate-keeper' });
    expect(events[0].text.zh).toContain('应急车辆');
  }, 180_000);

  it('the overview shows the site with its yard, the page of the gate its cameras; a secret is shown once', async () => {
    const { open, people } = of();
    const page = await open(people.officer, '/freight/gates');
    await page.getByRole('heading', { name: '测试物流园' }).waitFor();
    await page.getByText('2 / 20 辆').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-gates-sites');
    await page.getByRole('link', { name: '入口一' }).click();
    await page.getByText('cam-e2e').waitFor();
    await page.getByRole('button', { name: '登记相机' }).click();
    await page.getByLabel('编号').fill('cam-two');
    await page.getByRole('dialog').getByRole('button', { name: '登记相机' }).click();
    await page.getByText('它只显示这一次').waitFor();
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.getByText('cam-two').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'freight-gates-gate');
    await page.context().close();
  }, 180_000);
}
