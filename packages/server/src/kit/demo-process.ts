import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorLog } from './unattended.ts';

/** Time before a process that ended by itself is started again, ms. */
const AGAIN_MS = 2000;

interface Playing {
  /** Ends the process. */
  readonly signal: AbortSignal;
  readonly log: ErrorLog;
  readonly again_ms?: number;
}

/** Runs a process of the demo city until it is ended; one that ended by itself is logged and started again. */
export async function keepRunning(
  name: string,
  start: () => ChildProcess,
  { signal, log, again_ms = AGAIN_MS }: Playing,
): Promise<void> {
  while (!signal.aborted) {
    const child = start();
    const ended = once(child, 'exit');
    await Promise.race([ended, once(signal, 'abort')]);
    if (signal.aborted) child.kill('SIGTERM');
    const [code, by] = await ended;
    if (signal.aborted) return;
    log.error({ code, by }, `${name} ended by itself and is started again`);
    await sleep(again_ms, undefined, { signal }).catch(() => undefined);
  }
}
