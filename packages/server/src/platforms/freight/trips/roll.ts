import { type Slot, SlotBook, type SlotSize } from '@opentocc/core/freight';
import { cityDay } from '../../../kit/clock.ts';
import { invariant } from '../../../kit/errors.ts';
import { isOpen, type PermitRow, REMEMBERED_MS, spanOf, type TripRow, tripId } from './model.ts';
import type { TripStore } from './store.ts';

/**
 * All trips that are open, and those that ended of late, in memory: by number, truck, driver and key, with the places of
 * slots and the permits. One process decides on trips; what it decided and could not write is read again from the database.
 */
export class TripRoll {
  #rows = new Map<string, TripRow>();
  #keys = new Map<string, string>();
  #open = new Set<string>();
  #busy = new Map<string, Set<string>>();
  #permits = new Map<string, PermitRow>();
  /** Trips of which a gate counted a use, as far as anybody asked. */
  readonly #used = new Set<string>();
  #days = new Map<string, number>();
  #line = 0;
  slots: SlotBook;

  constructor(private readonly sizeOf: (slot: Slot) => SlotSize | null) {
    this.slots = new SlotBook(sizeOf);
  }

  /** As it stands in the database. */
  async load(store: TripStore, now_ms: number): Promise<void> {
    const since_ms = now_ms - REMEMBERED_MS;
    const [rows, permits, { days, line }] = await Promise.all([
      ...([store.listRecent(since_ms), store.listPermits(since_ms)] as const),
      store.counters(cityDay(since_ms).replaceAll('-', '')),
    ]);
    this.#rows = new Map();
    this.#keys = new Map();
    this.#open = new Set();
    this.#busy = new Map();
    this.slots = new SlotBook(this.sizeOf);
    this.#days = new Map(days);
    this.#line = line;
    this.#permits = new Map(permits.map((row) => [row.number, row]));
    for (const row of rows) {
      this.put(row);
      const { id, firm, slot, place, standby, state } = row;
      if (slot && (place !== null || state === 'waiting'))
        this.slots.restore({ id, firm, slot, wait: true, standby }, place);
    }
  }

  /** The next number of a day of the city. */
  nextId(at_ms: number): string {
    const day = cityDay(at_ms);
    const key = day.replaceAll('-', '');
    const n = (this.#days.get(key) ?? 0) + 1;
    this.#days.set(key, n);
    return tripId(day, n);
  }

  /** Of a request that got nothing: the number was nobody's. */
  giveBackId(at_ms: number): void {
    const key = cityDay(at_ms).replaceAll('-', '');
    this.#days.set(key, (this.#days.get(key) ?? 1) - 1);
  }

  nextInLine(): number {
    return ++this.#line;
  }

  put(row: TripRow): void {
    const before = this.#rows.get(row.id);
    if (before) for (const who of busyOf(before)) this.#busy.get(who)?.delete(row.id);
    this.#rows.set(row.id, row);
    this.#keys.set(`${row.firm} ${row.key}`, row.id);
    if (!isOpen(row)) {
      this.#open.delete(row.id);
      return;
    }
    this.#open.add(row.id);
    for (const who of busyOf(row)) this.#busy.set(who, (this.#busy.get(who) ?? new Set()).add(row.id));
  }

  putPermit(row: PermitRow): void {
    this.#permits.set(row.number, row);
  }

  find(id: string): TripRow | undefined {
    return this.#rows.get(id);
  }

  require(id: string): TripRow {
    const row = this.#rows.get(id);
    invariant(row, `trip ${id} is in memory while it is changed`);
    return row;
  }

  findByKey(firm: string, key: string): TripRow | undefined {
    return this.#rows.get(this.#keys.get(`${firm} ${key}`) ?? '');
  }

  findPermit(number: string): PermitRow | undefined {
    return this.#permits.get(number);
  }

  permits(): IterableIterator<PermitRow> {
    return this.#permits.values();
  }

  noteUsed(trip: string): void {
    this.#used.add(trip);
  }

  isUsed(trip: string): boolean {
    return this.#used.has(trip);
  }

  open(): TripRow[] {
    return [...this.#open].map((id) => this.require(id));
  }

  /** Open trips of a truck or driver, the next one first. */
  openOf(who: `truck ${string}` | `driver ${string}`): TripRow[] {
    return [...(this.#busy.get(who) ?? [])]
      .map((id) => this.require(id))
      .sort((a, b) => a.first_ms - b.first_ms);
  }

  /** An open trip that a truck or driver is on at the same time. */
  clash(
    who: `truck ${string}` | `driver ${string}`,
    span: { readonly from_ms: number; readonly to_ms: number },
    except: string | null,
  ): TripRow | undefined {
    return this.openOf(who).find((row) => {
      const other = spanOf(row.trip);
      return row.id !== except && other.from_ms < span.to_ms && span.from_ms < other.to_ms;
    });
  }

  /** Forgets what ended long ago. */
  sweep(now_ms: number): void {
    for (const [id, { ended_ms, firm, key }] of this.#rows)
      if (ended_ms !== null && ended_ms < now_ms - REMEMBERED_MS) {
        this.#rows.delete(id);
        this.#used.delete(id);
        this.#keys.delete(`${firm} ${key}`);
      }
    for (const [number, { to_ms }] of this.#permits)
      if (to_ms < now_ms - REMEMBERED_MS) this.#permits.delete(number);
  }
}

const busyOf = ({ truck, drivers }: TripRow): (`truck ${string}` | `driver ${string}`)[] => [
  `truck ${truck}`,
  ...drivers.map((id) => `driver ${id}` as const),
];
