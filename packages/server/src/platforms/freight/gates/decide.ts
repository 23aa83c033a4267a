import type { Bilingual, GateReadState } from '@opentocc/contract';
import { matchPlate, plainPlate } from '@opentocc/core/freight';
import { MINUTE_MS } from '@opentocc/core/time';
import type { BookedTruck, ListRow } from './model.ts';
import { clockOf, type Values, type Why, whyOf } from './words.ts';

/** Assumed, 2026-11-28: how far from its booking a truck is let in, and from which confidence a camera is believed. */
export const DECIDE = { early_ms: 30 * MINUTE_MS, late_ms: 60 * MINUTE_MS, sure_pct: 60 } as const;

/** All that a decision looks at. */
export interface Arrival {
  readonly plate: string | null;
  /** Whether a person has read or corrected it: then the camera's doubts do not count. */
  readonly by_person: boolean;
  readonly confidence_pct: number | null;
  readonly direction: 'in' | 'out' | null;
  readonly now_ms: number;
  readonly booked: readonly BookedTruck[];
  readonly list: readonly ListRow[];
  /** Plates within the site. */
  readonly inside: ReadonlySet<string>;
  readonly capacity: number | null;
  readonly heldBack: (plate: string) => Bilingual | null;
  /** Why a permit does not open this site; null where it does. */
  readonly spent: (permit: string) => Bilingual | null;
}

export interface Decision {
  readonly state: Exclude<GateReadState, 'new' | 'noted'>;
  readonly why: Bilingual;
  readonly matched: string | null;
  readonly near: readonly string[];
  readonly trip: string | null;
  readonly permit: string | null;
}

/** Whether a truck is let through by itself; where it is not, the keeper decides, who reads why. */
export function decide(arrival: Arrival): Decision {
  const { plate, direction } = arrival;
  if (plate === null) return waits('no_plate');
  return direction === 'out' ? decideExit(arrival, plate) : decideEntry(arrival, plate);
}

function decideExit({ inside, by_person, confidence_pct }: Arrival, plate: string): Decision {
  const match = matchPlate(plate, inside);
  const near = match.near.map((one) => one.plate);
  if (match.plate === null) return match.kind === 'none' ? waits('not_inside') : asks(near);
  if (isUnsure(by_person, confidence_pct, match.kind))
    return waits('unsure', { pct: confidence_pct ?? 0 }, { near });
  return { state: 'opened', why: whyOf('leaving'), matched: match.plate, near: [], trip: null, permit: null };
}

function decideEntry(arrival: Arrival, plate: string): Decision {
  const { booked, list, by_person, confidence_pct } = arrival;
  const expected = [...booked.flatMap(({ plates }) => plates), ...list.map((one) => one.plate)].map(
    plainPlate,
  );
  const match = matchPlate(plate, expected);
  const near = match.near.map((one) => one.plate);
  if (match.plate === null) return match.kind === 'ask' ? asks(near) : unexpected(arrival, plate);
  const known = { matched: match.plate, near: match.kind === 'same' ? [] : near };
  const against = arrival.heldBack(match.plate);
  if (against) return { ...waits('held_back', { reason: against }, known), state: 'refused' };
  if (isUnsure(by_person, confidence_pct, match.kind))
    return waits('unsure', { pct: confidence_pct ?? 0 }, known);
  return admit(arrival, match.plate, known);
}

/** Nobody expects it; where something is known against it, that is said and not that it has no booking. */
function unexpected({ heldBack }: Arrival, plate: string): Decision {
  const against = heldBack(plainPlate(plate));
  return against ? { ...waits('held_back', { reason: against }), state: 'refused' } : waits('not_expected');
}

const asks = (near: readonly string[]): Decision => waits('ambiguous', { near: near.join(' / ') }, { near });

function admit(arrival: Arrival, plate: string, known: Known): Decision {
  const { booked, list, capacity, inside, now_ms } = arrival;
  const isFull = capacity !== null && inside.size >= capacity && !inside.has(plate);
  const full = { inside: inside.size, capacity: capacity ?? 0 };
  const listed = list.find((one) => plainPlate(one.plate) === plate);
  if (listed) return { ...OPENS, ...known, why: whyOf('listed', { note: listed.note }) };
  const trips = booked.filter(({ plates }) => plates.map(plainPlate).includes(plate));
  const truck = nearestOf(trips, now_ms);
  const of = { ...known, trip: truck.trip, permit: truck.permit };
  const spent = truck.permit === null ? null : arrival.spent(truck.permit);
  if (spent !== null) return waits('spent', { reason: spent }, of);
  if (now_ms < truck.from_ms - DECIDE.early_ms) return waits('early', { from: clockOf(truck.from_ms) }, of);
  if (now_ms > truck.to_ms + DECIDE.late_ms) return waits('late', { to: clockOf(truck.to_ms) }, of);
  if (isFull) return waits('full', full, of);
  return { ...OPENS, ...of, why: whyOf('booked', { trip: truck.trip }) };
}

/** The trip whose interval is nearest to now. */
function nearestOf(trips: readonly BookedTruck[], now_ms: number): BookedTruck {
  const away = ({ from_ms, to_ms }: BookedTruck) => Math.max(from_ms - now_ms, now_ms - to_ms, 0);
  return trips.reduce((best, one) => (away(one) < away(best) ? one : best));
}

type Known = Partial<Pick<Decision, 'matched' | 'near' | 'trip' | 'permit'>>;
const OPENS = { state: 'opened', matched: null, near: [], trip: null, permit: null } as const;

const waits = (why: Why, values: Values = {}, known: Known = {}): Decision => ({
  ...{ state: 'waiting', why: whyOf(why, values), matched: null, near: [], trip: null, permit: null },
  ...known,
});

/** A camera that is in doubt opens nothing, unless it read just what is expected. */
const isUnsure = (by_person: boolean, pct: number | null, kind: 'same' | 'taken'): boolean =>
  !by_person && kind === 'taken' && pct !== null && pct < DECIDE.sure_pct;
