import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserServer, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.mjs';

export const FLAGS = [
  ...['--no-sandbox', '--use-gl=angle', '--use-angle=gl-egl', '--ignore-gpu-blocklist', '--disable-quic'],
  ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');

/** Path of the browser; undefined, with one line that says so, where there is none. */
export const browser_path: string | undefined = existsSync(process.env.TOCC_BROWSER ?? '')
  ? process.env.TOCC_BROWSER
  : ensureBrowser();

/** One browser that several processes open pages in. */
export function serveBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: browser_path, args: FLAGS });
}

/** What a page did that it must never do. */
export interface Misdeeds {
  /** Errors on its console and exceptions that nobody caught. */
  readonly errors: string[];
  /** Addresses asked from any host but the platform's. */
  readonly outside: string[];
}

/** Watches a page from now on. @param url the platform's address */
export function watch(page: Page, url: string): Misdeeds {
  const misdeeds: Misdeeds = { errors: [], outside: [] };
  const { host } = new URL(url);
  page.on('pageerror', ({ message }) => misdeeds.errors.push(message));
  page.on('console', (said) => {
    if (said.type() === 'error') misdeeds.errors.push(`${said.text()} ${said.location().url}`);
  });
  const ask = (address: string) => {
    const { protocol, host: asked } = new URL(address);
    if (!['data:', 'blob:'].includes(protocol) && asked !== host) misdeeds.outside.push(address);
  };
  page.on('request', (request) => ask(request.url()));
  page.on('websocket', (socket) => ask(socket.url()));
  return misdeeds;
}

/** Keeps a picture of the page for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

/** Serious and critical findings of axe on the page once its colours have stopped changing: rule and first place. */
export const seriousFindings = (page: Page): Promise<string[]> => findings(page, ['serious', 'critical']);

/** Findings of axe of these impacts, of any where none is named; by these rules alone where they are. */
export async function findings(
  page: Page,
  impacts: readonly string[] = [],
  rules?: readonly string[],
): Promise<string[]> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  );
  // Without frames of other hosts it need not open a second page, nor describe what is as it should be.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (rules) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impacts.length === 0 || impacts.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Waits until no part of the page is loading. */
export async function answered(page: Page): Promise<void> {
  await page.locator('main [data-answer]').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('main [data-answer=loading]'), null, {
    timeout: 60_000,
  });
}

/** Serious findings on the page in the theme it has and in the other one, which it has from then on. */
export async function findingsInBothThemes(page: Page, picture: string): Promise<string[]> {
  const in_first = await seriousFindings(page);
  await chooseInMenu(page, /^(切换到[深浅]色|Switch to (dark|light).*)$/);
  await keepPicture(page, picture);
  // All else of a page is the same in any colours.
  return [...in_first, ...(await findings(page, ['serious', 'critical'], ['color-contrast']))];
}

/** Signs in with the one-time password and sets a new one, as the first administrator does. */
export async function signIn(page: Page, account: string, one_time_password: string, next: string) {
  await page.locator('#account').fill(account);
  await page.locator('#password').fill(one_time_password);
  await page.locator('button[type=submit]').click();
  await page.locator('#current').fill(one_time_password);
  await page.locator('#next').fill(next);
  await page.locator('#again').fill(next);
  await page.locator('button[type=submit]').click();
  await page.locator('.desk h1').waitFor();
}

/** Chooses in the menu of who is signed in: looks, profile, the way out. */
export async function chooseInMenu(page: Page, name: string | RegExp): Promise<void> {
  await page.locator('.bar-account button').click();
  await page.getByRole('menuitem', { name }).click();
  await page.locator('.ant-dropdown').waitFor({ state: 'hidden' });
}

/** Links that the map of the page has painted in the colour of a state. */
export async function paintedLinks(page: Page): Promise<number> {
  return Number((await page.locator('.map').getAttribute('data-painted-links')) ?? 0);
}
