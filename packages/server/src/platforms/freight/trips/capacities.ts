import type { SlotCapacity } from '@opentocc/contract';
import { portShut, type RegimeBook, SLOT_MS, type Slot, type SlotSize } from '@opentocc/core/freight';
import { cityDayStart } from '../../../kit/clock.ts';
import { FIRST_CAPACITIES } from './first-capacities.ts';

/** Fewest places of one firm in a slot that has them. */
const FEWEST = 2;

const keyOf = ({ port, direction, class: of }: Pick<Slot, 'port' | 'direction' | 'class'>): string =>
  `${port} ${direction} ${of}`;

/** How many of a class a port takes in each hour: versions with the hour from which they hold. */
export class CapacityBook {
  readonly #versions = new Map<string, SlotCapacity[]>();

  constructor(private readonly book: () => RegimeBook) {
    for (const one of FIRST_CAPACITIES) this.put(one);
  }

  put(capacity: SlotCapacity): void {
    const key = keyOf(capacity);
    this.#versions.set(key, [...(this.#versions.get(key) ?? []), capacity]);
  }

  /** The one that holds for a slot: the newest of those that have begun by then. */
  of(slot: Slot): SlotCapacity | undefined {
    const begun = (this.#versions.get(keyOf(slot)) ?? []).filter(({ from_ms }) => from_ms <= slot.from_ms);
    return begun.reduce<SlotCapacity | undefined>(
      (best, one) => (!best || one.version > best.version ? one : best),
      undefined,
    );
  }

  newestOf(of: Pick<Slot, 'port' | 'direction' | 'class'>): SlotCapacity | undefined {
    return this.#versions.get(keyOf(of))?.at(-1);
  }

  /** Every version, the newest first. */
  list(): SlotCapacity[] {
    return [...this.#versions.values()].flatMap((all) => [...all].reverse());
  }

  /** Null where nothing can be booked: the port is shut all through the hour, or no figure is set. */
  readonly sizeOf = (slot: Slot): SlotSize | null => {
    const capacity = this.of(slot);
    const places = capacity?.per_hour[hourOf(slot.from_ms)] ?? 0;
    if (!capacity || places === 0 || this.isShut(slot)) return null;
    return { places, of_firm: Math.min(places, Math.max(FEWEST, Math.ceil(places * capacity.firm_share))) };
  };

  /** Whether a port is shut at every quarter of the hour. */
  isShut({ port, direction, class: of, from_ms }: Slot): boolean {
    const { ports } = this.book();
    return [0, 0.25, 0.5, 0.75].every(
      (part) => portShut(ports, { port, direction, at_ms: from_ms + part * SLOT_MS }, of) !== null,
    );
  }
}

const hourOf = (at_ms: number): number => Math.floor((at_ms - cityDayStart(at_ms)) / SLOT_MS);
