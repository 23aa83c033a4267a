import type { RightOf, SuggestionAccuracy } from '@opentocc/contract';
import type { CaseBoard } from './board.ts';
import type { CaseStore } from './store.ts';

export interface AccuracyDeps {
  readonly store: Pick<CaseStore, 'suggested'>;
  readonly board: Pick<CaseBoard, 'all'>;
}

/** What was suggested against what people decided in the end: the case as it is filed and dispatched now. */
export function createAccuracy({ store, board }: AccuracyDeps) {
  return async (from_ms: number, to_ms: number): Promise<SuggestionAccuracy> => {
    const rows = await store.suggested.countBySuggester(from_ms, to_ms);
    const suggesters = rows.map((row) => ({
      ...{ model: row.model, cases: row.cases, category: { right: row.category, of: row.cases } },
      category_shown: { right: row.category_shown, of: row.cases },
      unit: { right: row.unit, of: row.units },
    }));
    const total = (what: 'category' | 'category_shown' | 'unit') => sumOf(suggesters.map((one) => one[what]));
    return {
      cases: suggesters.reduce((sum, { cases }) => sum + cases, 0),
      ...{ category: total('category'), category_shown: total('category_shown'), unit: total('unit') },
      ...{ dispatched_once: dispatchedOnce(board, from_ms, to_ms), suggesters },
    };
  };
}

function dispatchedOnce(board: Pick<CaseBoard, 'all'>, from_ms: number, to_ms: number): RightOf {
  let [right, of] = [0, 0];
  for (const { dispatches, returns, received_ms } of board.all()) {
    if (dispatches === 0 || received_ms < from_ms || received_ms >= to_ms) continue;
    of++;
    if (dispatches === 1 && returns === 0) right++;
  }
  return { right, of };
}

const sumOf = (all: readonly RightOf[]): RightOf => ({
  right: all.reduce((sum, { right }) => sum + right, 0),
  of: all.reduce((sum, { of }) => sum + of, 0),
});
