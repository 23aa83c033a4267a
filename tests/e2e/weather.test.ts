import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, keepPicture, seriousFindings } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;
const HOUR_MS = 3_600_000;

/** A message of a weather service, about the one before it where there is one. */
function cap(id: string, type: string, level: string, about?: string): string {
  const iso = (at_ms: number) => `${new Date(at_ms + 8 * HOUR_MS).toISOString().slice(0, 19)}+08:00`;
  const now = Date.now();
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>sz@e2e</sender>
<sent>${iso(now)}</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>
${about ? `<references>sz@e2e,${about},${iso(now)}</references>` : ''}<info><language>zh-CN</language><category>Met</category>
<event>台风</event><urgency>Expected</urgency><severity>Minor</severity><certainty>Likely</certainty>
<expires>${iso(now + 24 * HOUR_MS)}</expires><headline>台风${level}预警信号</headline>
<area><areaDesc>全市</areaDesc></area></info></alert>`;
}

describe.skipIf(!browser_path)('a typhoon from blue to lifting', () => {
  let city: SharedCity;
  let browser: Browser;
  let officer: Caller;
  let page: Page;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    officer = await appoint(city.system, city.security, 'weather-officer', 'duty-officer');
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await officer.enter(context);
    page = await context.newPage();
  }, CITY_MS);
  afterAll(() => browser?.close());

  const take = (id: string, type: string, level: string, about?: string) =>
    officer.ask('POST', '/weather/messages', { format: 'cap', content: cap(id, type, level, about) });
  const signal = () => page.locator('.weather-scales .signal, .weather-scales dd .muted').first();

  it('is seen, decided on by a person beside what the colour proposes, and lifted', {
    timeout: 360_000,
  }, async () => {
    const track = [0, 12, 24].map((hours, i) => ({
      ...{ at_ms: Date.now() + hours * HOUR_MS, lon: 118 - 2 * i, lat: 20 + i, grade: 5, wind_mps: 45 },
      ...{ pressure_hpa: 950, forecast: hours > 0, circles: [{ force: 7, radius_km: 300 }] },
    }));
    await officer.ask('POST', '/weather/storms', {
      code: 'e2e',
      name: { zh: '苏拉', en: 'Saola' },
      points: track,
    });
    await take('blue', 'Alert', '蓝色');
    await page.goto(`${city.url}/weather`);
    await page.getByRole('heading', { name: '气象与台风' }).waitFor();
    await signal().getByText('蓝色').waitFor();
    await page.getByRole('img', { name: /苏拉路径/ }).waitFor();
    await page.getByText('7 级').first().waitFor();

    await page.getByRole('button', { name: '调整响应等级' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await page.getByTitle('Ⅱ级', { exact: true }).click();
    await dialog.getByRole('textbox', { name: '理由' }).fill('按预案提前部署');
    await dialog.getByRole('button', { name: /确\s*定/ }).click();
    const decided = page.getByRole('row').filter({ hasText: '按预案提前部署' });
    await decided.getByText('Ⅱ级').waitFor();
    await decided.getByText('Ⅳ级').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await keepPicture(page, 'weather');

    await take('yellow', 'Update', '黄色', 'blue');
    await page.reload();
    await signal().getByText('黄色').waitFor();
    await page.getByText('已更新').first().waitFor();
    await take('lifted', 'Cancel', '蓝色', 'yellow');
    await page.reload();
    await page.getByText('无生效信号').first().waitFor();
    // The response stays until a person ends it.
    await page.getByRole('definition').filter({ hasText: 'Ⅱ级' }).waitFor();
  });
});
