import type { Browser, Page } from 'playwright-core';
import { appoint, Caller } from '../appoint.ts';
import { firstSignIn } from '../first-sign-in.ts';
import type { RunningCity } from '../running-city.ts';
import { joinBrowser, startPreparedCity } from '../shared-city.ts';

/** Codes of the units whose people walk. */
export const FIRM = 'freight-e2e';
export const BUYER = 'freight-e2e-buyer';
export const DEPOT = 'freight-e2e-depot';
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

/** The people of the walks, signed in. */
export interface FreightPeople {
  readonly firm: Caller;
  /** Of another firm. */
  readonly buyer: Caller;
  /** Two freight officers: what one of them drafts is announced by the other. */
  readonly officer: Caller;
  readonly chief: Caller;
  readonly gate_keeper: Caller;
  readonly warehouse_keeper: Caller;
  /** Takes terminals in. */
  readonly steward: Caller;
}

/** A prepared city in which nobody is at work but the walks, one after the other. */
export interface FreightCity {
  readonly city: RunningCity;
  readonly browser: Browser;
  readonly people: FreightPeople;
  /** A page of somebody, or of the public; to be closed with its context. */
  open(by: Caller | null, path: string, size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

/** A walk is given the city when its tests run: it is there only then. */
export type CityOf = () => FreightCity;

export async function openFreightCity(): Promise<FreightCity> {
  const [city, browser] = await Promise.all([
    startPreparedCity(['--no-fleet', '--vehicles', '40']),
    joinBrowser(),
  ]);
  return {
    ...{ city, browser, people: await appointPeople(city) },
    async open(by, path, size = DESK) {
      const context = await browser.newContext({
        ...{ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' },
      });
      await by?.enter(context);
      const page = await context.newPage();
      await page.goto(`${city.url}${path}`);
      return page;
    },
    async close() {
      await browser.close();
      await city.stop();
    },
  };
}

const UNITS = [
  { code: FIRM, kind: 'firm', name: { zh: '端到端物流', en: 'E2E Logistics' } },
  { code: BUYER, kind: 'firm', name: { zh: '端到端冷链配送', en: 'E2E Cold Delivery' } },
  { code: DEPOT, kind: 'department', name: { zh: '端到端监管仓', en: 'E2E Supervised Warehouse' } },
] as const;

async function appointPeople(city: RunningCity): Promise<FreightPeople> {
  const system = new Caller(city.url, await firstSignIn(city));
  const security = await appoint(system, system, 'security', 'security-administrator');
  for (const { code, ...unit } of UNITS)
    await system.ask('PUT', `/units/${code}`, { ...unit, parent: 'city', districts: null });
  const one = (name: string, role: string, unit: string | null = null) =>
    appoint(system, security, `freight-e2e-${name}`, role, unit);
  return {
    firm: await one('firm', 'freight-firm', FIRM),
    buyer: await one('buyer', 'freight-firm', BUYER),
    officer: await one('officer', 'freight-officer'),
    chief: await one('chief', 'freight-officer'),
    gate_keeper: await one('gate-keeper', 'gate-keeper'),
    warehouse_keeper: await one('warehouse-keeper', 'warehouse-keeper', DEPOT),
    steward: await one('steward', 'data-steward'),
  };
}
