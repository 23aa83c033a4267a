import { MINUTE_MS } from '@opentocc/core/time';
import { useSyncExternalStore } from 'react';
import { createStore } from '../../ui/store.ts';
import { useNow } from '../../ui/use-now.ts';
import type { Replay } from './replay.ts';

/** The replay that the map shows, or null while the map is live. */
export const playerStore = createStore<Replay | null>(null);
/** The past instant that the map shows, UTC ms; null while it is live. */
export const replayedStore = createStore<number | null>(null);
/** What an address says of {@link replayedStore}: it does not follow each second of what plays. */
export const restedStore = createStore<number | null>(null);
/** The instant that an address asks for, until a replay begins with it; null where it asks for none. */
export const wantedReplayStore = createStore<number | null>(null);

/** The minute of {@link replayedStore}: what is stored once a minute is asked for once a minute. */
export const useReplayedMinute_ms = (): number | null =>
  useSyncExternalStore(replayedStore.subscribe, () => {
    const at_ms = replayedStore.get();
    return at_ms === null ? null : at_ms - (at_ms % MINUTE_MS);
  });

/** The time that a card with the map is about: that of the replay, or now, read again every `period_ms`. */
export function useShownTime_ms(period_ms: number): number {
  const now_ms = useNow(period_ms);
  return useReplayedMinute_ms() ?? now_ms;
}

/** Leads back to the living city. */
export function endReplay(): void {
  playerStore.get()?.close();
  playerStore.set(null);
}
