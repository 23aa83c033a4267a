import type { CaseSuggestion, HeldOutFigures, RightOf } from '@opentocc/contract';
import {
  CLASSIFIER_OPTIONS,
  classifyByWords,
  firstByWords,
  type LabelledText,
  type TextModel,
  trainTextClassifier,
} from '@opentocc/core/text';
import type { CategoryCount, ClassExample, ClassModel, Learned, LearnStart, TaxonomyDay } from './model.ts';
import { splitByTime } from './split.ts';
import { createModelSuggester } from './suggest-by-model.ts';
import { countUnits } from './unit-table.ts';

/** Suggestions that are shown, as suggesters show them. */
const SHOWN = 3;
const SURE = 0.9;

/**
 * Learns categories, types and units of closed cases, and judges what was learned beside the words of the taxonomy on cases that were
 * held out. What is used in the end is learned from all of them.
 */
export function learn(examples: readonly ClassExample[], { rules, day }: LearnStart): Learned {
  const counts = countsOf(examples.map(({ category }) => category));
  const known = counts.filter(({ cases }) => cases >= rules.least_cases);
  const unknown = counts.filter(({ cases }) => cases < rules.least_cases);
  const said = { cases: examples.length, known, unknown };
  const { learned, held } = splitByTime(examples, rules.held_out);
  const fit = (all: readonly ClassExample[]) => fitted(all, known, rules);
  const candidate =
    known.length >= rules.least_categories && held.length >= rules.least_held_out ? fit(learned) : null;
  const nothing = { type: false, unit: false };
  if (!candidate) return { ...said, state: 'too_few', held_out: null, says: nothing, model: null };

  const held_out = judged(candidate, held, day, rules.most_letters);
  if (isWorse(held_out.category)) return { ...said, state: 'refused', held_out, says: nothing, model: null };
  const says = {
    type: candidate.types !== null && !isWorse(held_out.type),
    unit: !isWorse(held_out.unit),
  };
  const whole = fit(examples) ?? candidate;
  const model = { ...whole, types: says.type ? whole.types : null, units: says.unit ? whole.units : null };
  return { ...said, state: 'used', held_out, says, model };
}

const isWorse = ({ words, model }: { readonly words: RightOf; readonly model: RightOf }): boolean =>
  model.right < words.right;

/** The most frequent first. */
function countsOf(categories: readonly string[]): CategoryCount[] {
  const counts = new Map<string, number>();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .map(([category, cases]) => ({ category, cases }))
    .sort((a, b) => b.cases - a.cases || a.category.localeCompare(b.category));
}

/** @returns null where fewer than two categories are left */
function fitted(
  examples: readonly ClassExample[],
  known: readonly CategoryCount[],
  { most_features, least_cases }: LearnStart['rules'],
): ClassModel | null {
  const codes = new Set(known.map(({ category }) => category));
  const categories = trained(
    examples.flatMap(({ text, category }) => (codes.has(category) ? [{ text, label: category }] : [])),
    most_features,
  );
  if (!categories) return null;
  const types = countsOf(examples.map(({ type }) => type)).filter(({ cases }) => cases >= least_cases);
  const typed = examples.flatMap(({ text, type }) =>
    types.some(({ category }) => category === type) ? [{ text, label: type }] : [],
  );
  return { categories, types: trained(typed, most_features), units: countUnits(examples) };
}

function trained(examples: readonly LabelledText[], most_features: number): TextModel | null {
  if (new Set(examples.map(({ label }) => label)).size < 2) return null;
  return trainTextClassifier(examples, { ...CLASSIFIER_OPTIONS, most_features });
}

/** What the words of the taxonomy and the model say of cases that the model has not seen, against what people made of them. */
function judged(
  model: ClassModel,
  held: readonly ClassExample[],
  day: TaxonomyDay,
  letters: number,
): HeldOutFigures {
  const byModel = createModelSuggester(model, 0, letters);
  const byWords = wordSuggester(day);
  const counted = { model: tally(), words: tally() };
  const sure = { right: 0, of: 0 };
  for (const example of held) {
    const suggested = byModel(day, example);
    count(counted.model, suggested, example);
    count(counted.words, byWords(example), example);
    const [first] = suggested;
    if (first && first.odds >= SURE) add(sure, first.category === example.category);
  }
  const compared = (what: keyof Tally) => ({ words: counted.words[what], model: counted.model[what] });
  return {
    ...{ cases: held.length, category: compared('category'), category_shown: compared('category_shown') },
    ...{ type: compared('type'), unit: compared('unit'), sure },
  };
}

type Said = Pick<CaseSuggestion, 'category' | 'type' | 'unit'>;

function wordSuggester({ categories, types }: TaxonomyDay): (example: ClassExample) => Said[] {
  const units = new Map(categories.map(({ code, unit }) => [code, unit]));
  const classes = categories.map(({ code: name, words }) => ({ name, words }));
  return ({ text }) => {
    const type = firstByWords(types, text.normalize('NFKC'), 'consultation');
    return classifyByWords(classes, text)
      .slice(0, SHOWN)
      .map(({ name: category }) => ({ category, type, unit: units.get(category) ?? null }));
  };
}

const tally = () => ({
  category: { right: 0, of: 0 },
  category_shown: { right: 0, of: 0 },
  type: { right: 0, of: 0 },
  unit: { right: 0, of: 0 },
});
type Tally = ReturnType<typeof tally>;

const add = (into: { right: number; of: number }, right: boolean): void => {
  into.of++;
  if (right) into.right++;
};

function count(into: Tally, suggested: readonly Said[], { category, type, unit }: ClassExample): void {
  const [first] = suggested;
  add(into.category, first?.category === category);
  add(
    into.category_shown,
    suggested.some((one) => one.category === category),
  );
  add(into.type, (first?.type ?? 'consultation') === type);
  if (unit !== null) add(into.unit, first?.unit === unit);
}
