import { bestOf } from './best-of.ts';
import { BM25, PRESENCE } from './bm25.ts';
import { GramIndex } from './gram-index.ts';
import { gramsOf, normalise, unitsOf } from './normalise.ts';
import { pinyinForms } from './pinyin-forms.ts';

export interface SearchArticle {
  readonly title: string;
  readonly body: string;
}

/** An article that was found. `score` is comparable between searches: 1 and more is as good as a title that says it all. */
export interface FoundArticle {
  readonly id: number;
  readonly score: number;
}

/** Letters of the body that count as its beginning: there an answer says what it is about. */
const LEAD_LETTERS = 150;
/** Articles to which a question of the past is lent: those most like the one that answered it. */
const NEAR_ARTICLES = 16;

/**
 * What each part is worth once its best is 1. Fitted by a conditional logit of the right article among the 150 best of a first pass, on
 * every second message of `replies.xlsx`; the others were looked at afterwards. Trigrams and words of the best answers
 * (pseudo relevance) found no more.
 */
const WORTH = {
  letter: 4,
  pair: 2.7,
  lead_letter: 0.4,
  lead_pair: 0.8,
  covered: 2,
  asked: 1.8,
  asked_most: 1.6,
  length: -0.5,
} as const;

/** Rarity in articles counts more than in proportion, that in questions less: "书记您好" is rare in answers and says nothing. */
const RARITY_POWER = 1.3;
const ASKED_POWER = 0.7;

interface Entry {
  readonly id: number;
  readonly slot: number;
  /** Title and body without what stands between words, for exact phrases. */
  readonly bare: string;
  readonly title: string;
  readonly pinyin: readonly string[];
  /** Slots of the articles most like it; null until {@link ArticleSearch.relate} has looked for them. */
  near: readonly number[] | null;
}

/**
 * Finds articles by Chinese or mixed text: characters and pairs of them, exact phrases, pinyin of titles, and what was asked before
 * and answered with an article or one like it. In memory; articles come and go one by one. Words of a dictionary found
 * less than characters (R@5 .459 for .489 by BM25 alone).
 */
