import type { IndexValue } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import type { IndicesStore } from './store.ts';

/** Windows that wait while the database is away: two hours, each stated twice. */
const MOST_WAITING = 48;

export interface ValueKeeperDeps {
  readonly store: Pick<IndicesStore, 'saveValues'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Keeps windows one after the other, in the order in which they were stated. While the database is away they wait for the
 * next one; beyond two hours the oldest are given up, which the log says.
 */
export function createValueKeeper({ store, clock, log }: ValueKeeperDeps) {
  const waiting: { readonly values: readonly IndexValue[]; readonly stated_ms: number }[] = [];
  let working = Promise.resolve();

  async function saveWaiting(): Promise<void> {
    try {
      for (let first = waiting[0]; first; first = waiting[0]) {
        await store.saveValues(first.values, first.stated_ms);
        if (waiting[0] === first) waiting.shift();
      }
    } catch (err) {
      log.error(
        { err, windows: waiting.length },
        'index values could not be stored; trying again with the next',
      );
    }
  }

  return {
    keep(values: readonly IndexValue[]): void {
      waiting.push({ values, stated_ms: clock.now() });
      if (waiting.length > MOST_WAITING) {
        waiting.shift();
        log.error('index values of a window are given up: the database was away too long');
      }
      working = working.then(saveWaiting);
    },
    /** Resolves when what was handed over is stored, or has to wait. */
    flush: (): Promise<void> => working,
  };
}
