import type { CaseSuggestion, CaseType, MeantParty, SuggestFor } from '@opentocc/contract';
import { classifyByWords, firstByWords } from '@opentocc/core/text';
import type { Taxonomy } from './taxonomy.ts';

/** What is known of a matter while it is typed. */
export interface Asked {
  readonly text: string;
  /** Code; null where the place is not known. */
  readonly district: string | null;
  readonly meant: Pick<MeantParty, 'kind' | 'name'> | null;
  /** Number of the line that is spoken of. */
  readonly line: string | null;
}

/** What a text speaks for, the likeliest first. */
export type Suggest = (asked: Asked) => readonly CaseSuggestion[];

/** Suggestions that are shown. */
const MOST = 3;

/** By which words a type is known, looked for in this order; without any it is a consultation. */
export const TYPE_CLASSES: readonly { readonly name: CaseType; readonly words: readonly string[] }[] = [
  {
    name: 'complaint',
    words: ['投诉', '举报', '拒载', '绕路', '乱收费', '态度', '不文明', '违规', '多收'],
  },
  { name: 'suggestion', words: ['建议', '希望', '能不能增设', '最好能'] },
];
const typeByWords = (text: string): CaseType => firstByWords(TYPE_CLASSES, text, 'consultation');

/** By the words of the taxonomy: the start, before there are cases to learn from. */
export function suggestByWords(taxonomy: Pick<Taxonomy, 'inUse'>, now: () => number): Suggest {
  return ({ text }) => {
    const categories = taxonomy.inUse(now());
    const units = new Map(categories.map(({ code, unit }) => [code, unit]));
    const classes = categories.map(({ code: name, words }) => ({ name, words }));
    const type = typeByWords(text.normalize('NFKC'));
    return classifyByWords(classes, text)
      .slice(0, MOST)
      .map(({ name: category, odds, reasons }) => ({
        ...{ category, type, unit: units.get(category) ?? null, odds: roundedOdds(odds) },
        ...{ reasons: [...reasons], by: 'words', model: null },
      }));
  };
}

const roundedOdds = (odds: number): number => Math.round(odds * 100) / 100;

/** What suggests now: the words of the taxonomy until a model that was trained on closed cases takes their place. */
export function createSuggester(taxonomy: Pick<Taxonomy, 'inUse'>, now: () => number) {
  const byWords = suggestByWords(taxonomy, now);
  let model: Suggest | null = null;
  return {
    suggest: ((asked) => (model ?? byWords)(asked)) satisfies Suggest as Suggest,
    /** @param next null for the words of the taxonomy again */
    use: (next: Suggest | null): void => {
      model = next;
    },
  };
}

type DistrictAt = (lon: number, lat: number) => string | null;

/** What an agent has typed so far, as suggesters are asked. */
export function askedFor({ text, place, meant, links }: SuggestFor, districtAt: DistrictAt): Asked {
  const [lon, lat] = [place?.lon ?? null, place?.lat ?? null];
  const ofMeant = meant?.kind === 'line' ? meant.name : null;
  return {
    ...{ text, meant, line: links.find(({ kind }) => kind === 'line')?.ref ?? ofMeant },
    district: lon === null || lat === null ? null : districtAt(lon, lat),
  };
}
