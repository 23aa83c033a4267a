import { type OpenTrip, type Settlement, switchTrips } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import { Turns } from '../../../kit/turns.ts';
import { NOTHING_SETTLED, type RegimeRecord } from './book.ts';
import type { EventRow, PlannedRegime } from './model.ts';
import type { RegimeTrips } from './ports.ts';
import { instantsBetween } from './snapshot.ts';
import type { RegimeStore } from './store.ts';

export interface SwitchDeps {
  readonly store: RegimeStore;
  readonly record: RegimeRecord;
  readonly clock: Clock;
  /** Null while no module of trips is there. */
  readonly trips: () => RegimeTrips | null;
}

/** Settlements that are written and handed over at a time. */
const BATCH = 200;

/**
 * Makes what the clock makes due: at each instant at which regimes change, once, also of those over which the platform slept,
 * in order. Open trips are settled in two steps, each of which may be repeated: what becomes of a trip is written, and then
 * handed over; a process that ends in between leaves what the next one finishes.
 */
export function createSwitches({ store, record, clock, trips }: SwitchDeps) {
  /** The last instant that was made; instants before it are on record. */
  const last = () => record.snapshot.switches.at(-1)?.at_ms ?? Number.POSITIVE_INFINITY;

  async function make(at_ms: number): Promise<void> {
    await store.transaction(async (tx) => {
      const queries = store.of(tx);
      await queries.hold();
      if (!(await queries.addSwitch(at_ms, clock.now()))) return;
      const { planned } = await queries.read();
      for (const event of eventsAt(planned, at_ms)) await queries.addEvent(event);
    });
    await record.changed();
  }

  /** What becomes of trips that were open at the instant and have no settlement of it yet. */
  async function write(at_ms: number, open: readonly OpenTrip[]): Promise<void> {
    const done = await store.settledTrips(at_ms);
    const book = record.book();
    const due = open.filter(({ trip }) => !done.has(trip.id) && (trip.declared.at_ms ?? 0) <= at_ms);
    const turns = new Turns();
    let batch: Settlement[] = [];
    for (const one of due) {
      batch.push(...switchTrips([one], book, at_ms));
      if (batch.length >= BATCH) {
        await store.addSettlements(at_ms, batch);
        batch = [];
      }
      if (turns.isOver) await turns.pause();
    }
    if (batch.length > 0) await store.addSettlements(at_ms, batch);
  }

  async function hand(at_ms: number, to: RegimeTrips): Promise<void> {
    for (;;) {
      const rows = await store.listUnhanded(at_ms, BATCH);
      if (rows.length === 0) return;
      await to.settle(rows.map(({ settlement }) => settlement));
      await store.handed(
        at_ms,
        rows.map(({ trip }) => trip),
        clock.now(),
      );
    }
  }

  async function settle(at_ms: number): Promise<void> {
    const to = trips();
    if (to) {
      await write(at_ms, await to.open());
      await hand(at_ms, to);
    }
    const counted = await store.countSettled(at_ms);
    await store.endSwitch(at_ms, clock.now(), { ...NOTHING_SETTLED, ...Object.fromEntries(counted) });
  }

  return {
    /** Switches that are due, and what an earlier process left unsettled. */
    async whenDue(): Promise<void> {
      for (const at_ms of instantsBetween(record.snapshot, last(), clock.now())) await make(at_ms);
      const open = record.snapshot.switches.filter(({ settled_ms }) => settled_ms === null);
      for (const { at_ms } of open) await settle(at_ms);
      if (open.length > 0) await record.changed();
    },
  };
}

/** What begins and what ends at an instant. */
const eventsAt = (planned: readonly PlannedRegime[], at_ms: number): Omit<EventRow, 'id'>[] =>
  planned
    .filter(({ isGone }) => !isGone)
    .flatMap(({ regime: { code, version, from_ms, to_ms } }) => {
      if (from_ms !== at_ms && to_ms !== at_ms) return [];
      const kind = from_ms === at_ms ? 'began' : 'ended';
      return [{ code, version, kind, at_ms, to_ms: null, by: null, reason: '', detail: {} }];
    });

export type Switches = ReturnType<typeof createSwitches>;
