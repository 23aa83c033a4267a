import type { Db } from '../../../kit/db.ts';
import { readsOf } from './read-store.ts';
import { registerOf } from './register-store.ts';
import { yardOf } from './yard-store.ts';

const queriesOf = (of: Db) => ({ tx: of, ...registerOf(of), ...readsOf(of), ...yardOf(of) });

/** What is registered of gates, what cameras read, and what came of it. */
export function createGateStore(root: Db) {
  return {
    transaction: <T>(work: (queries: ReturnType<typeof queriesOf>) => Promise<T>): Promise<T> =>
      root.transaction().execute((tx) => work(queriesOf(tx))),
    ...queriesOf(root),
  };
}

export type GateStore = ReturnType<typeof createGateStore>;
export type GateQueries = ReturnType<typeof queriesOf>;
