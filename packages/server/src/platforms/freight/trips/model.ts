import type {
  Bilingual,
  FreightReason,
  PermitVerdict,
  SlotCapacity,
  TripGoods,
  TripSlot,
  TripState,
} from '@opentocc/contract';
import type { FreightTrip, Judgement } from '@opentocc/core/freight';
import type { Permit } from '@opentocc/core/permit';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { Trip } from './door.ts';

/** A trip as it is stored. */
export interface TripRow {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly firm: string;
  readonly truck: string;
  readonly plate: string;
  readonly plate_abroad: string | null;
  readonly terminal: string;
  readonly class: FreightTrip['class'];
  readonly drivers: readonly string[];
  readonly goods: TripGoods;
  /** Number of its slip of dangerous goods, by which it is found. */
  readonly slip: string | null;
  readonly trip: FreightTrip;
  readonly state: TripState;
  readonly slot: TripSlot | null;
  readonly slot_key: string | null;
  /** Number of its place in the slot; null while it waits, and once it has given it back. */
  readonly place: number | null;
  /** Order of arrival over all trips, by which it waits. */
  readonly line: number;
  readonly standby: boolean;
  readonly outcome: Judgement['outcome'];
  readonly reasons: readonly FreightReason[];
  readonly cause: Bilingual | null;
  readonly permit: string | null;
  /** First crossing as it was declared. */
  readonly first_ms: number;
  /** Last instant of what was declared. */
  readonly last_ms: number;
  /** Closed then with a cause, where nothing else closed it. */
  readonly closes_ms: number;
  readonly declared_ms: number;
  readonly declared_by: string;
  readonly ended_ms: number | null;
  readonly ended_by: string | null;
}

export interface EventRow {
  readonly trip: string;
  readonly at_ms: number;
  readonly by: string;
  readonly kind:
    | ('declared' | 'refused' | 'changed' | 'promoted' | 'called_off' | 'lapsed' | 'no_show')
    | ('under_way' | 'over' | 'settled' | 'link');
  readonly text: Bilingual;
}

export interface PermitRow {
  readonly number: string;
  readonly trip: string;
  readonly content: Permit;
  readonly to_ms: number;
  readonly revoked_ms: number | null;
  readonly cause: Bilingual | null;
}

export interface UseRow {
  readonly permit: string;
  readonly place: string;
  readonly passage: 'in' | 'out';
  /** Which of the passages that the trip declared there, from 1. */
  readonly nth: number;
  readonly at_ms: number;
  readonly by: string;
  readonly plate: string | null;
}

/** A truck that was through when it was found that its permit did not open the place. */
export interface DoubleUseRow extends Omit<UseRow, 'nth'> {
  readonly id: number;
  readonly code: PermitVerdict['code'];
  readonly text: Bilingual;
  readonly found_ms: number;
  readonly told_ms: number | null;
}

export interface LinkRow {
  readonly trip: string;
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  readonly driver: string;
  readonly made_ms: number;
  readonly expires_ms: number;
}

export type CapacityRow = SlotCapacity;

/** What a batch writes. */
export interface Written {
  readonly added: readonly TripRow[];
  /** With the version that the database has. */
  readonly changed: readonly { readonly row: TripRow; readonly base: number }[];
  readonly events: readonly EventRow[];
  readonly permits: readonly PermitRow[];
}

/** What nobody is, but the platform itself. */
export const SYSTEM = 'system';

/** Days ahead that can be booked. */
export const AHEAD_MS = 7 * DAY_MS;
/** A trip of which nothing is heard is closed so long after its last declared instant. */
export const CLOSES_AFTER_MS = 3 * DAY_MS;
/** A permit opens gates so long before the first declared instant of a trip, and after its last. */
export const PERMIT_EARLY_MS = 2 * HOUR_MS;
export const PERMIT_LATE_MS = 12 * HOUR_MS;
/** From then on in its slot, one of which nothing was seen gives its place to who stands by. */
export const STANDBY_AFTER_MS = HOUR_MS / 2;
/** So long after its slot one of which nothing was seen did not come. */
export const NO_SHOW_AFTER_MS = 6 * HOUR_MS;
/** Trips that ended are looked up in memory so long. */
export const REMEMBERED_MS = 2 * DAY_MS;

export const isOpen = ({ ended_ms }: Pick<TripRow, 'ended_ms'>): boolean => ended_ms === null;
/** It may be changed and called off: nothing of it was driven across. */
export const isPlanned = ({ state }: Pick<TripRow, 'state'>): boolean =>
  state === 'waiting' || state === 'booked';

/** Whether anything was seen of it. */
export const wasSeen = ({ trip: { driven } }: Pick<TripRow, 'trip'>): boolean =>
  driven.crossings.length > 0 || driven.stays.length > 0;

/** Time in which truck and drivers are taken: from the first instant of what is declared to the last. */
export function spanOf({ declared }: Pick<FreightTrip, 'declared'>): { from_ms: number; to_ms: number } {
  const { crossings, stops } = declared;
  const times = [
    ...crossings.map(({ at_ms }) => at_ms),
    ...stops.flatMap((stop) => [stop.from_ms, stop.to_ms]),
  ];
  const [from_ms, to_ms] = [Math.min(...times), Math.max(...times)];
  // Of one that declared a single crossing, the way there and on.
  return { from_ms, to_ms: Math.max(to_ms, from_ms + HOUR_MS) };
}

export const tripOf = (row: TripRow): Trip => row;

const two = (n: number, width: number): string => String(n).padStart(width, '0');
/** "T20261128-00012" */
export const tripId = (day: string, n: number): string => `T${day.replaceAll('-', '')}-${two(n, 5)}`;
/** "P20261128-00012-2": the second permit of the trip. */
export const permitNumber = (trip: string, nth: number): string => `P${trip.slice(1)}-${nth}`;
export const nthOfPermit = (number: string | null): number => Number(number?.split('-').at(-1) ?? 0);
