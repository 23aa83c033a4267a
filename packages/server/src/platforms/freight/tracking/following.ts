import type { FollowEvent } from '@opentocc/core/freight';
import { copyFixBatch, type FixBatch } from '@opentocc/core/telemetry';
import type { Clock } from '../../../kit/clock.ts';
import type { Turns } from '../../../kit/turns.ts';
import type { DeclaredTripFacts, Sighting, TripsPort } from './doors.ts';
import type { FreightRoads } from './freight-roads.ts';
import { type Heard, heardOf, type ToWgs84 } from './heard.ts';
import type { TripRow } from './model.ts';
import { isLeft, minuteOf, planOfRow, type Tracked, type TripBook } from './trip-book.ts';
import { WorkQueue } from './work-queue.ts';

const MINUTE_MS = 60_000;
/** A state is stored at least so often while something is taken: the log of fixes reaches back farther. */
const STORE_EVERY_MS = 120_000;
/** The log of fixes reaches back so far at least. */
const RECALL_MS = 15 * MINUTE_MS;
/** Trips of two days: by then nobody takes one for open that is over. */
const MOST_OVER = 50_000;
/** What was read is said of so soon after it is durable, at least. */
const SAID_AFTER_MS = 5 * MINUTE_MS;
/** Before anybody remembered up to when plates were taken, those of this time are. */
const FIRST_RECALL_MS = 24 * 60 * MINUTE_MS;
/** States written at once. */
const CHUNK = 50;
/** Minutes of the clock that are caught up one by one; what lies before them brings nothing new. */
const CATCH_UP_MS = 120 * MINUTE_MS;
/** Who did not listen for longer says nothing of who was silent. */
const LISTENED_MS = 180_000;

export interface FollowingDeps {
  readonly clock: Clock;
  readonly book: TripBook;
  readonly roads: FreightRoads;
  readonly trips: TripsPort;
  readonly toWgs84: ToWgs84;
  /** Trips as they were stored last. */
  readonly listOpen: () => Promise<readonly TripRow[]>;
  /** Of these trips those that are over. */
  readonly listOver: (trips: readonly string[]) => Promise<readonly TripRow[]>;
  /** A trip that is over counts as open elsewhere: what was driven was not handed over. */
  readonly overAgain: (facts: DeclaredTripFacts, row: TripRow) => void;
  /** Fixes of the durable log since an instant, in the order of arrival. */
  readonly recall: (from_ms: number) => AsyncIterable<FixBatch>;
  /** Plates of which ports and gates have said since an instant that they read them; one that was taken before changes nothing. */
  readonly recallSightings: (from_ms: number) => Promise<readonly Sighting[]>;
  /** Up to when what was read is taken, and stored with all that follows from it. */
  readonly heardUntil: () => Promise<number | null>;
  readonly saveHeard: (until_ms: number) => Promise<void>;
  /** Writes states with what the follower said of them, all of it or nothing. */
  readonly record: (changed: readonly Tracked[]) => Promise<void>;
  readonly moved: (tracked: Tracked) => void;
  /** A trip is over and not followed any more. */
  readonly left: (tracked: Tracked) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Follows trips: fixes, plates that were read and the clock go through one queue, a few ms at a time, and what the follower says
 * is stored together with what it knows before anything else of that trip is taken. So a process that ends anywhere goes on
 * from its last state and the log of fixes, and raises each alarm once.
 */
export class Following {
  readonly #queue: WorkQueue;
  /** Trips of which something is to be stored now. */
  readonly #changed = new Set<Tracked>();
  /** Trips that were followed to their end: they are not followed a second time, whatever is said of them. */
  readonly #over = new Set<string>();
  #unplaced = 0;
  /** While trips are not loaded yet, nobody can say which fixes are of one. */
  #isResuming = false;

  constructor(private readonly deps: FollowingDeps) {
    this.#queue = new WorkQueue(deps.onError);
  }

  /** Pieces of work that wait, and reports without a position so far. */
  get metrics(): { readonly waiting: number; readonly unplaced: number } {
    return { waiting: this.#queue.length, unplaced: this.#unplaced };
  }

  /** Resolves when everything that was handed over is stored. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  /** Fixes as they became durable. */
  takeFixes(batch: FixBatch): void {
    if (this.#isResuming) {
      const copy = copyFixBatch(batch);
      this.#queue.push((turns) => this.#takeAll(this.#heardOf(copy), turns));
      return;
    }
    const heard = this.#heardOf(batch);
    if (heard.length > 0) this.#queue.push((turns) => this.#takeAll(heard, turns));
  }

  takeSighting(seen: Sighting): void {
    this.#queue.push(async (turns) => {
      this.#see(seen);
      await this.#store([...this.#changed], turns);
    });
  }

