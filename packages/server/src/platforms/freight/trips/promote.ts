import type { TripSlot } from '@opentocc/contract';
import type { Draft } from './draft.ts';
import { SYSTEM, type TripRow } from './model.ts';
import type { Permits } from './permits.ts';

const SEATED = { zh: '候补成功，已获得时段', en: 'A place became free: it has its slot' };

/** Seats those that wait for a slot as far as there are places, and gives them their permits. */
export function promote(draft: Draft, slot: TripSlot, permits: Permits): TripRow[] {
  const { roll, now_ms } = draft;
  return roll.slots.promote(slot, now_ms).map((id) => {
    const seat = roll.slots.seatOf(id);
    const place = seat?.kind === 'booked' ? seat.place : null;
    const row = draft.set({ id }, { state: 'booked', place }, ['promoted', SEATED, SYSTEM, 'changed']);
    permits.issue(draft, row);
    return roll.require(id);
  });
}