export class ArticleSearch {
  readonly #letters = new GramIndex();
  readonly #pairs = new GramIndex();
  readonly #lead_letters = new GramIndex();
  readonly #lead_pairs = new GramIndex();
  readonly #asked_letters = new GramIndex();
  readonly #asked_pairs = new GramIndex();
  /** By slot: the article that answered the question. */
  readonly #answered_by: number[] = [];
  readonly #entries = new Map<number, Entry>();
  readonly #by_slot: (Entry | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#entries.size;
  }

  /** Adds an article, or replaces the one of the same number. */
  put(id: number, { title, body }: SearchArticle): void {
    const known = this.#entries.get(id);
    const slot = known?.slot ?? this.#free.pop() ?? this.#by_slot.length;
    const whole = normalise(`${title}\n${body}`);
    const runs = unitsOf(whole);
    const lead = unitsOf(normalise(`${title}\n${body.slice(0, LEAD_LETTERS)}`));
    this.#letters.add(slot, gramsOf(runs, 1));
    this.#pairs.add(slot, gramsOf(runs, 2));
    this.#lead_letters.add(slot, gramsOf(lead, 1));
    this.#lead_pairs.add(slot, gramsOf(lead, 2));
    const bare = runs.map((units) => units.join('')).join(' ');
    const entry = { id, slot, bare, title: bareOf(title), pinyin: pinyinForms(title), near: null };
    this.#entries.set(id, entry);
    this.#by_slot[slot] = entry;
  }

  remove(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const { slot } = entry;
    for (const index of [this.#letters, this.#pairs, this.#lead_letters, this.#lead_pairs])
      index.remove(slot);
    this.#entries.delete(id);
    this.#by_slot[slot] = undefined;
    this.#free.push(slot);
  }

  /** Learns that a question was answered with an article. */
  learn(question: string, article: number): void {
    const runs = unitsOf(normalise(question));
    const slot = this.#answered_by.length;
    this.#answered_by.push(article);
    this.#asked_letters.add(slot, gramsOf(runs, 1));
    this.#asked_pairs.add(slot, gramsOf(runs, 2));
  }

  /**
   * Looks for the articles that are most like those that have none yet, which takes some milliseconds each: in steps, beside other work.
   * @returns whether some are left
   */
  relate(most: number): boolean {
    let done = 0;
    for (const entry of this.#entries.values()) {
      if (entry.near !== null) continue;
      if (done === most) return true;
      entry.near = this.#near(entry);
      done++;
    }
    return false;
  }

  /** Articles by the beginning of what somebody says, the best first. */
  suggest(text: string, most: number): FoundArticle[] {
    const scores = this.#scoresOf(unitsOf(normalise(text)));
    return bestOf(scores, most).map((slot) => this.#found(slot, scores[slot]));
  }

  /** Articles by words that somebody types: as {@link suggest}, but who says the words themselves, or a title, comes first. */
  search(text: string, most: number): FoundArticle[] {
    const runs = unitsOf(normalise(text));
    const scores = this.#scoresOf(runs);
    const words = runs.map((units) => units.join(''));
    const phrase = words.join('');
    if (phrase === '') return [];
    const wanted = { words, phrase, is_latin: /^[a-z]{2,}$/.test(phrase) };
    const holders = this.#holders(runs);
    for (const entry of this.#by_slot)
      if (entry) scores[entry.slot] += exactness(entry, wanted, holders[entry.slot] === 1);
    return bestOf(scores, most).map((slot) => this.#found(slot, scores[slot]));
  }

  /** 1 by slot where an article has every pair of every run, or every letter of a run that is one: it may hold the words themselves. */
  #holders(runs: readonly (readonly string[])[]): Uint8Array {
    const alone = runs.filter(({ length }) => length === 1).flat();
    const scores = new Float64Array(this.#by_slot.length);
    const grams = [new Set(gramsOf(runs, 2)), new Set(alone)] as const;
    for (const [i, index] of [this.#pairs, this.#letters].entries())
      index.score(new Map([...grams[i]].map((gram) => [gram, 1])), scores, PRESENCE);
    const all = grams[0].size + grams[1].size;
    const holders = new Uint8Array(scores.length);
    for (let slot = 0; slot < holders.length; slot++) holders[slot] = all > 0 && scores[slot] === all ? 1 : 0;
    return holders;
  }

  #found(slot: number, score: number): FoundArticle {
    return { id: (this.#by_slot[slot] as Entry).id, score };
  }

  #scoresOf(runs: readonly (readonly string[])[]): Float64Array {
    const [letters, pairs] = [gramsOf(runs, 1), gramsOf(runs, 2)];
    const total = new Float64Array(this.#by_slot.length);
    const part = (index: GramIndex, weights: ReadonlyMap<string, number>, worth: number, form = BM25) => {
      const scores = new Float64Array(total.length);
      index.score(weights, scores, form);
      addScaled(total, scores, worth);
    };
    const of_letters = this.#weightsOf(letters, this.#letters, this.#asked_letters);
    const of_pairs = this.#weightsOf(pairs, this.#pairs, this.#asked_pairs);
    part(this.#letters, of_letters, WORTH.letter);
    part(this.#pairs, of_pairs, WORTH.pair);
    part(this.#lead_letters, of_letters, WORTH.lead_letter);
    part(this.#lead_pairs, of_pairs, WORTH.lead_pair);
    part(
      this.#pairs,
      weighted(pairs, (gram) => this.#pairs.rarity(gram)),
      WORTH.covered,
      PRESENCE,
    );
    this.#addAsked(total, letters, pairs);
    for (let slot = 0; slot < total.length; slot++)
      if (total[slot] > 0) total[slot] += WORTH.length * Math.log(this.#letters.relativeLength(slot) + 0.05);
    return total;
  }

  #weightsOf(grams: readonly string[], articles: GramIndex, asked: GramIndex): Map<string, number> {
    return weighted(
      grams,
      (gram) =>
        articles.rarity(gram) ** RARITY_POWER * (asked.size > 0 ? asked.rarity(gram) ** ASKED_POWER : 1),
    );
  }

  /** Adds how like the new question those are that an article answered, or one near it. */
  #addAsked(total: Float64Array, letters: readonly string[], pairs: readonly string[]): void {
    if (this.#answered_by.length === 0) return;
    const asked = new Float64Array(this.#answered_by.length);
    const [in_letters, in_pairs] = [this.#asked_letters, this.#asked_pairs];
    in_letters.score(
      weighted(letters, (gram) => 0.5 * in_letters.rarity(gram)),
      asked,
    );
    in_pairs.score(
      weighted(pairs, (gram) => in_pairs.rarity(gram)),
      asked,
    );
    const own = new Float64Array(total.length);
    const answers = new Uint32Array(total.length);
    for (const [question, article] of this.#answered_by.entries()) {
      const slot = this.#entries.get(article)?.slot;
      if (slot === undefined) continue;
      answers[slot]++;
      if (asked[question] > own[slot]) own[slot] = asked[question];
    }
    // What answered once may fit that one question alone: only what answered again speaks for itself, others speak for their like.
    const sums = own.map((score, slot) => (answers[slot] > 1 ? score : 0));
    const highest = sums.slice();
    for (const entry of this.#by_slot) {
      if (!entry?.near) continue;
      for (const other of entry.near) {
        sums[entry.slot] += own[other];
        if (own[other] > highest[entry.slot]) highest[entry.slot] = own[other];
      }
    }
    addScaled(total, sums, WORTH.asked);
    addScaled(total, highest, WORTH.asked_most);
  }

  /** Slots of the articles most like one, by the pairs of its beginning. */
  #near({ slot }: Entry): number[] {
    const scores = new Float64Array(this.#by_slot.length);
    this.#pairs.score(
      weighted(this.#lead_pairs.gramsAt(slot), (gram) => this.#pairs.rarity(gram)),
      scores,
    );
    scores[slot] = 0;
    return bestOf(scores, NEAR_ARTICLES);
  }
}

const bareOf = (text: string): string =>
  unitsOf(normalise(text))
    .map((units) => units.join(''))
    .join('');

function weighted(grams: readonly string[], weightOf: (gram: string) => number): Map<string, number> {
  const weights = new Map<string, number>();
  for (const gram of grams) weights.set(gram, (weights.get(gram) ?? 0) + weightOf(gram));
  return weights;
}

/** Adds scores so that the best of them is worth as much as is said. */
function addScaled(total: Float64Array, scores: Float64Array, worth: number): void {
  let best = 0;
  for (const score of scores) if (score > best) best = score;
  if (best === 0) return;
  for (let slot = 0; slot < total.length; slot++) total[slot] += (worth * scores[slot]) / best;
}

/** More than all parts together: who types the words, a title or its pinyin is shown that one first. */
const EXACT = { phrase: 20, title: 20, whole_title: 40, pinyin: 30 } as const;

interface Wanted {
  readonly words: readonly string[];
  readonly phrase: string;
  /** Whether it may be pinyin. */
  readonly is_latin: boolean;
}

function exactness({ bare, title, pinyin }: Entry, wanted: Wanted, may_hold: boolean): number {
  const { words, phrase, is_latin } = wanted;
  if (is_latin && pinyin.some((form) => form.includes(phrase))) return EXACT.pinyin;
  // Who has no pair of it in the whole text has it not in the title.
  if (!may_hold) return 0;
  if (title === phrase) return EXACT.whole_title + EXACT.phrase;
  if (title.includes(phrase)) return EXACT.title + EXACT.phrase;
  return words.every((word) => bare.includes(word)) ? EXACT.phrase : 0;
}