  /** A trip was declared, changed or ended. */
  declared(facts: DeclaredTripFacts): void {
    this.#queue.push((turns) => this.#meet(facts, turns));
  }

  /** What is on file changed: every plan is made again. */
  filed(): void {
    this.#queue.push(async (turns) => {
      this.deps.roads.refresh();
      for (const facts of this.deps.trips.open()) {
        await this.#meet(facts, turns);
        if (turns.isOver) await turns.pause();
      }
    });
  }

  tick(): void {
    // Whatever was read before now stands in the queue before this.
    const heard_ms = this.deps.clock.now();
    this.#queue.push((turns) => this.#tick(turns));
    this.#queue.push(() => this.#hearUntil(heard_ms));
  }

  /** Goes on from states as they were stored, and from what the log holds since. */
  resume(): void {
    this.#isResuming = true;
    this.#queue.push((turns) => this.#resume(turns));
  }

  /** Stores every state as it is. */
  storeAll(): void {
    this.#queue.push((turns) =>
      this.#store(
        [...this.deps.book.all()].filter(({ dirty }) => dirty),
        turns,
      ),
    );
  }

  get #follower() {
    return this.deps.roads.follower;
  }

  #heardOf(batch: FixBatch): Heard[] {
    const { book, toWgs84 } = this.deps;
    return heardOf(batch, toWgs84, (vehicle, at_ms) => book.ofVehicle(vehicle, at_ms) !== undefined);
  }

  #say(tracked: Tracked, events: readonly FollowEvent[]): void {
    if (events.length === 0) return;
    tracked.dirty = true;
    tracked.events.push(...events);
    this.#changed.add(tracked);
  }

  /** Gives a trip the minutes of the clock up to an instant. */
  #advance(tracked: Tracked, now_ms: number): void {
    let next_ms = Math.max(tracked.ticked_ms + MINUTE_MS, minuteOf(now_ms - CATCH_UP_MS));
    for (; next_ms <= now_ms; next_ms += MINUTE_MS) {
      this.#say(tracked, this.#follower.tick(tracked.plan, tracked.state, next_ms));
      tracked.ticked_ms = next_ms;
    }
  }

  #take({ vehicle, received_ms, placed, at_ms, lon, lat, speed_kmh }: Heard): void {
    const found = this.deps.book.ofVehicle(vehicle, at_ms);
    if (found === undefined || at_ms <= found.tracked.taken_ms) return;
    const { tracked, terminal } = found;
    this.#advance(tracked, received_ms);
    const { last } = tracked.state;
    if (!placed) this.#unplaced++;
    // Without a view of the sky a terminal is heard of, and says nothing of where it is.
    if (!placed && last === null) return;
    const at = placed || last === null ? { lon, lat } : last;
    tracked.taken_ms = at_ms;
    tracked.dirty = true;
    const fix = { at_ms, lon: at.lon, lat: at.lat, speed_kmh, terminal };
    this.#say(tracked, this.#follower.takeFix(tracked.plan, tracked.state, fix));
    this.deps.moved(tracked);
  }

  #see({ plate, ...seen }: Sighting): void {
    const tracked = this.deps.book.ofPlate(plate, seen.at_ms);
    if (!tracked) return;
    this.#advance(tracked, this.deps.clock.now());
    this.#say(tracked, this.#follower.takeSighting(tracked.plan, tracked.state, seen));
    tracked.dirty = true;
    this.#changed.add(tracked);
  }

  async #takeAll(heard: readonly Heard[], turns: Turns): Promise<void> {
    for (const one of heard) {
      this.#take(one);
      if (turns.isOver) await turns.pause();
    }
    await this.#store([...this.#changed], turns);
  }

  /** What could not be stored is tried again with the next. */
  async #store(some: readonly Tracked[], turns: Turns): Promise<void> {
    for (let from = 0; from < some.length; from += CHUNK) {
      const chunk = some.slice(from, from + CHUNK);
      await this.deps.record(chunk);
      for (const tracked of chunk) this.#stored(tracked);
      if (turns.isOver) await turns.pause();
    }
  }

  #stored(tracked: Tracked): void {
    this.#changed.delete(tracked);
    if (!isLeft(tracked, this.deps.clock.now())) return;
    this.deps.book.remove(tracked);
    this.#over.add(tracked.facts.id);
    if (this.#over.size > MOST_OVER) this.#over.delete(this.#over.values().next().value ?? '');
    this.deps.left(tracked);
  }

  /** Begins to follow what is declared, goes on with its plan of now, or ends it where it is not open any more. */
  async #meet(facts: DeclaredTripFacts, turns: Turns): Promise<void> {
    const { book, roads, trips, clock } = this.deps;
    if (this.#over.has(facts.id)) return;
    const plan = roads.planOf(trips, facts);
    const tracked = book.find(facts.id);
    if (plan && tracked) Object.assign(tracked, { facts, plan });
    else if (plan) book.add(facts, plan, clock.now());
    else if (tracked) await this.#end(tracked, turns);
  }

  async #end(tracked: Tracked, turns: Turns): Promise<void> {
    this.#say(tracked, this.#follower.end(tracked.plan, tracked.state, this.deps.clock.now()));
    await this.#store([tracked], turns);
  }

  async #tick(turns: Turns): Promise<void> {
    const { book, clock } = this.deps;
    const now_ms = clock.now();
    book.forgetVehicles();
    for (const tracked of [...book.all()]) {
      if (tracked.state.stage !== 'waiting' || tracked.from_ms <= now_ms) this.#advance(tracked, now_ms);
      const isDue = tracked.dirty && now_ms - tracked.stored_ms >= STORE_EVERY_MS;
      if (isDue || isLeft(tracked, now_ms)) this.#changed.add(tracked);
      if (turns.isOver) await turns.pause();
    }
    await this.#store([...this.#changed], turns);
  }

  async #resume(turns: Turns): Promise<void> {
    const { book, roads, trips, clock, listOpen } = this.deps;
    const now_ms = clock.now();
    const rows = new Map((await listOpen()).map((row) => [row.trip, row]));
    await this.#leaveOver(rows);
    for (const facts of trips.open()) {
      const plan = this.#over.has(facts.id) ? undefined : roads.planOf(trips, facts);
      if (plan) book.add(facts, plan, now_ms, rows.get(facts.id));
      if (turns.isOver) await turns.pause();
    }
    this.#isResuming = false;
    const known = [...rows.values()].filter(({ trip }) => book.find(trip) !== undefined);
    const since_ms = known.map(({ taken_ms, stored_ms }) => taken_ms || stored_ms);
    // What was followed for less time than passes until a state is stored.
    for (const { stored_ms, from_ms } of book.all())
      if (stored_ms === 0 && from_ms <= now_ms) since_ms.push(now_ms - RECALL_MS);
    await this.#recall(since_ms, turns);
    await this.#recallSightings(turns);
    if (known.length > 0)
      this.#listenAgain(
        known.reduce((last, row) => Math.max(last, row.stored_ms), 0),
        now_ms,
      );
    await this.#endWhatEnded(rows, turns);
    await this.#store([...this.#changed], turns);
  }

  async #leaveOver(rows: ReadonlyMap<string, TripRow>): Promise<void> {
    const unseen = new Map(
      this.deps.trips.open().flatMap((facts) => (rows.has(facts.id) ? [] : [[facts.id, facts] as const])),
    );
    for (const row of await this.deps.listOver([...unseen.keys()])) {
      this.#over.add(row.trip);
      const facts = unseen.get(row.trip);
      if (facts) this.deps.overAgain(facts, row);
    }
  }

  async #recall(since_ms: readonly number[], turns: Turns): Promise<void> {
    if (since_ms.length === 0) return;
    const from_ms = since_ms.reduce((first, one) => Math.min(first, one));
    for await (const batch of this.deps.recall(from_ms)) await this.#takeAll(this.#heardOf(batch), turns);
  }

  /** Plates that were read while nobody listened, or whose trips were not stored any more. */
  async #recallSightings(turns: Turns): Promise<void> {
    const { heardUntil, recallSightings, clock } = this.deps;
    const until_ms = await heardUntil();
    const from_ms = until_ms === null ? clock.now() - FIRST_RECALL_MS : until_ms - SAID_AFTER_MS;
    for (const seen of await recallSightings(from_ms)) {
      this.#see(seen);
      if (turns.isOver) await turns.pause();
    }
  }

  async #hearUntil(heard_ms: number): Promise<void> {
    // What could not be stored is in memory alone.
    if (this.#changed.size === 0) await this.deps.saveHeard(heard_ms);
  }

  /** Nobody was silent to a platform that did not listen. */
  #listenAgain(last_ms: number, now_ms: number): void {
    if (now_ms - last_ms <= LISTENED_MS) return;
    for (const tracked of this.deps.book.all()) {
      const { state } = tracked;
      if (state.heard_ms !== null) state.heard_ms = Math.max(state.heard_ms, now_ms);
      tracked.ticked_ms = Math.max(tracked.ticked_ms, minuteOf(now_ms));
    }
  }

  /** Trips that were ended while nobody followed. */
  async #endWhatEnded(rows: ReadonlyMap<string, TripRow>, turns: Turns): Promise<void> {
    const { book, trips, clock } = this.deps;
    for (const [trip, row] of rows) {
      if (book.find(trip) !== undefined) continue;
      const facts = await trips.get(trip);
      if (facts) await this.#end(book.add(facts, planOfRow(row), clock.now(), row), turns);
    }
  }
}
