import type { SituationBrief, SituationList, Warning, WarningList } from '@opentocc/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { type Figure, quantile } from '../harness.ts';

/** What the desks have to hold. */
const SITUATIONS = 500;
const WARNINGS = 10_000;
/** Keys that are pressed, and how far apart, ms: as fast as an officer goes through a list. */
const KEYS = 60;
const APART_MS = 120;
const PATIENCE_MS = 120_000;

interface Desk {
  readonly path: string;
  readonly what: string;
  readonly rows: string;
}

const DESKS: readonly Desk[] = [
  { path: '/situations', what: `situations, ${SITUATIONS} open`, rows: '.situation-row' },
  { path: '/warnings', what: `warnings, ${WARNINGS} open`, rows: '.warning-row' },
];

/**
 * From the press of a key to the frame that shows what it did, on desks with as much as they have to hold. Lists are given
 * to the browser in the place of the platform's answers, so that what is measured is the browser alone.
 */
export async function measureDeskKeys(
  context: BrowserContext,
  url: string,
  report: (figure: Figure) => void,
): Promise<void> {
  for (const desk of DESKS) {
    const page = await context.newPage();
    await page.routeWebSocket('**/api/v1/live**', () => undefined);
    const answer = (path: RegExp, json: object) => page.route(path, (route) => route.fulfill({ json }));
    await answer(/\/api\/v1\/situations\?/, situations(Date.now()));
    await answer(/\/api\/v1\/warnings(\?.*)?$/, warnings(Date.now()));
    await page.goto(`${url}${desk.path}`);
    await page.locator(desk.rows).first().waitFor({ timeout: PATIENCE_MS });
    await page.waitForTimeout(5_000);
    await page.locator('[role=listbox]').focus();
    const times_ms = await pressKeys(page);
    const note = `${times_ms.length} keys, half of them on to the next and half back`;
    report({ figure: `${desk.what}, key to paint p50`, value: quantile(times_ms, 0.5), unit: 'ms', note });
    report({ figure: `${desk.what}, key to paint p95`, value: quantile(times_ms, 0.95), unit: 'ms' });
    report({ figure: `${desk.what}, longest`, value: Math.max(...times_ms), unit: 'ms' });
    await page.close();
  }
}

async function pressKeys(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = [];
    Object.assign(window, { keyTimes: found });
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          // The task that follows a frame runs once it was painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => found.push(performance.now() - timeStamp);
          port2.postMessage(null);
        }),
      true,
    );
  });
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press(i < KEYS / 2 ? 'j' : 'k');
    await page.waitForTimeout(APART_MS);
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}

/** Places of the demo city, spread. */
const placeOf = (i: number) => ({ lon: 113.9 + (i % 25) * 0.012, lat: 22.52 + (i % 20) * 0.007 });

function situations(now_ms: number): SituationList {
  const all = Array.from({ length: SITUATIONS }, (_, i): SituationBrief => {
    const received_ms = now_ms - i * 47_000;
    return {
      ...{ id: i + 1, version: 1, state: i % 3 === 0 ? 'received' : 'responding', header: 'real' },
      ...{ kind: 'accident', title: `追尾事故 ${i + 1}`, severity: 'medium', level: null, ...placeOf(i) },
      ...{ link: null, road: { zh: '滨海大道', en: 'Binhai Avenue' }, district: null, lanes: '.!.' },
      ...{ began_ms: received_ms, received_ms, acknowledged: null, owner: null, reports: 1 + (i % 3) },
      ...{ proposals: i % 7 === 0 ? 1 : 0, due_ms: received_ms + 1_800_000, clock: 'response' },
      ...{ soon_ms: received_ms + 1_200_000, merged_into: null },
    };
  });
  return { situations: all, total: all.length };
}

const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;

function warnings(now_ms: number): WarningList {
  const all = Array.from({ length: WARNINGS }, (_, i): Warning => {
    const place = { ...placeOf(i), district: null, districts: [], streets: [], road: null, links: [i] };
    return {
      ...{ id: i + 1, key: `bench/${i}`, origin: 'rule', kind: 'speed', level: LEVELS[i % 4] },
      ...{ title: { zh: `车速过低 ${i + 1}`, en: `Slow ${i + 1}` }, rule: null, measure: null },
      ...{ value: 12.5, threshold: 20, place: { ...place, polygon: [] }, began_ms: now_ms - i * 1000 },
      ...{ ended_ms: null, ended_why: null, expires_ms: null, group: 'bench', reopened: 0 },
      ...{ held_until_ms: null, attention: 'unanswered', acknowledged: null, owner: null, offered: null },
      ...{ silences: [], held_by: null, escalation: { step: 0, round: 0, next_ms: null, asked: [] } },
      ...{ labels: {}, annotations: {}, version: 1, sequence: i, changed_ms: now_ms },
    };
  });
  const each = WARNINGS / 4;
  return {
    ...{ epoch: 1, sequence: WARNINGS, warnings: all, truncated: false },
    counts: {
      ...{ blue: each, yellow: each, orange: each, red: each },
      ...{ unanswered: WARNINGS, silenced: 0, held_back: 0 },
    },
  };
}
