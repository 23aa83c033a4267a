import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserServer } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { announce, announceFailure } from './browser-run.ts';
import { appoint, Caller } from './e2e/appoint.ts';
import { firstSignIn } from './e2e/first-sign-in.ts';
import { browser_path, serveBrowser } from './e2e/open-browser.ts';
import { type RunningCity, startCity } from './e2e/running-city.ts';

const run = mkdtempSync(join(tmpdir(), 'opentocc-browser-'));
chmodSync(run, 0o711); // the database's user passes through
let preparing: ChildProcess | undefined;
let making: Promise<void> | undefined;
let city: RunningCity | undefined;
let browser: BrowserServer | undefined;
let ending = false;

/** Before the browser tests: begins to make what they share. The first of them need not wait for it. */
export function setup(project: TestProject): void {
  project.provide('browser_run', run);
  if (browser_path) making = makeParts().catch((error) => announceFailure(run, error));
}

/** After them: ends all of it, also what is still in the making. */
export async function teardown(): Promise<void> {
  ending = true;
  preparing?.kill();
  await making;
  await browser?.close();
  await city?.stop();
  rmSync(run, { recursive: true, force: true });
}

async function makeParts(): Promise<void> {
  browser = await serveBrowser();
  announce(run, 'browser', { address: browser.wsEndpoint() });
  await preparePast();
  if (ending) return;
  city = await startCity({ prepared: run });
  const { url, account, one_time_password } = city;
  const system = new Caller(url, await firstSignIn({ url, account, one_time_password }));
  const security = await appoint(system, system, 'security', 'security-administrator');
  await drivenIn(system);
  announce(run, 'city', { url, system: system.cookie, security: security.cookie });
}

/** Resolves when roads are ranked, minutes after the start; after four minutes the tests say better what is missing. */
async function drivenIn(system: Caller): Promise<void> {
  for (let tries = 0; tries < 120 && !ending; tries++) {
    const worst = await system.ask<unknown[]>('GET', '/roads/worst');
    if (worst.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** Minutes of computing: in a process of its own. */
async function preparePast(): Promise<void> {
  const program = join(import.meta.dirname, 'e2e/prepare-city.ts');
  preparing = spawn(process.execPath, ['--import', 'tsx', program, run], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(preparing, 'exit');
  if (code !== 0 && !ending) throw new Error(`the past of the city could not be made: exit code ${code}`);
}
