import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What the browser tests of one run share. It is made once, beside the first tests, in a folder of the run; each part is
 * announced by a file, because the tests that wait for it run in processes of their own.
 */
export interface Parts {
  /** The first account of the prepared data folder, which nobody has used yet. */
  readonly prepared: { readonly account: string; readonly one_time_password: string };
  /** The running city that files share, with the sessions of its administrators. */
  readonly city: { readonly url: string; readonly system: string; readonly security: string };
  /** Where the one browser is reached. */
  readonly browser: { readonly address: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the run. */
    browser_run: string;
  }
}

/** Simulated trips of a weekday: each day of the past costs 7 CPU-s instead of 25. */
export const FEW_TRIPS = 40_000;
/** Of the fleet: half of what a newcomer's drives. */
export const FEW_VEHICLES = 750;
const PATIENCE_MS = 900_000;
const LOOK_MS = 100;

/** Data folder of a demo city with its past; to be copied, not to be started. */
export const preparedFolder = (run: string) => join(run, 'prepared');
export const partFile = (run: string, part: keyof Parts) => join(run, `${part}.json`);
const failureFile = (run: string) => join(run, 'failed.txt');

/** Tells those who wait that a part is there. */
export function announce<P extends keyof Parts>(run: string, part: P, value: Parts[P]): void {
  const scratch = `${partFile(run, part)}.tmp`;
  writeFileSync(scratch, JSON.stringify(value));
  renameSync(scratch, partFile(run, part));
}

/** Tells those who wait that nothing more will come. */
export function announceFailure(run: string, error: unknown): void {
  writeFileSync(failureFile(run), error instanceof Error ? `${error.stack}` : String(error));
}

/** @throws Error when the part could not be made, or is not there after a quarter of an hour. */
export async function partOf<P extends keyof Parts>(run: string, part: P): Promise<Parts[P]> {
  for (let waited_ms = 0; waited_ms < PATIENCE_MS; waited_ms += LOOK_MS) {
    if (existsSync(partFile(run, part))) return JSON.parse(readFileSync(partFile(run, part), 'utf8'));
    if (existsSync(failureFile(run))) throw new Error(readFileSync(failureFile(run), 'utf8'));
    await sleep(LOOK_MS);
  }
  throw new Error(`${part} of the browser tests is not there after ${PATIENCE_MS / 1000} s`);
}
