import type { Direction, FreightClass } from '../regimes/index.ts';

/** An hour at a port, by direction and class of vehicle. */
export interface Slot {
  readonly port: string;
  readonly direction: Direction;
  readonly class: FreightClass;
  /** First instant of the hour. */
  readonly from_ms: number;
}

export const SLOT_MS = 3_600_000;

/** The slot in which a crossing lies. */
export const slotOf = (port: string, direction: Direction, of: FreightClass, at_ms: number): Slot => ({
  ...{ port, direction, class: of },
  from_ms: Math.floor(at_ms / SLOT_MS) * SLOT_MS,
});

/** The same text for the same slot. */
export const slotKey = ({ port, direction, class: of, from_ms }: Slot): string =>
  `${port} ${direction} ${of} ${from_ms}`;

/** How many a slot takes, and how many of one firm. */
export interface SlotSize {
  readonly places: number;
  readonly of_firm: number;
}

/** Who asks for a place: a trip of a firm. */
export interface SlotRequest {
  readonly id: string;
  readonly firm: string;
  readonly slot: Slot;
  /** Whether it waits where it gets none. */
  readonly wait: boolean;
  /** Whether it still comes at short notice, once the slot has begun. */
  readonly standby: boolean;
}

/** What became of a request: a numbered place, a place in the line, or none and why. */
export type Seat =
  | { readonly kind: 'booked'; readonly place: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'none'; readonly why: 'closed' | 'full' | 'firm' | 'line' };
