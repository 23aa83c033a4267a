import type { Logger } from './log.ts';

/** What a callback that nobody waits for needs of a log. */
export type ErrorLog = Pick<Logger, 'error'>;

/**
 * A callback of a timer or an event, which nobody waits for: what it throws, or what its promise rejects with, would end
 * the process, and with it console, API and gateway. It is an error of the log instead, by the callback's name.
 */
export function guarded<A extends unknown[]>(
  log: ErrorLog,
  callback: string,
  work: (...args: A) => unknown,
): (...args: A) => void {
  const report = (err: unknown) => log.error({ err, callback }, 'a callback failed; the platform goes on');
  return (...args) => {
    try {
      const result = work(...args);
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };
}

/** Does a piece of work each `every_ms`, {@link guarded}; ended by `clearInterval`. */
export function every(
  every_ms: number,
  log: ErrorLog,
  callback: string,
  work: () => unknown,
): NodeJS.Timeout {
  return setInterval(guarded(log, callback, work), every_ms);
}

/** Does a piece of work once, `wait_ms` from now, {@link guarded}; taken back by `clearTimeout`. */
export function after(wait_ms: number, log: ErrorLog, callback: string, work: () => unknown): NodeJS.Timeout {
  return setTimeout(guarded(log, callback, work), wait_ms);
}

/**
 * The last line of defence, for what no {@link guarded} callback caught (a library's own): it is logged as fatal and
 * counted, and the platform goes on, because a city without its screens and its gateway is worse than one with a fault.
 * @returns the number so far, which `/readyz` and `/metrics` show.
 */
export function watchUncaught(log: Pick<Logger, 'fatal'>): () => number {
  let uncaught = 0;
  const report = (err: unknown) => {
    uncaught++;
    log.fatal({ err }, 'an error that nothing caught; the platform goes on, please report it');
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  return () => uncaught;
}
