import type { RightOf, SuggestionAccuracy } from '@opentocc/contract';
import type { CaseStore } from './store.ts';

/** What was suggested against what people decided in the end: the case as it is filed and dispatched now. */
export function createAccuracy(store: Pick<CaseStore, 'suggested' | 'countDispatchedOnce'>) {
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
      ...{ dispatched_once: await store.countDispatchedOnce(from_ms, to_ms), suggesters },
    };
  };
}

const sumOf = (all: readonly RightOf[]): RightOf => ({
  right: all.reduce((sum, { right }) => sum + right, 0),
  of: all.reduce((sum, { of }) => sum + of, 0),
});
