import { isDeepStrictEqual } from 'node:util';
import { drivenOf } from '@opentocc/core/freight';
import type { TripsPort } from './doors.ts';
import type { Said } from './recording.ts';
import type { Tracked } from './trip-book.ts';

/**
 * Hands what was driven to the trips, which judge by it. It is on record here before; what was cut short is handed over at the
 * next start.
 */
export function createNoting(trips: Pick<TripsPort, 'noteDriven'>, onError: (error: unknown) => void) {
  const underWay = new Set<Promise<void>>();
  /** One after the other for each trip: a later state must not be overtaken by an earlier one. */
  const last = new Map<string, Promise<void>>();

  function hand({ facts, state }: Pick<Tracked, 'facts' | 'state'>): void {
    const driven = drivenOf(state);
    const work = (last.get(facts.id) ?? Promise.resolve())
      .then(() => trips.noteDriven(facts.id, driven))
      .catch(onError)
      .finally(() => {
        underWay.delete(work);
        if (last.get(facts.id) === work) last.delete(facts.id);
      });
    last.set(facts.id, work);
    underWay.add(work);
  }

  return {
    hand,
    note({ tracked, events }: Said): void {
      const tells = events.some(({ kind }) => kind === 'stage' || kind === 'crossed');
      if (tells) hand(tracked);
    },
    /** What trips do not know yet of those that are followed. */
    catchUp(all: Iterable<Tracked>): void {
      for (const tracked of all)
        if (
          tracked.state.stage !== 'waiting' &&
          !isDeepStrictEqual(tracked.facts.trip.driven, drivenOf(tracked.state))
        )
          hand(tracked);
    },
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
