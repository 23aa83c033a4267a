import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { inject } from 'vitest';
import { partOf } from '../browser-run.ts';
import { Caller, makeAccount } from './appoint.ts';
import { type RunningCity, startCity } from './running-city.ts';

/** The running demo city of the run, for files that change nothing that others look at. */
export interface SharedCity {
  readonly url: string;
  /** Its system and its security administrator, signed in. */
  readonly system: Caller;
  readonly security: Caller;
  /** A system administrator of a file's own. @returns the one-time password */
  addAdministrator(name: string): Promise<string>;
}

export async function joinCity(): Promise<SharedCity> {
  const { url, ...cookies } = await partOf(inject('browser_run'), 'city');
  const system = new Caller(url, cookies.system);
  const security = new Caller(url, cookies.security);
  return {
    ...{ url, system, security },
    addAdministrator: (name) => makeAccount(system, security, name, 'system-administrator'),
  };
}

/** For what a page is asked to do, where other files and their cities take the processors. */
const STEP_MS = 90_000;

/** The browser of the run; to be closed, which closes what was opened through it. */
export async function joinBrowser(): Promise<Browser> {
  const { address } = await partOf(inject('browser_run'), 'browser');
  const browser = await chromium.connect(address);
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.setDefaultTimeout(STEP_MS);
    return context;
  };
  return browser;
}

/** A city of one's own with the past of the run. @param args more of `tocc serve` */
export const startPreparedCity = (args: readonly string[] = []): Promise<RunningCity> =>
  startCity({ prepared: inject('browser_run'), args });
