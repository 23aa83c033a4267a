import { LotIndex, type Movement, type TraceDirection } from '@opentocc/core/freight';
import type { Db } from '../../../kit/db.ts';
import type { MovementRow } from './model.ts';
import type { ColdStore } from './store.ts';

/** Movements that are read at once when the index is built. */
const SLICE = 20_000;

type NewMovement = Movement & { readonly key: string | null; readonly by: string };
/** Writes movements in the transaction; the index hears of them once it is through. */
type Move = (movements: readonly NewMovement[]) => Promise<number>;

/**
 * Where lots went. Rows in PostgreSQL are what is durable; the index over them is in memory, built from them in slices at
 * the start and added to after each commit, in the order of their numbers.
 */
export function createLotBook(store: ColdStore) {
  const index = new LotIndex();
  let newest = 0;
  let catching: Promise<void> | null = null;

  /** Adds what was committed since; transactions may commit in another order than that of their numbers. */
  async function catchUp(): Promise<void> {
    for (;;) {
      const rows = await store.movementsAfter(newest, SLICE);
      for (const row of rows) add(row);
      if (rows.length < SLICE) return;
    }
  }
  function add(row: MovementRow): void {
    if (row.ref <= newest) return;
    index.add(row, row.ref);
    newest = row.ref;
  }
  const caughtUp = (): Promise<void> => {
    catching ??= catchUp().finally(() => {
      catching = null;
    });
    return catching;
  };

  return {
    load: caughtUp,
    get size() {
      return index.size;
    },
    get memory_bytes() {
      return index.memory_bytes;
    },
    has: (lot: string): boolean => index.has(lot),
    trace: (lot: string, direction: TraceDirection, most?: number) => index.trace(lot, direction, most),
    /**
     * A transaction that may move lots. One moves after the other, so that numbers are committed in their order and the
     * index misses none.
     */
    async together<T>(work: (tx: Db, move: Move) => Promise<T>): Promise<T> {
      let moved = 0;
      const done = await store.transaction((tx) =>
        work(tx, async (movements) => {
          if (movements.length === 0) return 0;
          const queries = store.of(tx);
          await queries.lockSlots('movements');
          const added = await queries.addMovements(movements);
          moved += added.length;
          return added.length;
        }),
      );
      if (moved > 0) await caughtUp();
      return done;
    },
  };
}

export type LotBook = ReturnType<typeof createLotBook>;
