import type { Case, CaseList } from '@opentocc/contract';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appoint, type Caller } from './appoint.ts';
import { browser_path, findings, keepPicture, watch } from './open-browser.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

const CITY_MS = 900_000;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
/** Everything that the pages of a visit load, compressed as it is sent, may have so much of script and style. */
const MOST_BYTES = 150_000;
const TARGET_PX = 44;

describe.skipIf(!browser_path)('the citizens’ site', () => {
  let city: SharedCity;
  let browser: Browser;
  let agent: Caller;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    agent = await appoint(city.system, city.security, 'site-agent', 'hotline-agent');
  }, CITY_MS);
  afterAll(() => browser?.close());

  async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: PHONE, locale: 'zh-CN', reducedMotion: 'reduce', ...options },
    });
    return context.newPage();
  }

  const open = (page: Page, path: string) => page.goto(`${city.url}/service${path}`);
  const submit = (page: Page, name: string) => page.getByRole('button', { name }).click();

  /** Asks and reads the receipt. @returns number and code as they stand on it */
  async function ask(page: Page, text: string) {
    await open(page, '/ask');
    await page.getByLabel('投诉举报').check();
    await page.getByLabel('请说明情况').fill(text);
    await page.getByLabel('只在本站查看').check();
    await submit(page, '提交');
    const receipt = page.getByRole('heading', { name: '已收到您的诉求' });
    const solved = page.locator('[data-solved]');
    await receipt.or(solved).first().waitFor({ state: 'attached' });
    // All tests stand at one address, which has used up its share at some time.
    if ((await solved.count()) > 0) await submit(page, '提交');
    await receipt.waitFor();
    const number = await page.locator('#case-number').innerText();
    return { number, code: await page.locator('#case-token').innerText() };
  }

  async function closeCase(number: string): Promise<Case> {
    const { cases } = await agent.ask<CaseList>('GET', `/cases?text=${number}`);
    const [{ id, version }] = cases;
    return agent.ask('POST', `/cases/${id}/answer`, { version, text: '已核实并改正，谢谢。', close: true });
  }

  it('takes a complaint on a phone without script, which is followed, added to and opened again', async () => {
    const page = await visitor({ javaScriptEnabled: false });
    const misdeeds = watch(page, city.url);
    const { number, code } = await ask(page, '公交车在科技园站甩站，等了四十分钟');
    await page.context().clearCookies();
    await open(page, '/follow');
    await page.getByLabel('编号').fill(number);
    await page.getByLabel('查询码').fill(code.toLowerCase());
    await submit(page, '查询');
    await page.getByText('最迟答复时间').waitFor();
    await page.getByLabel('补充内容').fill('车牌尾号是 88');
    await submit(page, '提交补充');
    await page.getByText('您补充：车牌尾号是 88').waitFor();
    await closeCase(number);
    await open(page, '/case');
    await page.getByText('已核实并改正，谢谢。').waitFor();
    await page.getByLabel('哪里没有解决').fill('今天又甩站了');
    await submit(page, '申请重新办理');
    await page.getByText('已重新办理，办理时限从现在起算。').waitFor();
    expect(page.url()).not.toMatch(new RegExp(`${number}|${code}`));
    expect(misdeeds).toEqual({ errors: [], outside: [] });
    await page.context().close();
  });

  it('says what is wrong by the keyboard alone: the summary has the focus and leads to each field', async () => {
    const page = await visitor({ viewport: DESK });
    await open(page, '/ask');
    await page.getByLabel('请说明情况').focus();
    await page.keyboard.type('短');
    await page.getByRole('button', { name: '提交' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#problems:focus').waitFor();
    expect(await page.locator('#problems li').count()).toBe(3);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#text:focus').waitFor();
    expect(await page.locator('#text').inputValue()).toBe('短');
    await page.context().close();
  });

  it('with script keeps a draft in the browser until it was sent, counts, and shows pictures before', async () => {
    const page = await visitor();
    const misdeeds = watch(page, city.url);
    await open(page, '/ask');
    await page.getByLabel('请说明情况').fill('写到一半的诉求');
    await page.reload();
    expect(await page.getByLabel('请说明情况').inputValue()).toBe('写到一半的诉求');
    await page.getByLabel('请说明情况').fill('长'.repeat(9_000));
    await page.getByText('已输入 9000 字，最多 10000 字').waitFor();
    const dot =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const file = { name: '现场.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') };
    await page.locator('#files').setInputFiles(file);
    await page.locator('.preview img').waitFor();
    await page.getByLabel('投诉举报').check();
    await page.getByLabel('请说明情况').fill('有照片的诉求');
    await page.getByLabel('只在本站查看').check();
    await submit(page, '提交');
    await page.locator('#case-number').waitFor();
    await open(page, '/ask');
    expect(await page.getByLabel('请说明情况').inputValue()).toBe('');
    await open(page, '/case');
    await page.getByRole('link', { name: '现场.png' }).waitFor();
    expect(misdeeds).toEqual({ errors: [], outside: [] });
    await page.context().close();
  });

  it('solves the challenge by script when many guess at the code of one case', {
    timeout: 180_000,
  }, async () => {
    const page = await visitor();
    const { number, code } = await ask(page, '出租车司机拒载，要求处理');
    await open(page, '/follow');
    for (let i = 0; i < 6; i++) {
      await page.getByLabel('编号').fill(number);
      await page.getByLabel('查询码').fill(`AAAA-BBBB-CCC${i}`);
      await submit(page, '查询');
      await page.locator('#problems').waitFor();
    }
    await page.getByRole('heading', { name: '还差一步' }).waitFor();
    await page.locator('[data-solved]').waitFor({ state: 'attached' });
    await page.getByLabel('查询码').fill(code);
    await submit(page, '查询');
    await page.getByText('最迟答复时间').waitFor();
    await page.context().close();
  });

  it.each([
    ['a phone', PHONE, 'light', ''],
    ['a phone in the dark', PHONE, 'dark', '/en'],
    ['a desk', DESK, 'light', '/en'],
    ['a desk in the dark', DESK, 'dark', ''],
  ] as const)(
    'on %s has no finding of axe, targets of 44 px, and fits the width',
    { timeout: 360_000 },
    async (name, viewport, colorScheme, language) => {
      const page = await visitor({ viewport, colorScheme });
      await ask(page, '出租车司机绕路，请核查');
      for (const path of [
        '',
        '/ask',
        '/receipt',
        '/case',
        '/follow',
        '/knowledge',
        '/visit',
        '/about',
        '/nothing',
      ]) {
        await open(page, `${language}${path}`);
        if (path === '/ask') await page.locator('main button[type=submit]').click();
        await page.locator('h1').waitFor();
        const where = `${language}${path}`;
        expect([where, await findings(page)]).toEqual([where, []]);
        expect([where, await page.evaluate(smallTargets, TARGET_PX)]).toEqual([where, []]);
        expect([where, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual(
          [where, 0],
        );
        await keepPicture(page, `site-${name.replaceAll(' ', '-')}${path.replace('/', '-')}`);
      }
      await page.context().close();
    },
  );

  it('loads less than 150 kB of script and style, from the platform alone', async () => {
    const page = await visitor();
    const misdeeds = watch(page, city.url);
    const asked = new Set<string>();
    page.on('request', (request) => {
      if (['script', 'stylesheet'].includes(request.resourceType())) asked.add(request.url());
    });
    for (const path of ['', '/ask', '/follow']) await open(page, path);
    const sizes = await Promise.all([...asked].map(compressedBytes));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    console.info(`script and style of the citizens’ site: ${bytes} bytes in ${sizes.length} files, gzip`);
    expect(sizes.length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...sizes)).toBeGreaterThan(500);
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(misdeeds.outside).toEqual([]);
    await page.context().close();
  });

  it('within another application shows the page alone, and is printed without what cannot be pressed on paper', async () => {
    const page = await visitor();
    await open(page, '/ask?view=embed');
    expect(await page.locator('header, footer').count()).toBe(0);
    await ask(page, '打印一张受理回执');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top nav').isVisible()).toBe(false);
    expect(await page.locator('#case-number').isVisible()).toBe(true);
    await page.context().close();
  });
});

/** As many bytes as are sent to a browser that takes gzip. */
async function compressedBytes(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  return Number(answer.headers.get('content-length'));
}

/** What can be pressed and is smaller than a finger, but for links within a sentence. */
function smallTargets(least: number): string[] {
  return [
    ...document.querySelectorAll('a, button, summary, textarea, label.choice, input:not([type=hidden])'),
  ]
    .filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      const in_label = target instanceof HTMLInputElement && target.closest('label') !== null;
      return width > 1 && !in_label && (Math.round(height) < least || Math.round(width) < least);
    })
    .map((target) => target.outerHTML.slice(0, 120));
}
