import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  browser_path,
  keepPicture,
  type Misdeeds,
  openBrowser,
  paintedLinks,
  seriousFindings,
  signIn,
  watch,
} from './open-browser.ts';
import { spawnTocc, type ToccProcess } from './tocc-process.ts';

const PASSWORD = 'Harbour-Lamp-of-Nanshan-7';
const PATIENCE_MS = 120_000;

describe.skipIf(!browser_path)('the wall', () => {
  const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-wall-'));
  let city: ToccProcess;
  let url: string;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    city = serve(data_dir, 0);
    browser = await openBrowser();
    const [, account, password] = await city.until(/account:\s*(\S+)[\s\S]*password:\s*(\S+)/);
    [url] = await city.until(/http:\/\/[\d.]+:\d+/);
    const screen = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
    page = await screen.newPage();
    misdeeds = watch(page, url);
    await page.goto(url);
    await signIn(page, account, password, PASSWORD);
    await page.goto(`${url}/wall.html`);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await stop(city);
    rmSync(data_dir, { recursive: true, force: true });
  });

  it('shows the living city without a hand at it', { timeout: PATIENCE_MS }, async () => {
    await page.locator('.wall-live', { hasText: '实时' }).waitFor({ timeout: PATIENCE_MS });
    await expect.poll(() => paintedLinks(page), { timeout: PATIENCE_MS }).toBeGreaterThan(200);
    expect(await seriousFindings(page)).toEqual([]);
    expect(misdeeds.outside).toEqual([]);
    await keepPicture(page, 'wall');
  });

  it('comes back by itself after the platform was started again', { timeout: 2 * PATIENCE_MS }, async () => {
    const { port } = new URL(url);
    await stop(city);
    await page.locator('.wall-live', { hasText: '连接中断' }).waitFor({ timeout: 60_000 });
    await keepPicture(page, 'wall-lost');
    city = serve(data_dir, Number(port));
    await city.until(/http:\/\/[\d.]+:\d+/);
    await page.locator('.wall-live', { hasText: '实时' }).waitFor({ timeout: PATIENCE_MS });
  });
});

function serve(data_dir: string, port: number): ToccProcess {
  return spawnTocc(['serve', '--demo', '--data', data_dir, '--port', String(port), '--gateway-port', '0']);
}

async function stop({ child }: ToccProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}
