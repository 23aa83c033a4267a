import type { Bilingual, DutyLogEntry, NewLogEntry } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { DutyAudit } from './audited.ts';
import { dutyErrors } from './errors.ts';
import { createLogStore, type LogRow } from './log-store.ts';
import { requireReach, unitsReached } from './reach.ts';

/** Entries of one answer. */
const PAGE = 100;

/** What a module writes to the log, in the transaction of what it writes about. */
export interface SystemEntry {
  readonly at_ms: number;
  /** "system", or the account that did it. */
  readonly by: string;
  readonly text: Bilingual;
  readonly about: DutyLogEntry['about'];
  /** Whose entry it is; the whole centre's without it. */
  readonly unit?: string | null;
}

export interface DutyLogDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: DutyAudit;
}

/** The duty log: by hand and by the system, never changed; what was wrong is corrected by another entry. */
export class DutyLog {
  readonly #deps: DutyLogDeps;

  constructor(deps: DutyLogDeps) {
    this.#deps = deps;
  }

  async write(tx: Db, { by, unit = null, ...entry }: SystemEntry): Promise<void> {
    await createLogStore(tx).add({ ...entry, author: by, unit, corrects: null });
  }

  async list(
    acting: Acting,
    query: { from_ms: number; to_ms: number; before?: number },
  ): Promise<{ entries: DutyLogEntry[]; more: boolean }> {
    const store = createLogStore(this.#deps.db);
    const rows = await store.list({ ...query, units: unitsReached(acting, 'duty:read') }, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    const corrections = await store.correctionsOf(shown.map(({ id }) => id));
    return { entries: shown.map((row) => shownEntry(row, corrections)), more: rows.length > PAGE };
  }

  /** An entry by hand. One that corrects another belongs to the unit of that. */
  async add(acting: Acting, { text, unit, corrects }: NewLogEntry): Promise<DutyLogEntry> {
    const { db, clock, audit } = this.#deps;
    const store = createLogStore(db);
    const corrected = corrects === null ? undefined : await store.find(corrects);
    if (corrects !== null && !corrected) throw dutyErrors.log_unknown({ id: corrects });
    const of = corrected ? corrected.unit : unit;
    this.#requireUnit(acting, of);
    const row = await store.add({
      ...{ at_ms: clock.now(), author: acting.session.account, unit: of, corrects, about: null },
      text: { zh: text, en: text },
    });
    await audit(acting, 'duty.log', `duty-log:${row.id}`, { unit: of, corrects });
    return shownEntry(row, new Map());
  }

  /** What is the whole centre's is written by who reaches all of it. */
  #requireUnit(acting: Acting, unit: string | null): void {
    if (unit !== null) requireReach(acting, 'duty:serve', unit);
    else if (unitsReached(acting, 'duty:serve') !== null) throw kitErrors.out_of_area();
  }
}

const shownEntry = ({ author, ...row }: LogRow, corrections: ReadonlyMap<number, number>): DutyLogEntry => ({
  ...row,
  by: author,
  corrected_by: corrections.get(row.id) ?? null,
});
