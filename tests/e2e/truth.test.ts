import type { PermissionInfo, Session } from '@opentocc/contract';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from './appoint.ts';
import { firstSignIn } from './first-sign-in.ts';
import { browser_path, keepPicture } from './open-browser.ts';
import { PAGES } from './pages.ts';
import { joinBrowser, joinCity, type SharedCity } from './shared-city.ts';

/** Parts of a page that load by themselves. */
const LEAST: Readonly<Record<string, number>> = { '/': 2, '/map': 5 };
/** The city that is shared is in the making at first. */
const CITY_MS = 900_000;
/** Where what cannot be had stands after the page itself was loaded, ms. */
const PATIENCE_MS = 60_000;
const REFERENCE = 'req-truth-1';
/** Of pages that ask nothing before somebody has. */
const QUESTIONS: Readonly<Record<string, string>> = { '/knowledge': '末班车几点' };

/** Words that say that there is nothing; none may stand where nothing is known. */
const CLAIMS_NOTHING =
  /没有(?:存储|未消除|数据源|记录|申请|符合|匹配|算出)|还没有(?:数据源|申请|条目|记录)|样本量 0\b|暂无数据|无名道路|没有测得/;
const CLAIMS_FAILED = /读取失败|未能更新/;
const CLAIMS_REFUSED = /无权查看/;
/** Words on pages that hold whatever the answers are: the key of the map's colours. */
const KEY = '.legend';

const EMPTY_CURVE = { scope: 'city', key: 'city', day: '2026-03-01', step_s: 300, today: [], last_week: [] };
const NO_ERRORS = { values: 0, bias: null, error: null, inside: null, persistence: null, last_week: null };
/** What a platform answers that has nothing yet; other addresses answer as they are. */
const EMPTY: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    [
      'obligations',
      'indices/current',
      'indices/typical',
      'indices/periods',
      'indices/compare',
      'roads/worst',
      'sources',
    ]
      .concat(['quality/findings', 'quality/sources', 'terminals/pending', 'terminals/mismatches'])
      .concat(['terminals/decisions', 'sharing/items', 'sharing/applications', 'history/datasets'])
      .concat(['accounts', 'roles', 'session/open', 'plan-tasks', 'drills'])
      .map((path) => [path, []]),
  ),
  'indices/curve': EMPTY_CURVE,
  'indices/compare/links': {
    a_slots: 0,
    b_slots: 0,
    links: { link: [], change: [] },
    worse: [],
    better: [],
    formula_versions: [],
  },
  studies: [],
  cases: { cases: [], total: 0 },
  'case-clusters': [],
  'studies/scores': {
    ...{ scores: [], truncated: false, by_horizon: [], by_day: [], assumptions: [] },
    all: { scored: 0, travel: NO_ERRORS, tail: NO_ERRORS },
  },
  'control-drafts': [],
  'studies/1': {
    ...{ id: 1, name: '', status: 'cancelled', owner: 'somebody', own: false, asked_ms: 0, ended_ms: 0 },
    ...{
      base_ms: 0,
      network_version: '',
      message_share: 0.3,
      road: { zh: '', en: '' },
      district: null,
      progress: null,
    },
    incidents: [{ link: 1, at: 0.5, lanes_closed: 1, from_min: 0, minutes: 30 }],
    ...{ scenarios: null, routes: [], horizon_min: 60, replay_of: null, same_bytes: null },
    ...{ ahead: 0, failure: null, result: null, assumptions: [], fits_network: true },
  },
  views: { views: [], may_share_with: [], most: 100 },
  keys: { keys: [], rotations: [] },
  audit: { entries: [], more: false },
  'audit/keeping': {
    records: 0,
    since_ms: null,
    least_months: 6,
    source: '',
    assumed: false,
    last_anchor: null,
  },
};

const problem = (status: number, title: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'urn:test', title, status, code: 'test.said', request_id: REFERENCE }),
});

/** How the interface answers in each state, but for who is signed in and what the map is drawn from. */
const ANSWERS = {
  failed: (route: Route) => route.fulfill(problem(503, '服务暂时不可用，请稍后重试')),
  refused: (route: Route) => route.fulfill(problem(403, '您的账号没有“查看”权限，请联系安全管理员授权')),
  /** Never: the test ends before. */
  loading: () => undefined,
  empty: async (route: Route) => {
    const path = new URL(route.request().url()).pathname.replace('/api/v1/', '');
    if (path in EMPTY) return route.fulfill({ json: EMPTY[path] });
    // Whatever the city holds: a thing of number 1 is not there, nor what an administrator may not read of a hotline.
    if (path.endsWith('/1')) return route.fulfill(problem(404, '没有这个编号'));
    const response = await route.fetch().catch(() => undefined);
    if (!response) return route.abort(); // the page was closed meanwhile
    return response.status() === 403
      ? route.fulfill(problem(404, '没有这个编号'))
      : route.fulfill({ response });
  },
} as const;
type State = keyof typeof ANSWERS;

/** How the answers of a page stand, and all that it says. */
interface Said {
  readonly marks: readonly string[];
  /** What the page is called, whatever it can show. */
  readonly heading: string;
  readonly text: string;
  /** Texts too small to be read at a desk. */
  readonly tiny: readonly string[];
}
const NOTHING: Said = { marks: [], heading: '', text: '', tiny: [] };
const LEAST_TEXT_PX = 12;

