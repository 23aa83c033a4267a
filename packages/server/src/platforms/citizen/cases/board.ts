import type { CaseCounts } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDayStart } from '../../../kit/clock.ts';
import { Turns } from '../../../kit/turns.ts';
import { CaseIndex, type CaseQuery, type IndexedCase, type Page } from './case-index.ts';
import { type CaseRow, isOpen } from './model.ts';
import { type Extent, reachOfExtent } from './reach.ts';

/** A case as the board holds it: its row, and what lists show of who asks. */
export interface BoardRow extends Omit<CaseRow, 'text' | 'key' | 'outside' | 'call' | 'meant'> {
  readonly asker: { readonly name: string; readonly phone: string | null; readonly email: string | null };
  readonly meant: string;
}

/** What a search found: how many, and which are on the page. */
export interface Found {
  readonly total: number;
  readonly ids: readonly number[];
}

/** Rows of closed cases that stay in memory: the newest are shown again and again. */
const MOST_CLOSED = 20_000;

/**
 * Open cases in memory as lists show them, and all by what searches ask for. The rows of closed ones are in the database; those
 * that were shown or changed last stay here as well.
 */
export class CaseBoard {
  readonly #open = new Map<number, BoardRow>();
  readonly #closed = new Map<number, BoardRow>();
  readonly #index = new CaseIndex();

  /** Of all cases, open and closed. */
  get size(): number {
    return this.#index.size;
  }

  apply(row: BoardRow, text: string): void {
    if (!this.#index.apply(row, text)) return;
    this.#open.delete(row.id);
    this.#closed.delete(row.id);
    if (isOpen(row)) this.#open.set(row.id, row);
    else this.remember(row);
  }

  /** A closed case as the database has it. What was changed since it was read is not taken. */
  remember(row: BoardRow): void {
    if (isOpen(row) || this.#index.versionOf(row.id) !== row.version) return;
    this.#closed.delete(row.id);
    this.#closed.set(row.id, row);
    if (this.#closed.size <= MOST_CLOSED) return;
    const [oldest] = this.#closed.keys();
    this.#closed.delete(oldest);
  }

  /** A case that is not open, as it is read at the start. */
  applyClosed(row: IndexedCase, text: string): void {
    if (!this.#index.apply(row, text)) return;
    this.#open.delete(row.id);
    this.#closed.delete(row.id);
  }

  /** What was said, as far as it is searched, without what the case is filed by. */
  textOf = (id: number): string => this.#index.textOf(id);
  /** Where its row is in memory. */
  find = (id: number): BoardRow | undefined => this.#open.get(id) ?? this.#closed.get(id);
  open = (): Iterable<BoardRow> => this.#open.values();

  /** What fits, in order, as far as the page, and how many there are. Where very many texts are read, others have their turn. */
  async search(query: CaseQuery, page: Page): Promise<Found> {
    const finding = this.#index.find(query);
    const turns = new Turns();
    for (;;) {
      const { done, value: found } = finding.next();
      if (done) return { total: found.count, ids: this.#index.page(found, query.filter.sort, page) };
      if (turns.isOver) await turns.pause();
    }
  }

  counts(extent: Extent, now_ms: number): Omit<CaseCounts, 'units'> & { units: UnitCounts } {
    const today_ms = cityDayStart(now_ms);
    const { received: received_today, closed: closed_today } = this.#index.countSince(extent, today_ms);
    const counts = {
      ...{ by_state: {} as Record<string, number>, due_today: 0, overdue: 0, yellow: 0, red: 0 },
      ...{ requests: 0, received_today, closed_today, units: new Map() as UnitCounts },
    };
    const reach = reachOfExtent(extent);
    for (const row of this.#open.values()) if (reach(row)) countOpen(counts, row, now_ms, today_ms);
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
