import type { CaseSuggestion, CaseType } from '@opentocc/contract';
import { classifyByWords, createTextClassifier, firstByWords } from '@opentocc/core/text';
import type { Asked } from '../cases/index.ts';
import type { ClassModel, TaxonomyDay } from './model.ts';
import { createUnitTable } from './unit-table.ts';

/** Suggestions that are shown, and runs of characters that are given as reasons of one. */
const MOST = 3;
const MOST_REASONS = 3;
/** What is less likely is not shown. */
const LEAST_ODDS = 0.05;

interface Candidate {
  readonly category: string;
  readonly odds: number;
  readonly by: CaseSuggestion['by'];
  /** Asked only of those that are shown. */
  reasons(): string[];
}

/**
 * Suggests by what was learned of closed cases. Categories that it does not know, as new ones and those of too few cases, are
 * suggested by their words, which take their share of the odds.
 * @param number of the training that it came from
 * @param letters of a text that are looked at: as many as were learned from
 */
export function createModelSuggester(
  { categories, types, units }: ClassModel,
  number: number,
  letters: number,
) {
  const classifier = createTextClassifier(categories);
  const typeClassifier = types && createTextClassifier(types);
  const unitOf = createUnitTable(units ?? []);

  /** Categories of today with the odds of all classes that were merged into them. */
  function learnedOf({ today }: TaxonomyDay, text: string): Candidate[] {
    const found = new Map<string, { odds: number; readonly of: string }>();
    for (const { name, odds } of classifier.classify(text)) {
      const category = today.get(name);
      if (category === undefined) continue;
      const known = found.get(category);
      // The likeliest class comes first and gives the reasons.
      if (known) known.odds += odds;
      else found.set(category, { odds, of: name });
    }
    return [...found].map(([category, { odds, of }]) => ({
      ...{ category, odds, by: 'model' },
      reasons: () => classifier.reasons(text, of, MOST_REASONS).map((reason) => reason.text),
    }));
  }

  function candidatesOf(day: TaxonomyDay, text: string): Candidate[] {
    const learned = learnedOf(day, text);
    const known = new Set(learned.map(({ category }) => category));
    const classes = day.categories.map(({ code: name, words }) => ({ name, words }));
    const byWords = classifyByWords(classes, text).filter(({ name }) => !known.has(name));
    const rest = 1 - byWords.reduce((sum, { odds }) => sum + odds, 0);
    const all = learned.reduce((sum, { odds }) => sum + odds, 0);
    return [
      ...learned.map((one) => ({ ...one, odds: all > 0 ? (one.odds / all) * rest : 0 })),
      ...byWords.map(({ name: category, odds, reasons }) => ({
        ...{ category, odds, by: 'words' as const, reasons: () => [...reasons] },
      })),
    ];
  }

  const typeOf = (day: TaxonomyDay, text: string): CaseType =>
    (typeClassifier?.classify(text)[0].name as CaseType | undefined) ??
    firstByWords(day.types, text.normalize('NFKC'), 'consultation');

  return (day: TaxonomyDay, asked: Asked): CaseSuggestion[] => {
    const text = asked.text.slice(0, letters);
    const shown = candidatesOf(day, text)
      .filter(({ odds }) => odds >= LEAST_ODDS)
      .sort((a, b) => b.odds - a.odds)
      .slice(0, MOST);
    const type = shown.length > 0 ? typeOf(day, text) : null;
    const usual = new Map(day.categories.map(({ code, unit }) => [code, unit]));
    const isUnit = (code: string) => day.units?.has(code) ?? true;
    return shown.map(({ category, odds, by, reasons }) => ({
      ...{ category, type, by, model: number, reasons: reasons() },
      odds: Math.round(odds * 100) / 100,
      unit: unitOf(category, asked, usual.get(category) ?? null, isUnit),
    }));
  };
}

export type SuggestByModel = ReturnType<typeof createModelSuggester>;
