import { setImmediate as breathe } from 'node:timers/promises';
import { type FollowedTrip, type FreightMessage, freightTopic } from '@opentocc/contract';
import type { Area } from '../../../kit/area.ts';
import { type ServedTopic, serveTopic } from '../../../kit/live-topic.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import type { AlarmRow } from './model.ts';
import { shownAlarm, shownTrip } from './shown.ts';
import type { Tracked, TripBook } from './trip-book.ts';

const SAID_AT_ONCE = 300;

const NOTHING: FreightMessage = {
  ...{ type: 'freight', whole: false, trips: [], over: [], alarms: [], closed: [] },
};

/**
 * Trips under way and alarms that are not closed, as screens see them now. Alarms are said at once, positions gathered. A trip
 * lies in no one district: who reaches some districts or units alone hears nothing, and asks the routes.
 */
export class TrackingBoard {
  readonly #standing = new Map<number, AlarmRow>();
  readonly #ofTrip = new Map<string, Set<number>>();
  readonly #moved = new Set<Tracked>();
  readonly #over = new Set<string>();
  #isFlushing = false;
  readonly #changes: Topic<(area: Area) => FreightMessage>;

  constructor(
    private readonly book: TripBook,
    onError: (error: unknown) => void,
  ) {
    this.#changes = createTopic(onError);
  }

  get served(): ServedTopic {
    return serveTopic(freightTopic, {
      snapshot: (area) => this.#snapshot(area),
      changes: this.#changes,
    });
  }

  load(rows: readonly AlarmRow[]): void {
    for (const row of rows) this.#put(row);
  }

  standing(): IterableIterator<AlarmRow> {
    return this.#standing.values();
  }

  alarmsOf(trip: string): AlarmRow[] {
    return [...(this.#ofTrip.get(trip) ?? [])].flatMap((id) => this.#standing.get(id) ?? []);
  }

  tripOf = (tracked: Tracked): FollowedTrip => shownTrip(tracked, this.alarmsOf(tracked.facts.id));

  moved(tracked: Tracked): void {
    this.#moved.add(tracked);
  }

  left({ facts }: Tracked): void {
    this.#over.add(facts.id);
  }

  /** Alarms as they are now, with the trips that they are of: at once. */
  say(alarms: readonly AlarmRow[], trips: readonly Tracked[] = []): void {
    for (const row of alarms) this.#put(row);
    const ids = new Set([...alarms.map(({ trip }) => trip), ...trips.map(({ facts }) => facts.id)]);
    if (ids.size === 0) return;
    this.#publish({
      ...NOTHING,
      trips: [...ids].flatMap((id) => this.#tripNow(id)),
      alarms: alarms.filter(({ state }) => state !== 'closed').map(shownAlarm),
      closed: alarms.filter(({ state }) => state === 'closed').map(({ id }) => id),
    });
  }

  /** Positions since the last time, some hundreds at once: 10,000 in one message hold the loop while they are written out. */
  async flush(): Promise<void> {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    const [moved, over] = [[...this.#moved], [...this.#over]];
    this.#moved.clear();
    this.#over.clear();
    try {
      for (let from = 0; from < moved.length; from += SAID_AT_ONCE) {
        this.#publish({ ...NOTHING, trips: moved.slice(from, from + SAID_AT_ONCE).map(this.tripOf) });
        await breathe();
      }
      // After the positions: a trip that is over does not come back by one of them.
      if (over.length > 0) this.#publish({ ...NOTHING, over });
    } finally {
      this.#isFlushing = false;
    }
  }

  #tripNow(id: string): FollowedTrip[] {
    const tracked = this.book.find(id);
    return tracked ? [this.tripOf(tracked)] : [];
  }

  #put(row: AlarmRow): void {
    const ids = this.#ofTrip.get(row.trip) ?? new Set();
    // Two changes of one alarm may end in another order than they were committed in.
    if ((this.#standing.get(row.id)?.version ?? 0) > row.version) return;
    if (row.state === 'closed') {
      this.#standing.delete(row.id);
      ids.delete(row.id);
    } else {
      this.#standing.set(row.id, row);
      ids.add(row.id);
    }
    if (ids.size === 0) this.#ofTrip.delete(row.trip);
    else this.#ofTrip.set(row.trip, ids);
  }

  #snapshot(area: Area): FreightMessage {
    if (area !== null) return { ...NOTHING, whole: true };
    return {
      ...NOTHING,
      whole: true,
      trips: [...this.book.all()].map(this.tripOf),
      alarms: [...this.#standing.values()].map(shownAlarm),
    };
  }

  #publish(message: FreightMessage): void {
    this.#changes.publish((area) => (area === null ? message : NOTHING));
  }
}
