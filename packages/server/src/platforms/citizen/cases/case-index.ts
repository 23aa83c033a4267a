import type { CaseSearch } from '@opentocc/contract';
import { Bits, SubstringIndex, TimeColumn } from '@opentocc/core/sets';
import { DueOrder } from './due-order.ts';
import { type CaseRow, isOpen } from './model.ts';
import type { Extent } from './reach.ts';

type Filed =
  | 'state'
  | 'type'
  | 'field'
  | 'category'
  | 'channel'
  | 'unit'
  | 'district'
  | 'card'
  | 'supervision';

/** What lists and searches ask of a case. */
export type IndexedCase = Pick<CaseRow, Filed | 'id' | 'version' | 'number' | 'title' | 'place'> &
  Pick<CaseRow, 'requests' | 'received_ms' | 'closed_ms' | 'due_ms' | 'merged_into'> & {
    readonly meant: string;
  };

export type CaseFilter = Omit<CaseSearch, 'offset' | 'limit'>;
export type Page = Pick<CaseSearch, 'offset' | 'limit'>;

/** What is searched for, and by whom. */
export interface CaseQuery {
  readonly filter: CaseFilter;
  /** With those that were merged into the one asked for; null for all. */
  readonly categories: ReadonlySet<string> | null;
  readonly extent: Extent;
  /** Of what is open what waits for the hotline, or for units. */
  readonly waits: 'hotline' | 'unit' | null;
}

/** Texts are searched as far as this; the rest is in the case. */
export const SEARCHED = 400;
/** Stands between what a case is filed by and what was said: a character that nobody types. */
const SAID = '\u0001';
const ALWAYS = Number.MAX_VALUE;

/** Which cases have each value of a column. */
class Facet {
  readonly #values = new Map<string | null, Bits>();

  set(id: number, value: string | null): void {
    if (this.#values.get(value)?.has(id)) return;
    for (const bits of this.#values.values()) bits.delete(id);
    const bits = this.#values.get(value) ?? new Bits();
    bits.add(id);
    this.#values.set(value, bits);
  }

  /** Those with one of these values. */
  of(values: Iterable<string | null>): Bits {
    const all = new Bits();
    for (const value of values) {
      const bits = this.#values.get(value);
      if (bits) all.or(bits);
    }
    return all;
  }
}

const FILED = [
  ...(['state', 'type', 'field', 'category', 'channel', 'unit', 'district', 'card', 'supervision'] as const),
];

/**
 * All cases by what lists and searches ask for: a set of them for each value, so that filters are intersected, a page is
 * found without sorting, and a change touches the bits of its own case. Rows are not in it: they are in the database, of
 * which a list reads a page.
 */
export class CaseIndex {
  readonly #versions: number[] = [];
  readonly #all = new Bits();
  readonly #open = new Bits();
  readonly #requested = new Bits();
  readonly #facets = Object.fromEntries(FILED.map((name) => [name, new Facet()])) as Record<Filed, Facet>;
  readonly #received = new TimeColumn();
  readonly #closed = new TimeColumn();
  readonly #due = new DueOrder();
  readonly #texts = new SubstringIndex();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns false for what is older than what is known: two changes may come back in the wrong order */
  apply(one: IndexedCase, text: string): boolean {
    const { id, version, number, title, place, meant } = one;
    const known = this.#versions[id];
    if (known !== undefined && known > version) return false;
    if (known === undefined) this.#size++;
    this.#versions[id] = version;
    this.#all.add(id);
    mark(this.#open, id, isOpen(one));
    mark(this.#requested, id, one.requests > 0);
    for (const name of FILED) this.#facets[name].set(id, one[name]);
    this.#received.set(id, one.received_ms);
    this.#closed.set(id, one.closed_ms);
    this.#due.set(id, one.due_ms);
    this.#texts.set(id, `${number} ${place} ${meant} ${title} ${SAID}${text.slice(0, SEARCHED)}`);
    return true;
  }

  versionOf = (id: number): number | undefined => this.#versions[id];

  /** What was said, as far and in the form in which it is searched. */
  textOf(id: number): string {
    const text = this.#texts.get(id);
    return text.slice(text.indexOf(SAID) + 1);
  }

  /** Which cases fit; pauses now and then while texts are read. */
  *find({ filter, categories, extent, waits }: CaseQuery): Generator<undefined, Bits> {
    const found = this.#within(extent);
    if (filter.view !== 'all') found.and(this.#open);
    if (waits !== null) this.#narrowToWaiting(found, waits);
    if (filter.requests !== undefined) found.and(this.#requested);
    for (const name of ['state', 'type', 'field', 'channel', 'unit', 'card', 'supervision'] as const) {
      const value = filter[name];
      if (value !== undefined) found.and(this.#facets[name].of([value]));
    }
    if (categories !== null) found.and(this.#facets.category.of(categories));
    const { from_ms = -ALWAYS, to_ms = ALWAYS, text } = filter;
    if (from_ms > -ALWAYS || to_ms < ALWAYS) this.#received.narrow(found, from_ms, to_ms);
    if (text !== undefined) yield* this.#texts.narrow(text, found);
    return found;
  }

  /** A page of what was found: by when they are due, and behind it what is not due, or all, the newest first. */
  page(found: Bits, sort: CaseFilter['sort'], { offset, limit }: Page): number[] {
    if (sort === 'newest') return found.largest(offset, limit);
    const due: number[] = [];
    const rest = found.copy();
    for (const id of this.#due.ids()) {
      if (!found.has(id)) continue;
      due.push(id);
      rest.delete(id);
    }
    const first = due.slice(offset, offset + limit);
    return [...first, ...rest.largest(Math.max(0, offset - due.length), limit - first.length)];
  }

  /** Received and closed since an instant, of those that somebody reaches. */
  countSince(extent: Extent, since_ms: number): { readonly received: number; readonly closed: number } {
    const [received, closed] = [this.#within(extent), this.#within(extent)];
    this.#received.narrow(received, since_ms, ALWAYS);
    this.#closed.narrow(closed, since_ms, ALWAYS);
    return { received: received.count, closed: closed.count };
  }

  #within(extent: Extent): Bits {
    if (extent === null) return new Bits();
    if (extent.units !== null) return this.#facets.unit.of(extent.units);
    return extent.area === null ? this.#all.copy() : this.#facets.district.of(extent.area);
  }

  /** At a unit what it has to answer, at the hotline what is to be dispatched, closed or ruled on. */
  #narrowToWaiting(found: Bits, waits: 'hotline' | 'unit'): void {
    const dispatched = this.#facets.state.of(['dispatched']);
    if (waits === 'unit') found.and(dispatched);
    else {
      dispatched.without(this.#requested);
      found.without(dispatched);
    }
  }
}

function mark(bits: Bits, id: number, isIn: boolean): void {
  if (isIn) bits.add(id);
  else bits.delete(id);
}
