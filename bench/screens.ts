import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { firstSignIn } from '../tests/e2e/first-sign-in.ts';
import { browser_path, FLAGS, paintedLinks } from '../tests/e2e/open-browser.ts';
import { startCity } from '../tests/e2e/running-city.ts';
import type { Bench, Figure } from './harness.ts';
import { measureDeskKeys } from './kit/desk-keys.ts';
import { memorySlope } from './soak/memory-slope.ts';

/** A line of an office, as the targets assume it. */
const LINE = { download_mbit_s: 20, latency_ms: 20 };
const NOTE = `${LINE.download_mbit_s} Mbit/s, ${LINE.latency_ms} ms, empty cache`;
const TASKS_MS = 60_000;
const WARM_MS = 60_000;
const LOOK_MS = 10_000;
const PATIENCE_MS = 180_000;

type Report = (figure: Figure) => void;

/**
 * What the screens cost a browser: bytes on the wire of the sign-in page and of the first map, the time to the first map
 * with coloured roads, tasks that block the page for over 50 ms, whether its heap grows, and how long a key of the desks of situations and warnings takes. Arguments: `--minutes 10`
 * watches the heap for that time on the map and on the wall, min; `--settle 120` lets the city fill first, s; `--desks` measures
 * the keys of the desks alone.
 */
export const run: Bench = async (args, report) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      settle: { type: 'string', default: '120' },
      desks: { type: 'boolean', default: false },
    },
  });
  if (!browser_path) return; // said already
  const city = await startCity({});
  const browser = await chromium.launch({ executablePath: browser_path, args: FLAGS });
  try {
    if (!values.desks) await measureSignIn(browser, city.url, report);
    const cookie = await firstSignIn(city);
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(values.settle)));
    if (!values.desks) await measureFirstMap(browser, city.url, cookie, report);
    const desks = await signedIn(browser, city.url, cookie);
    await measureDeskKeys(desks, city.url, report);
    await desks.close();
    if (values.desks) return;
    for (const path of ['/map', '/wall'])
      await measureRunning({ browser, url: city.url, cookie, path, minutes: Number(values.minutes) }, report);
  } finally {
    await browser.close();
    await city.stop();
  }
};

/** A file that the page loaded, with its size on the wire. */
interface Loaded {
  readonly url: string;
  bytes: number;
}

async function openSlow(context: BrowserContext): Promise<{ page: Page; loaded: Map<string, Loaded> }> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const bytes_s = (LINE.download_mbit_s * 1e6) / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LINE.latency_ms,
    downloadThroughput: bytes_s,
    uploadThroughput: bytes_s,
  });
  const loaded = new Map<string, Loaded>();
  devtools.on('Network.responseReceived', ({ requestId, response }) =>
    loaded.set(requestId, { url: response.url, bytes: 0 }),
  );
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = loaded.get(requestId);
    if (one) one.bytes = encodedDataLength;
  });
  return { page, loaded };
}

const kilobytes = (loaded: Map<string, Loaded>, is: RegExp): number =>
  [...loaded.values()].filter(({ url }) => is.test(url)).reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

function reportBytes(loaded: Map<string, Loaded>, what: string, report: Report): void {
  const of = (figure: string, is: RegExp) =>
    report({ figure: `${what}, ${figure}`, value: kilobytes(loaded, is), unit: 'kB', note: NOTE });
  of('scripts and styles on the wire', /\.(js|css)$/);
  of('fonts on the wire', /\.woff2$/);
  of('all on the wire', /./);
  const fonts = [...loaded.values()]
    .filter(({ url, bytes }) => url.endsWith('.woff2') && bytes > 0) // a second one from the browser's cache is none
    .map(({ url }) => url);
  report({ figure: `${what}, fonts loaded twice`, value: fonts.length - new Set(fonts).size, unit: '' });
}

async function measureSignIn(browser: Browser, url: string, report: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const { page, loaded } = await openSlow(context);
  await page.goto(url);
  await page.locator('#account').waitFor();
  await page.waitForTimeout(3000);
  reportBytes(loaded, 'sign-in', report);
  const maps = [...loaded.values()].filter(({ url: file }) => /map-canvas|maplibre/.test(file)).length;
  report({ figure: 'sign-in, files of the map that it loads', value: maps, unit: '' });
  await context.close();
}

async function measureFirstMap(browser: Browser, url: string, cookie: string, report: Report): Promise<void> {
  const context = await signedIn(browser, url, cookie);
  const { page, loaded } = await openSlow(context);
  await page.addInitScript(() => {
    // Pages that are fetched ahead are no part of the first map.
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const started_ms = performance.now();
  await page.goto(`${url}/map`, { waitUntil: 'commit' });
  await page.locator('.map[data-painted-links]').waitFor({ timeout: PATIENCE_MS });
  while ((await paintedLinks(page)) === 0) await page.waitForTimeout(20);
  report({
    figure: 'first map with coloured roads',
    value: performance.now() - started_ms,
    unit: 'ms',
    note: `${NOTE}; the browser draws without a graphics card`,
  });
  await page.waitForTimeout(3000);
  reportBytes(loaded, 'first map', report);
  await context.close();
}

interface Running {
  readonly browser: Browser;
  readonly url: string;
  readonly cookie: string;
  readonly path: string;
  readonly minutes: number;
}

/** Long tasks in a minute, then the heap. */
async function measureRunning(
  { browser, url, cookie, path, minutes }: Running,
  report: Report,
): Promise<void> {
  const context = await signedIn(browser, url, cookie);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(`${url}${path}`);
  await page.locator('[data-painted-links]').waitFor({ timeout: PATIENCE_MS });
  await page.waitForTimeout(WARM_MS);
  const tasks_ms = await longTasks(page);
  const what = path.slice(1);
  report({ figure: `${what}, tasks over 50 ms in a minute`, value: tasks_ms.length, unit: '' });
  report({ figure: `${what}, longest of them`, value: Math.max(0, ...tasks_ms), unit: 'ms' });
  if (minutes > 0) await watchHeap({ devtools, page, what, minutes }, report);
  await context.close();
}

const longTasks = (page: Page): Promise<number[]> =>
  page.evaluate(
    (for_ms) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) found.push(duration);
        });
        observer.observe({ entryTypes: ['longtask'] });
        setTimeout(() => resolve(found), for_ms);
      }),
    TASKS_MS,
  );

interface Watched {
  readonly devtools: CDPSession;
  readonly page: Page;
  readonly what: string;
  readonly minutes: number;
}

async function watchHeap({ devtools, page, what, minutes }: Watched, report: Report): Promise<void> {
  const looks: { at_ms: number; mb: number }[] = [];
  const end_ms = performance.now() + 60_000 * minutes;
  while (performance.now() < end_ms) {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    looks.push({ at_ms: performance.now(), mb: usedSize / 1e6 });
    await page.waitForTimeout(LOOK_MS);
  }
  const slope = memorySlope(looks, WARM_MS);
  report({
    figure: `${what}, growth of the heap after garbage collection`,
    value: slope.mb_per_hour,
    unit: 'MB/h',
    note: `± ${slope.error.toFixed(1)}; ${minutes} min, ${looks.at(0)?.mb.toFixed(1)} → ${looks.at(-1)?.mb.toFixed(1)} MB`,
  });
}

async function signedIn(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  return context;
}
