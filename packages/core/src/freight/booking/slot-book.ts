import { type Seat, type Slot, type SlotRequest, type SlotSize, slotKey } from './slot.ts';

/** So long before a slot begins one firm may take no more than its share; what is free then goes to whoever waits. */
export const SHARE_HOLDS_MS = 3_600_000;
/** As many may wait for a slot as it has places, ten at least. */
const SHORTEST_LINE = 10;

interface Entry extends SlotRequest {
  /** Null while it waits. */
  place: number | null;
}

interface Held {
  readonly slot: Slot;
  /** By number of the place. */
  readonly taken: Map<number, Entry>;
  /** Places by firm. */
  readonly of: Map<string, number>;
  /** In the order of arrival. */
  readonly line: Entry[];
}

/**
 * Places of slots, given in the order in which they are asked for. A firm has no more than its share of a slot, in places and
 * in the line, until an hour before. A place that is given back goes to the first of the line that may have it. It holds no
 * clock and writes nothing: O(line) for a place that is given back, O(places) for one that is given.
 */
export class SlotBook {
  readonly #slots = new Map<string, Held>();
  readonly #entries = new Map<string, Entry>();

  /** @param sizeOf null where nothing can be booked: the port is shut, or no figure is set */
  constructor(private readonly sizeOf: (slot: Slot) => SlotSize | null) {}

  /** Gives a place, or puts in the line. One that has either already keeps it. */
  book(request: SlotRequest, now_ms: number): Seat {
    const known = this.#entries.get(request.id);
    if (known) return seatOf(known);
    const size = this.sizeOf(request.slot);
    if (size === null) return { kind: 'none', why: 'closed' };
    const held = this.#held(request.slot);
    // Who comes now does not pass those that wait.
    const isFree =
      held.taken.size < size.places && !held.line.some((one) => mayHave(held, one, size, now_ms));
    if (isFree && mayHave(held, request, size, now_ms)) return seatOf(this.#seat(held, request, size));
    const why = isFree ? 'firm' : 'full';
    if (!request.wait) return { kind: 'none', why };
    const mine = held.line.filter(({ firm }) => firm === request.firm).length;
    if (mine >= size.of_firm) return { kind: 'none', why: 'firm' };
    if (held.line.length >= Math.max(SHORTEST_LINE, size.places)) return { kind: 'none', why: 'line' };
    const entry = { ...request, place: null };
    held.line.push(entry);
    this.#entries.set(request.id, entry);
    return { kind: 'waiting' };
  }

  /**
   * As it stood before; those that wait are put back in the order of their arrival.
   * @param line its place in the line, from 1; the last one without it
   */
  restore(request: SlotRequest, place: number | null, line?: number | null): void {
    const entry = { ...request, place };
    const held = this.#held(request.slot);
    if (place === null) held.line.splice((line ?? held.line.length + 1) - 1, 0, entry);
    else take(held, place, entry);
    this.#entries.set(request.id, entry);
  }

  /** Gives a place, or one in the line, back; to be followed by {@link promote}. */
  release(id: string): Slot | null {
    const entry = this.#entries.get(id);
    if (!entry) return null;
    const held = this.#held(entry.slot);
    this.#entries.delete(id);
    if (entry.place !== null) giveBack(held, entry.place, entry.firm);
    else held.line.splice(held.line.indexOf(entry), 1);
    if (held.taken.size === 0 && held.line.length === 0) this.#slots.delete(slotKey(entry.slot));
    return entry.slot;
  }

  /** Seats those that wait, in their order, as far as there are places. @returns their ids */
  promote(slot: Slot, now_ms: number): string[] {
    const size = this.sizeOf(slot);
    const held = this.#slots.get(slotKey(slot));
    if (size === null || !held) return [];
    const seated: string[] = [];
    while (held.taken.size < size.places) {
      const next = held.line.find((one) => mayHave(held, one, size, now_ms) && isInTime(one, now_ms));
      if (!next) break;
      held.line.splice(held.line.indexOf(next), 1);
      this.#seat(held, next, size);
      seated.push(next.id);
    }
    return seated;
  }

  /** What somebody has; undefined for who asked for nothing. */
  seatOf(id: string): Seat | undefined {
    const entry = this.#entries.get(id);
    return entry && seatOf(entry);
  }

  /** Place in the line, from 1; null for who does not wait. */
  lineOf(id: string): number | null {
    const entry = this.#entries.get(id);
    if (!entry || entry.place !== null) return null;
    return this.#held(entry.slot).line.indexOf(entry) + 1;
  }

  /** Ids of those that wait for a slot, in their order. */
  waitingFor(slot: Slot): readonly string[] {
    return (this.#slots.get(slotKey(slot))?.line ?? []).map(({ id }) => id);
  }

  /** Slots for which somebody waits. */
  slotsWithLine(): readonly Slot[] {
    return [...this.#slots.values()].filter(({ line }) => line.length > 0).map(({ slot }) => slot);
  }

  /** How a slot stands, and how much of it one firm has. */
  stateOf(slot: Slot, firm: string | null = null) {
    const held = this.#slots.get(slotKey(slot));
    const size = this.sizeOf(slot);
    return {
      size,
      booked: held?.taken.size ?? 0,
      waiting: held?.line.length ?? 0,
      of_firm: firm === null || !held ? 0 : placesOf(held, firm),
    };
  }

  #held(slot: Slot): Held {
    const key = slotKey(slot);
    const held = this.#slots.get(key) ?? emptyOf(slot);
    this.#slots.set(key, held);
    return held;
  }

  /** On the first place that is free. */
  #seat(held: Held, request: SlotRequest, { places }: SlotSize): Entry {
    let place = 1;
    while (held.taken.has(place) && place < places) place++;
    const entry = { ...request, place };
    take(held, place, entry);
    this.#entries.set(request.id, entry);
    return entry;
  }
}

const seatOf = ({ place }: Entry): Seat => (place === null ? { kind: 'waiting' } : { kind: 'booked', place });

const emptyOf = (slot: Slot): Held => ({ slot, taken: new Map(), of: new Map(), line: [] });

const placesOf = ({ of }: Held, firm: string): number => of.get(firm) ?? 0;

function take(held: Held, place: number, entry: Entry): void {
  held.taken.set(place, entry);
  held.of.set(entry.firm, placesOf(held, entry.firm) + 1);
}

function giveBack(held: Held, place: number, firm: string): void {
  held.taken.delete(place);
  held.of.set(firm, placesOf(held, firm) - 1);
}

/** Whether a firm may have one more place of a slot. */
function mayHave(held: Held, { firm, slot }: SlotRequest, { of_firm }: SlotSize, now_ms: number): boolean {
  return now_ms >= slot.from_ms - SHARE_HOLDS_MS || placesOf(held, firm) < of_firm;
}

/** Once a slot has begun, only who said that it comes at short notice is called. */
const isInTime = ({ standby, slot }: SlotRequest, now_ms: number): boolean =>
  standby || now_ms < slot.from_ms;
