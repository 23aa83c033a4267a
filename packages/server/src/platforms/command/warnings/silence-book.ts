import type { Silence } from '@opentocc/contract';
import { compileMatchers, type Matches } from './matching.ts';
import type { SilenceRow } from './store.ts';

/** A silence in force, as warnings are tested by it. */
export interface ActiveSilence {
  readonly id: string;
  readonly reason: string;
  readonly matches: Matches;
}

const stateOf = ({ starts_ms, ends_ms }: SilenceRow, now_ms: number): Silence['state'] =>
  ends_ms <= now_ms ? 'expired' : starts_ms > now_ms ? 'pending' : 'active';

/** Silences that are not over, and those that ended lately. */
export class SilenceBook {
  readonly #rows = new Map<string, SilenceRow>();
  readonly #matches = new Map<string, Matches>();
  /** Warnings that each hid so far. */
  readonly #hid = new Map<string, number>();

  load(rows: readonly (SilenceRow & { readonly hid: number })[]): void {
    for (const { hid, ...row } of rows) {
      this.set(row);
      this.#hid.set(row.id, hid);
    }
  }

  set(row: SilenceRow): void {
    this.#rows.set(row.id, row);
    this.#matches.set(row.id, compileMatchers(row.matchers));
  }
  find(id: string): SilenceRow | undefined {
    return this.#rows.get(id);
  }
  addHidden(id: string): void {
    this.#hid.set(id, (this.#hid.get(id) ?? 0) + 1);
  }
  list(): SilenceRow[] {
    return [...this.#rows.values()];
  }

  /** In force at an instant; `changed` stands over what is stored. */
  active(now_ms: number, changed: ReadonlyMap<string, SilenceRow>): ActiveSilence[] {
    const rows = new Map([...this.#rows, ...changed]);
    return [...rows.values()]
      .filter((row) => stateOf(row, now_ms) === 'active')
      .map(({ id, reason, matchers }) => ({
        ...{ id, reason },
        matches: changed.has(id) ? compileMatchers(matchers) : this.#matches.get(id)!,
      }));
  }

  /** @param hides open warnings that it hides now, by id */
  shown(row: SilenceRow, now_ms: number, hides: (id: string) => number): Silence {
    return { ...row, state: stateOf(row, now_ms), hid: this.#hid.get(row.id) ?? 0, hides: hides(row.id) };
  }

  forgetEnded(before_ms: number): void {
    for (const [id, { ends_ms }] of this.#rows)
      if (ends_ms < before_ms) {
        this.#rows.delete(id);
        this.#matches.delete(id);
        this.#hid.delete(id);
      }
  }
}
