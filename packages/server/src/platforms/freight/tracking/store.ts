import type { Db } from '../../../kit/db.ts';
import { alarmsOf } from './alarm-store.ts';
import { tripsOf } from './trip-store.ts';

/** Trips as they are followed, and their alarms. Whoever changes an alarm holds its row first. */
export function createTrackingStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: queriesOf,
    ...queriesOf(root),
  };
}

const queriesOf = (of: Db) => ({ ...tripsOf(of), ...alarmsOf(of) });

export type TrackingStore = ReturnType<typeof createTrackingStore>;
export type TrackingQueries = ReturnType<typeof queriesOf>;
