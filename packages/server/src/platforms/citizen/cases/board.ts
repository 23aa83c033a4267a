import type { CaseCounts, CaseSearch } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDayStart } from '../../../kit/clock.ts';
import { type CaseRow, isOpen } from './model.ts';
import { TextIndex } from './text-index.ts';

/** A case as the board holds it: its row, and what lists show of who asks. */
export interface BoardRow extends Omit<CaseRow, 'text' | 'key' | 'outside' | 'call' | 'meant'> {
  readonly asker: { readonly name: string; readonly phone: string | null; readonly email: string | null };
  readonly meant: string;
}

/** Whether somebody reaches a case. */
export type BoardReach = (row: BoardRow) => boolean;

/** What a search found; the rows as far as they are remembered. */
export interface Found {
  readonly total: number;
  readonly rows: readonly BoardRow[];
}

/** Searches that are remembered, and how much of each. */
const MOST_SEARCHES = 200;
const MOST_FOUND = 2_000;

export type CaseFilter = Omit<CaseSearch, 'offset' | 'limit'>;

/** Texts are searched as far as this; the rest is in the case. */
const SEARCHED = 400;

/** All cases in memory, as lists and searches ask for them; the database has everything. */
export class CaseBoard {
  readonly #rows = new Map<number, BoardRow>();
  readonly #open = new Map<number, BoardRow>();
  readonly #texts = new TextIndex();
  /** Grows with every change: what was found before counts no more. */
  #change = 0;
  readonly #found = new Map<string, Found & { readonly change: number }>();

  get size(): number {
    return this.#rows.size;
  }

  apply(row: BoardRow, text: string): void {
    const known = this.#rows.get(row.id);
    // Two changes that come back in the wrong order: the older one is none any more.
    if (known && known.version > row.version) return;
    this.#change++;
    this.#rows.set(row.id, row);
    if (isOpen(row)) this.#open.set(row.id, row);
    else this.#open.delete(row.id);
    const { number, title, place, meant } = row;
    this.#texts.set(row.id, `${number} ${place} ${meant} ${title}\n${text.slice(0, SEARCHED)}`);
  }

  /** What was said, as far as it is searched, without what the case is filed by. */
  textOf(id: number): string {
    const text = this.#texts.get(id);
    return text.slice(text.indexOf('\n') + 1);
  }
  find = (id: number): BoardRow | undefined => this.#rows.get(id);
  open = (): Iterable<BoardRow> => this.#open.values();
  all = (): Iterable<BoardRow> => this.#rows.values();

  /**
   * What fits, in order, as far as `most`, and how many there are.
   * @param who names the reach, so that what one has asked is found again while nothing changes
   */
  search(filter: CaseFilter, categories: ReadonlySet<string> | null, reach: BoardReach, who: string): Found {
    const key = `${who} ${JSON.stringify(filter)}`;
    const known = this.#found.get(key);
    if (known && known.change === this.#change) return known;
    const all = this.#find(filter, categories, reach);
    const found = { change: this.#change, total: all.length, rows: all.slice(0, MOST_FOUND) };
    if (this.#found.size >= MOST_SEARCHES) this.#found.clear();
    this.#found.set(key, found);
    return all.length > MOST_FOUND ? { ...found, rows: all } : found;
  }

  #find(filter: CaseFilter, categories: ReadonlySet<string> | null, reach: BoardReach): BoardRow[] {
    const fits = fitting(filter, categories);
    const found: BoardRow[] = [];
    for (const row of this.#among(filter)) if (fits(row) && reach(row)) found.push(row);
    if (filter.text !== undefined) found.sort((a, b) => a.id - b.id);
    // Rows stand in the order in which they came, so that most of them need no sorting.
    found.reverse();
    if (filter.sort === 'newest') return found;
    const due = found.filter(({ due_ms }) => due_ms !== null).sort(byDue);
    return [...due, ...found.filter(({ due_ms }) => due_ms === null)];
  }

  /** The fewest rows among which all lie. */
  *#among({ view, text }: CaseFilter): Generator<BoardRow> {
    const ids = text === undefined ? null : this.#texts.find(text);
    const rows = view === 'all' ? this.#rows : this.#open;
    if (ids === null) yield* rows.values();
    else
      for (const id of ids) {
        const row = rows.get(id);
        if (row) yield row;
      }
  }

  counts(reach: BoardReach, now_ms: number): Omit<CaseCounts, 'units'> & { units: UnitCounts } {
    const today_ms = cityDayStart(now_ms);
    const counts = {
      ...{ by_state: {} as Record<string, number>, due_today: 0, overdue: 0, yellow: 0, red: 0 },
      ...{ requests: 0, received_today: 0, closed_today: 0, units: new Map() as UnitCounts },
    };
    for (const row of this.#open.values()) if (reach(row)) countOpen(counts, row, now_ms, today_ms);
    for (const row of this.#rows.values()) {
      if (row.received_ms >= today_ms && reach(row)) counts.received_today++;
      if (row.closed_ms !== null && row.closed_ms >= today_ms && reach(row)) counts.closed_today++;
    }
    return counts;
  }
}

export type UnitCounts = Map<string, { open: number; unaccepted: number; yellow: number; red: number }>;

function countOpen(
  counts: {
    by_state: Record<string, number>;
    due_today: number;
    overdue: number;
    yellow: number;
    red: number;
    requests: number;
    units: UnitCounts;
  },
  row: BoardRow,
  now_ms: number,
  today_ms: number,
): void {
  counts.by_state[row.state] = (counts.by_state[row.state] ?? 0) + 1;
  if (row.due_ms !== null && row.due_ms <= today_ms + DAY_MS && row.due_ms >= now_ms) counts.due_today++;
  if (row.due_ms !== null && row.due_ms < now_ms) counts.overdue++;
  if (row.card !== 'none') counts[row.card]++;
  counts.requests += row.requests;
  if (row.unit === null) return;
  const unit = counts.units.get(row.unit) ?? { open: 0, unaccepted: 0, yellow: 0, red: 0 };
  unit.open++;
  if (row.state === 'dispatched' && row.accepted_ms === null) unit.unaccepted++;
  if (row.card !== 'none') unit[row.card]++;
  counts.units.set(row.unit, unit);
}

/** Whether a row is what was asked for. */
function fitting(filter: CaseFilter, categories: ReadonlySet<string> | null): (row: BoardRow) => boolean {
  const { view, state, type, field, unit, channel, card, supervision, requests, from_ms, to_ms } = filter;
  const tests: ((row: BoardRow) => boolean)[] = [];
  if (view !== 'all') tests.push(isOpen);
  if (state !== undefined) tests.push((row) => row.state === state);
  if (type !== undefined) tests.push((row) => row.type === type);
  if (field !== undefined) tests.push((row) => row.field === field);
  if (categories !== null) tests.push((row) => categories.has(row.category));
  if (unit !== undefined) tests.push((row) => row.unit === unit);
  if (channel !== undefined) tests.push((row) => row.channel === channel);
  if (card !== undefined) tests.push((row) => row.card === card);
  if (supervision !== undefined) tests.push((row) => row.supervision === supervision);
  if (requests !== undefined) tests.push((row) => row.requests > 0);
  if (from_ms !== undefined) tests.push((row) => row.received_ms >= from_ms);
  if (to_ms !== undefined) tests.push((row) => row.received_ms < to_ms);
  return (row) => tests.every((test) => test(row));
}

const byDue = (a: BoardRow, b: BoardRow) =>
  (a.due_ms ?? Number.MAX_VALUE) - (b.due_ms ?? Number.MAX_VALUE) || a.id - b.id;
