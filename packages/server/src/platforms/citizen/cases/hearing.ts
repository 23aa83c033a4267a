import type { CaseBrief } from '@opentocc/contract';
import type { Db } from '../../../kit/db.ts';
import { createTopic } from '../../../kit/topic.ts';
import type { BoardRow, CaseBoard } from './board.ts';
import type { Change } from './changes.ts';
import { type CaseRow, isOpen, type NewEntry } from './model.ts';
import type { CaseReader } from './reader.ts';
import type { CaseStore } from './store.ts';

/** What became of a case: how it stands now, and what was written of it. */
export interface CaseChange {
  readonly case: CaseBrief;
  readonly entries: readonly NewEntry[];
  readonly at_ms: number;
}

export interface HearingDeps {
  readonly store: Pick<CaseStore, 'listByIds' | 'listIndexedAfter'>;
  readonly board: CaseBoard;
  readonly reader: Pick<CaseReader, 'boardRows' | 'briefs'>;
  readonly onError: (error: unknown) => void;
}

/** Cases that are read from the database at once. */
const PAGE = 2_000;

/** Who hears of a change: in its transaction modules beside this one, after the commit the board and whoever listens. */
export function createHearing({ store, board, reader, onError }: HearingDeps) {
  const changes = createTopic<CaseChange>(onError);
  const inside: ((tx: Db, all: readonly Change[]) => Promise<void>)[] = [];

  async function show(rows: readonly CaseRow[]): Promise<readonly BoardRow[]> {
    const shown = await reader.boardRows(rows);
    for (const [i, row] of shown.entries()) board.apply(row, rows[i].text);
    return shown;
  }

  return {
    changes,
    /** Writes in the transaction of each change, or with it not at all: how a module beside this one misses none. */
    listenWithin: (listener: (tx: Db, all: readonly Change[]) => Promise<void>) => void inside.push(listener),
    async within(tx: Db, all: readonly Change[]): Promise<void> {
      for (const listener of inside) await listener(tx, all);
    },
    async committed(all: readonly Change[]): Promise<void> {
      if (all.length === 0) return;
      const shown = await show(await store.listByIds(all.map(({ id }) => id)));
      for (const one of await reader.briefs(shown))
        for (const { entries, by } of all.filter(({ id }) => id === one.id))
          changes.publish({ case: one, entries, at_ms: by.at_ms });
    },
    /** Reads all cases into the board, the oldest first: of closed ones what they are found by, open ones whole. */
    async load(): Promise<void> {
      for (let after = 0; ; ) {
        const rows = await store.listIndexedAfter(after, PAGE);
        const last = rows.at(-1);
        if (!last) return;
        for (const row of rows) if (!isOpen(row)) board.applyClosed(row, row.text);
        await show(await store.listByIds(rows.filter(isOpen).map(({ id }) => id)));
        after = last.id;
      }
    },
  };
}