describe.skipIf(!browser_path)('screens that tell the truth', () => {
  let city: SharedCity;
  let browser: Browser;
  let context: BrowserContext;
  let session: Session;

  beforeAll(async () => {
    [city, browser] = await Promise.all([joinCity(), joinBrowser()]);
    const one_time_password = await city.addAdministrator('truth');
    const caller = new Caller(
      city.url,
      await firstSignIn({ url: city.url, account: 'truth', one_time_password }),
    );
    const permissions = await caller.ask<PermissionInfo[]>('GET', '/permissions');
    const own = await caller.ask<Session>('GET', '/session');
    // Somebody who may open every page: what a page asks for is answered by the test anyway.
    session = { ...own, permissions: permissions.map(({ code }) => code), reach: {} };
    context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    });
    await caller.enter(context);
  }, CITY_MS);

  afterAll(async () => {
    await browser?.close();
  });

  /** The console in a state. The live feed stays silent, or it would answer for the interface. */
  async function openIn(state: State): Promise<Page> {
    const page = await context.newPage();
    await page.routeWebSocket(/\/live/, () => undefined);
    await page.route('**/api/v1/**', ANSWERS[state]);
    await page.route('**/api/v1/session', (route) => route.fulfill({ json: session }));
    await page.goto(`${city.url}/about`);
    await page.locator('main h1').waitFor();
    return page;
  }

  /** How the answers on every page stand, and what it says, by its address. */
  async function walk(page: Page, state: State): Promise<Map<string, Said>> {
    const found = new Map<string, Said>();
    for (const path of PAGES) {
      await page.evaluate((to) => {
        for (const one of document.querySelectorAll('[data-answer]')) one.setAttribute('data-left', '');
        history.pushState({}, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, path);
      const question = QUESTIONS[path];
      if (question) await page.getByRole('main').getByRole('combobox').fill(question);
      const said = await page
        .waitForFunction(
          readPage,
          {
            ...{ key: KEY, waits: state !== 'loading', asks: question !== undefined },
            ...{ least: LEAST[path] ?? 1, least_px: LEAST_TEXT_PX },
          },
          { timeout: PATIENCE_MS },
        )
        .then((one) => one.jsonValue())
        .catch((cause: unknown) => {
          throw new Error(`${path} has no answers to show`, { cause });
        });
      found.set(path, said ?? NOTHING);
      await keepPicture(page, `truth-${state}${path.replaceAll('/', '-')}`);
    }
    return found;
  }

  it.each([
    ['failed', ['failed'], [CLAIMS_NOTHING, CLAIMS_REFUSED]],
    ['refused', ['refused'], [CLAIMS_NOTHING, CLAIMS_FAILED]],
    ['loading', ['loading'], [CLAIMS_NOTHING, CLAIMS_FAILED, CLAIMS_REFUSED]],
    ['empty', ['empty', 'no-data', 'shown', 'missing'], [CLAIMS_FAILED, CLAIMS_REFUSED]],
  ] as const)(
    'say %s on every page, and nothing else',
    { timeout: 540_000 },
    async (state, marks, claims) => {
      const page = await openIn(state);
      const pages = await walk(page, state);
      await page.close();
      for (const [path, said] of pages) {
        // What waits for a choice that has to be answered first stands as that.
        const others = said.marks.filter((mark) => mark !== 'unasked' && !marks.some((one) => one === mark));
        expect({ path, others }).toEqual({ path, others: [] });
        if (state !== 'empty')
          expect({ path, marks: said.marks }).toMatchObject({ marks: expect.arrayContaining([state]) });
        expect({ path, heading: said.heading }).toEqual({ path, heading: expect.stringMatching(/\S/) });
        expect({ path, tiny: said.tiny }).toEqual({ path, tiny: [] });
        for (const claim of claims) expect({ path, said: claim.exec(said.text)?.[0] }).toEqual({ path });
        if (state === 'failed') expect(said.text).toContain(REFERENCE);
      }
      const own = [...pages.values()].flatMap((said) => said.marks);
      expect(
        own.filter((mark) => marks.some((one) => one === mark && one !== 'shown')).length,
      ).toBeGreaterThan(10);
    },
  );
});

/** What the router leaves in the window. */
interface Routed {
  readonly __TSR_ROUTER__: {
    readonly state: {
      readonly status: string;
      readonly location: { readonly href: string };
      readonly resolvedLocation?: { readonly href: string };
    };
  };
}

interface Look {
  readonly key: string;
  readonly waits: boolean;
  /** Whether something was asked on it. */
  readonly asks: boolean;
  readonly least: number;
  readonly least_px: number;
}

/** Runs in the page. @returns null until the page that was left is gone and, where it waits, its answers have come */
function readPage({ key, waits, asks, least, least_px }: Look): Said | null {
  // A page that is left may be drawn once more by the address of the next, whose code is still being fetched.
  const { state } = (globalThis as unknown as Routed).__TSR_ROUTER__;
  if (state.status !== 'idle' || state.resolvedLocation?.href !== state.location.href) return null;
  const main = document.querySelector<HTMLElement>('main');
  const answers = [...(main?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])];
  const marks = answers.map((one) => one.dataset.answer ?? '');
  const isLeft = (one: HTMLElement) => one.hasAttribute('data-left') && !one.closest('.map-host');
  if (!main || answers.length < least || answers.some(isLeft)) return null;
  if (waits && marks.includes('loading')) return null;
  if (asks && marks.includes('unasked')) return null;
  const fixed = [...main.querySelectorAll<HTMLElement>(key)].map((one) => one.innerText);
  const isTiny = (one: HTMLElement) =>
    one.checkVisibility() &&
    Number.parseFloat(getComputedStyle(one).fontSize) < least_px &&
    [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());
  const tiny = [...document.querySelectorAll<HTMLElement>('body *:not(script, style, svg *)')].filter(isTiny);
  return {
    marks,
    heading: main.querySelector<HTMLElement>('h1')?.innerText ?? '',
    tiny: tiny.map((one) => one.outerHTML.slice(0, 120)),
    text: fixed.reduce((all, part) => all.replace(part, ''), main.innerText),
  };
}
