import { useEffect } from 'react';
import { isUpgraded } from '../../ui/new-version.ts';
import { createStore } from '../../ui/store.ts';

const PERIOD_MS = 5 * 60_000;

/** Whether the server has a newer build of the console than this one. */
export const upgradedStore = createStore(false);

/** Asks the server from time to time for its build of the console. */
export function useUpgradeWatch(): void {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await isUpgraded('/')) upgradedStore.set(true);
    }, PERIOD_MS);
    return () => clearInterval(timer);
  }, []);
}
