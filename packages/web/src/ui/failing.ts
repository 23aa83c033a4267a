import { notifyManager, type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isRefusal } from './asked.ts';

/** How many of the answers that are on the screen could not be had when they were asked for last. */
export function useFailing(): number {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    useCallback((changed) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]),
    () => failingIn(cache),
  );
}

/** What one may not see is no failure: asking again would change nothing. */
function failingIn(cache: QueryCache): number {
  return cache.findAll({ type: 'active' }).filter(({ state }) => {
    const error = state.error ?? state.fetchFailureReason;
    return error !== null && !isRefusal(error);
  }).length;
}
