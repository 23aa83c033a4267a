import { MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { type Decision, decide } from './decide.ts';
import type { LiveLocks } from './live-locks.ts';
import type { BookedTrips, BookedTruck, ReadRow, TruckRegister } from './model.ts';
import { byGate, SYSTEM } from './model.ts';
import { createPassing, plateOf } from './passing.ts';
import type { Register } from './register.ts';
import type { GateQueries, GateStore } from './store.ts';
import { whyOf } from './words.ts';
import type { Yard } from './yard.ts';

/** Beyond this a read is not acted on by itself any more: the truck has gone, or a keeper has long seen it. */
const STALE_MS = 2 * MINUTE_MS;
const BOOKED_MS = 24 * 60 * MINUTE_MS;

export interface ArrivalsDeps {
  readonly store: GateStore;
  readonly clock: Clock;
  readonly register: Register;
  readonly locks: LiveLocks;
  readonly yard: Yard;
  readonly trips: BookedTrips;
  readonly trucks: TruckRegister;
  /** A truck was seen by a plate that is certain. */
  readonly sighted: (read: ReadRow, plate: string, site: string) => void;
}

/** From a read to an open gate, or to the keeper with the reason. */
export function createArrivals(deps: ArrivalsDeps) {
  const { store, clock, register, locks, yard, trips, trucks } = deps;
  const pass = createPassing({ clock, register, yard, uses: trips.uses });

  const bookedAt = (site: string): Promise<readonly BookedTruck[]> =>
    trips.bookedAt(site, clock.now() - BOOKED_MS, clock.now() + BOOKED_MS);

  async function judge(of: GateQueries, read: ReadRow): Promise<Decision> {
    const site = register.siteOfGate(read.gate);
    const booked = await bookedAt(site.code);
    const list = register.listOf(site.code).filter(({ until_ms }) => until_ms > clock.now());
    const permits = booked.flatMap(({ permit }) => permit ?? []);
    const here = { place: site.code, passage: 'in', at_ms: clock.now() } as const;
    const spent = await trips.uses.refusals(of.tx, permits, here);
    return decide({
      plate: read.corrected ?? read.plate,
      by_person: read.corrected !== null,
      ...{ confidence_pct: read.confidence_pct, direction: read.direction, now_ms: clock.now() },
      ...{ booked, list, inside: yard.platesIn(site.code), capacity: site.capacity },
      heldBack: (plate) => trucks.heldBack(plate),
      spent: (permit) => spent.get(permit)?.text ?? null,
    });
  }

  /** What a gate, or a permit that was used elsewhere meanwhile, says against it: then the keeper decides. */
  async function checked(read: ReadRow, decision: Decision, of: GateQueries): Promise<Decision> {
    if (decision.state !== 'opened') return decision;
    const { lock, site } = register.getGate(read.gate);
    const refusal = locks.refusalOf(lock, read.gate, 'open');
    if (refusal !== null) {
      const why = whyOf(refusal === 'interlock' ? 'interlock' : 'out_of_service');
      return { ...decision, state: 'waiting', why };
    }
    const { permit, matched: plate } = decision;
    if (permit === null || read.direction === 'out') return decision;
    const by = byGate(read.gate, SYSTEM);
    const pass = { permit, place: site, passage: 'in', at_ms: clock.now(), by, plate } as const;
    const spent = await trips.uses.count(of.tx, pass);
    return spent === null
      ? decision
      : { ...decision, state: 'waiting', why: whyOf('spent', { reason: spent.text }) };
  }

  /** Once it is durable: the gate opens, and who follows the truck learns where it is. */
  function committed(read: ReadRow): void {
    if (read.state !== 'opened') return;
    const { lock, site } = register.getGate(read.gate);
    locks.ask(lock, read.gate, 'open', read.decided_by === SYSTEM ? 'rule' : 'person');
    const plate = plateOf(read);
    yard.passed(site, plate, read.direction === 'out' ? 'out' : 'in');
    if (plate !== '') deps.sighted(read, plate, site);
  }

  /** @param by who decides; the system's own decisions are made only while the truck still stands there */
  async function settle(read: ReadRow, by: string, of: GateQueries): Promise<ReadRow> {
    const judged = await judge(of, read);
    const isStale = by === SYSTEM && clock.now() - read.received_ms > STALE_MS;
    const decision: Decision =
      isStale && judged.state === 'opened'
        ? { ...judged, state: 'waiting' }
        : await checked(read, judged, of);
    const { state, why, matched, near, trip, permit } = decision;
    const settled = {
      ...read,
      state,
      why,
      matched,
      near,
      trip,
      permit,
      decided_by: by,
      decided_ms: clock.now(),
    };
    await of.saveRead(settled);
    if (state === 'opened') await pass(settled, of);
    return { ...settled, version: settled.version + 1 };
  }

  async function settleOne(id: number): Promise<void> {
    const settled = await store.transaction(async (of) => {
      const read = await of.holdRead(id);
      return read?.state === 'new' ? settle(read, SYSTEM, of) : undefined;
    });
    if (settled) committed(settled);
  }

  return {
    ...{ bookedAt, settle, settleOne, pass, committed },
    /** What cameras have read and nobody has decided, as after a stop between the two. */
    async settleNew(): Promise<void> {
      for (const { id } of await store.listNew()) await settleOne(id);
    },
  };
}

export type Arrivals = ReturnType<typeof createArrivals>;
