import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium } from 'playwright-core';
import { FEATURES } from '../../packages/web/src/console/features.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path, FLAGS } from './open-browser.ts';
import { startCity } from './running-city.ts';

/**
 * `npm run shots [-- PAGE…]`: pictures of every page (or of those that are named) of a demo city of its own, in the sizes of
 * a desk, a small window and a phone, and of the wall in the sizes of halls, light and dark, for people who look. They go
 * to `shots/`. `--english` takes them in English, `--settle 120` waits longer for the city to fill, s.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { english: { type: 'boolean' }, settle: { type: 'string', default: '90' } },
});

const DESK = [
  [1440, 900],
  [1920, 1080],
  [683, 384],
  [390, 844],
] as const;
const HALL = [
  [1366, 768],
  [1920, 1080],
  [3840, 1080],
  [3840, 2160],
  [7680, 2160],
] as const;
const THEMES = ['light', 'dark'] as const;
/** For what a page asks for, and for the map to be painted, ms. */
const PAINTED_MS = 4000;
const FOLDER = join(import.meta.dirname, '../../shots');

const PAGES = [
  '/',
  '/map',
  '/about',
  '/admin',
  ...FEATURES.flatMap(({ pages = [] }) => pages.map(({ path }) => path)),
];
const pages = PAGES.map((path) => path.replace('$link', '1')).filter(isWanted);

function isWanted(path: string): boolean {
  return positionals.length === 0 || positionals.includes(path);
}

/** Walks pages in one window. */
async function take(
  context: BrowserContext,
  url: string,
  paths: readonly string[],
  name: string,
): Promise<void> {
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(`${url}${path}`);
    await page.waitForLoadState('networkidle', { timeout: PAINTED_MS }).catch(() => undefined);
    await page.waitForTimeout(PAINTED_MS);
    const file = `${path === '/' ? 'desk' : path.slice(1).replaceAll('/', '-')} ${name}.png`;
    await page.screenshot({ path: join(FOLDER, file) });
    process.stdout.write(`${file}\n`);
  }
  await context.close();
}

if (!browser_path) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const city = await startCity({});
const browser = await chromium.launch({ executablePath: browser_path, args: FLAGS });
try {
  const [cookie, value] = (await firstSignIn(city)).split('=');
  await new Promise((resolve) => setTimeout(resolve, 1000 * Number(values.settle)));
  for (const colorScheme of THEMES) {
    const open = async ([width, height]: readonly [number, number]) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'zh-CN' });
      await context.addCookies([{ name: cookie, value, url: city.url }]);
      if (values.english) await context.addInitScript(() => localStorage.setItem('tocc.language', 'en'));
      return context;
    };
    for (const size of DESK)
      await take(await open(size), city.url, pages, `${size.join('x')} ${colorScheme}`);
    for (const size of isWanted('/wall') ? HALL : [])
      await take(await open(size), city.url, ['/wall'], `${size.join('x')} ${colorScheme}`);
  }
} finally {
  await browser.close();
  await city.stop();
}
