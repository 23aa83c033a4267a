import type { NewTrip, TripDeclaration, TripSlot } from '@opentocc/contract';
import { slotKey } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Draft } from './draft.ts';
import { tripErrors } from './errors.ts';
import {
  createLooking,
  declaredPart,
  isRefused,
  type Looked,
  type LookingDeps,
  slotOfTrip,
} from './looking.ts';
import { isPlanned, SYSTEM, type TripRow } from './model.ts';
import type { Permits } from './permits.ts';
import { promote } from './promote.ts';
import type { TripRoll } from './roll.ts';
import type { Sequencer } from './sequencer.ts';
import type { Slots } from './slots.ts';
import { STATE_WORDS } from './words.ts';

export interface DeclaringDeps extends LookingDeps {
  readonly sequencer: Sequencer;
  readonly clock: Clock;
  readonly slots: Slots;
  readonly permits: Permits;
}

/** A trip as somebody saw it who changes it. */
export interface SeenTrip {
  readonly id: string;
  readonly version: number;
  readonly reaches: (row: TripRow) => boolean;
}

/** Declares trips, and changes them: judged at once, booked in the order of arrival. */
export function createDeclaring(deps: DeclaringDeps) {
  const { roll, sequencer, clock, slots, permits } = deps;
  const { look, requireFree, requireSlip } = createLooking(deps);

  /** Decided in its turn: nobody is between the look and the booking. */
  function decide(draft: Draft, firm: string, body: NewTrip, by: string): TripRow {
    const known = roll.findByKey(firm, body.key);
    if (known) return known;
    const { now_ms } = draft;
    const looked = look(firm, body, now_ms, '');
    if (isRefused(looked.judgement)) return refuse(draft, newRow(draft, firm, body, looked, by));
    requireFree(looked.trip, looked.filed, body.goods.hazmat?.slip ?? null, null);
    const row = newRow(draft, firm, body, looked, by);
    const slot = slotOfTrip(looked.trip);
    const { id } = row;
    const seat = roll.slots.book({ id, firm, slot, wait: body.wait, standby: body.standby }, now_ms);
    if (seat.kind === 'none') {
      roll.giveBackId(now_ms);
      throw slots.refusal(seat.why, slot, firm, now_ms);
    }
    const place = seat.kind === 'booked' ? seat.place : null;
    const state = place === null ? 'waiting' : 'booked';
    const declared = { ...row, state, place, slot, slot_key: slotKey(slot) } as const;
    draft.add(declared, 'declared', STATE_WORDS[state], by);
    if (place !== null) permits.issue(draft, declared);
    return roll.require(id);
  }

  function newRow(draft: Draft, firm: string, body: NewTrip, looked: Looked, by: string): TripRow {
    const { now_ms } = draft;
    const id = roll.nextId(now_ms);
    return {
      ...declaredPart(body, { ...looked, trip: { ...looked.trip, id } }),
      ...{ id, version: 1, key: body.key, firm, standby: body.standby, line: roll.nextInLine() },
      ...{ state: 'booked', slot: null, slot_key: null, place: null, cause: null, permit: null },
      ...{ declared_ms: now_ms, declared_by: by, ended_ms: null, ended_by: null },
    };
  }

  /** What was refused is on record too: who tried what, and which rule refused it. */
  function refuse(draft: Draft, row: TripRow): TripRow {
    const cause = row.reasons[0].text;
    const ended = { ended_ms: draft.now_ms, ended_by: SYSTEM };
    draft.add({ ...row, ...ended, state: 'refused', cause }, 'refused', cause, row.declared_by);
    return roll.require(row.id);
  }

  function decideChange(draft: Draft, of: SeenTrip, body: TripDeclaration, by: string): TripRow {
    const row = requirePlanned(roll, of);
    const looked = look(row.firm, body, draft.now_ms, of.id);
    if (isRefused(looked.judgement)) {
      const { zh, en } = looked.judgement.reasons[0].text;
      throw tripErrors.refused_change({ why: zh, why_en: en });
    }
    requireFree(looked.trip, looked.filed, body.goods.hazmat?.slip ?? null, of.id);
    const slot = slotOfTrip(looked.trip);
    const moves = row.slot_key !== slotKey(slot);
    const seat = moves ? moved(draft, row, slot) : { place: row.place, line: row.line };
    const state = seat.place === null ? 'waiting' : 'booked';
    const part = { ...declaredPart(body, looked), ...seat, state, slot, slot_key: slotKey(slot) } as const;
    const changed = draft.set(row, part, ['changed', STATE_WORDS[state], by, 'changed']);
    permits.revoke(draft, row, CHANGED);
    if (changed.place !== null) permits.issue(draft, changed);
    if (moves && row.slot) promote(draft, row.slot, permits);
    return roll.require(of.id);
  }

  /** Its place in another slot; the one that it has is given back only for another. */
  function moved(draft: Draft, { id, firm, standby, slot: from, place }: TripRow, slot: TripSlot) {
    const line = roll.slots.lineOf(id);
    roll.slots.release(id);
    const seat = roll.slots.book({ id, firm, slot, wait: true, standby }, draft.now_ms);
    if (seat.kind !== 'none')
      return { place: seat.kind === 'booked' ? seat.place : null, line: roll.nextInLine() };
    if (from) roll.slots.restore({ id, firm, slot: from, wait: true, standby }, place, line);
    throw slots.refusal(seat.why, slot, firm, draft.now_ms);
  }

  return {
    /** How it would be judged; nothing is written. */
    trial(firm: string, declared: TripDeclaration) {
      const { filed, trip, judgement } = look(firm, declared, clock.now(), '');
      requireFree(trip, filed, declared.goods.hazmat?.slip ?? null, null);
      const { outcome, reasons } = judgement;
      return { outcome, reasons: [...reasons], class: filed.truck.class, slot: slotOfTrip(trip) };
    },
    /** The trip, also where its rules refuse it; durable when this resolves. @throws AppError where it cannot be a trip at all */
    async declare(firm: string, body: NewTrip, by: string): Promise<TripRow> {
      if (!roll.findByKey(firm, body.key)) await requireSlip(body.goods.hazmat?.slip ?? null, null);
      return sequencer.submit((draft) => decide(draft, firm, body, by));
    },
    async change(of: SeenTrip, body: TripDeclaration, by: string): Promise<TripRow> {
      await requireSlip(body.goods.hazmat?.slip ?? null, of.id);
      return sequencer.submit((draft) => decideChange(draft, of, body, by));
    },
  };
}

const CHANGED = { zh: '车次已变更，请出示新凭证', en: 'The trip was changed; show the new permit' };

/** @throws AppError when it is unknown to who asks, was changed meanwhile, or cannot be changed any more */
export function requirePlanned(roll: TripRoll, { id, version, reaches }: SeenTrip): TripRow {
  const row = roll.find(id);
  // One of another firm is as unknown as one that there is not.
  if (!row || !reaches(row)) throw tripErrors.unknown({ id });
  const { zh, en } = STATE_WORDS[row.state];
  if (!isPlanned(row)) throw tripErrors.fixed({ id, state: zh, state_en: en });
  if (row.version !== version) throw tripErrors.changed({ id, now: row.version, seen: version });
  return row;
}
