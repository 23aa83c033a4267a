import type { CaseSuggestion, SuggestionAccuracy } from '@opentocc/contract';
import type { CaseRow } from './model.ts';
import type { CaseStore } from './store.ts';
import type { Taxonomy } from './taxonomy.ts';

/** What a text speaks for, the likeliest first. A model trained on the operator's own cases takes the place of the first one. */
export type Suggest = (text: string) => readonly CaseSuggestion[];

/** Suggestions that are shown. */
const MOST = 3;
const COMPLAINS = ['投诉', '举报', '拒载', '绕路', '乱收费', '态度', '不文明', '违规', '多收'];
const SUGGESTS = ['建议', '希望', '能不能增设', '最好能'];

/**
 * By the words of the taxonomy: the start, before there are cases to learn from. Odds are the share of a category in
 * all words that were found, drawn towards nothing while few were.
 */
export function suggestByWords(taxonomy: Pick<Taxonomy, 'inUse'>, now: () => number): Suggest {
  return (text) => {
    const form = text.normalize('NFKC');
    const scored = taxonomy
      .inUse(now())
      .map(({ code, unit, words }) => {
        const reasons = words.filter((word) => form.includes(word));
        return { code, unit, reasons, score: reasons.reduce((sum, { length }) => sum + length, 0) };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    const all = scored.reduce((sum, { score }) => sum + score, 0);
    return scored.slice(0, MOST).map(({ code: category, unit, reasons, score }) => ({
      ...{ category, unit, reasons, type: typeOf(form), odds: Math.round((score / (all + 2)) * 100) / 100 },
    }));
  };
}

function typeOf(text: string): CaseSuggestion['type'] {
  if (COMPLAINS.some((word) => text.includes(word))) return 'complaint';
  return SUGGESTS.some((word) => text.includes(word)) ? 'suggestion' : 'consultation';
}

/** What was suggested against what people decided in the end: the case as it is filed and dispatched now. */
export function createAccuracy(store: CaseStore) {
  return async (from_ms: number, to_ms: number): Promise<SuggestionAccuracy> => {
    // What was suggested last of a case counts.
    const last = new Map((await store.suggested.listBetween(from_ms, to_ms)).map((row) => [row.case, row]));
    const counted = { category: tally(), category_shown: tally(), unit: tally() };
    const filed = await store.filedOf([...last.keys()]);
    for (const [id, { suggested }] of last) compare(counted, suggested, filed.get(id));
    return { cases: last.size, ...counted, dispatched_once: await store.countDispatchedOnce(from_ms, to_ms) };
  };
}

type Tally = ReturnType<typeof tally>;

function compare(
  { category, category_shown, unit }: Record<'category' | 'category_shown' | 'unit', Tally>,
  suggested: readonly CaseSuggestion[],
  now: Pick<CaseRow, 'category' | 'unit'> | undefined,
): void {
  const [first] = suggested;
  if (!now || !first) return;
  count(category, first.category === now.category);
  const isShown = suggested.some((one) => one.category === now.category);
  count(category_shown, isShown);
  if (now.unit !== null && first.unit !== null) count(unit, first.unit === now.unit);
}

const tally = () => ({ right: 0, of: 0 });
function count(into: Tally, right: boolean): void {
  into.of++;
  if (right) into.right++;
}

/** What suggests now: the words of the taxonomy until a model that was trained on closed cases takes their place. */
export function createSuggester(taxonomy: Pick<Taxonomy, 'inUse'>, now: () => number) {
  const byWords = suggestByWords(taxonomy, now);
  let model: Suggest | null = null;
  return {
    suggest: ((text) => (model ?? byWords)(text)) satisfies Suggest as Suggest,
    /** @param next null for the words of the taxonomy again */
    use: (next: Suggest | null): void => {
      model = next;
    },
  };
}
