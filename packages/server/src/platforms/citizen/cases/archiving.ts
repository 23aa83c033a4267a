import type { Changer } from './changes.ts';
import type { Author } from './model.ts';
import { everywhere } from './reach.ts';
import type { CaseStore } from './store.ts';

const MOST = 200;

/** Archives what was closed long enough ago, by the rule of its time. */
export function createArchiving({
  store,
  changer,
}: {
  readonly store: CaseStore;
  readonly changer: Changer;
}) {
  return async (): Promise<void> => {
    const now_ms = changer.now();
    const by: Author = { principal: 'system', actor: 'system', at_ms: now_ms };
    // Those that were closed longest ago first: where the first one may stay, the others may.
    for (const row of await store.listClosedBefore(now_ms, MOST)) {
      const { length } = changer.rule('archiving', row, row.closed_ms ?? now_ms);
      if ((row.closed_ms ?? now_ms) + length > now_ms) break;
      await changer.change([{ id: row.id, version: null }], everywhere, by, async ([draft]) => {
        if (draft.row.state !== 'closed' || draft.row.merged_into !== null) return;
        draft.set({ state: 'archived' });
        draft.note({ kind: 'archived', zh: '归档', en: 'Archived' });
      });
    }
  };
}
