import { AskedQuestions, worthsOf } from './asked-questions.ts';
import { bestOf } from './best-of.ts';
import { type ExactText, exactness, wantedOf } from './exactness.ts';
import { GramIndex, type GramWorth } from './gram-index.ts';
import { wordsHeld } from './matched-words.ts';
import { NEAR, NearArticles } from './near-articles.ts';
import { searchForm, unitsOf } from './normalise.ts';
import { pinyinForms } from './pinyin-forms.ts';
import { type TextGrams, textGrams } from './question.ts';

export interface SearchArticle {
  readonly title: string;
  readonly body: string;
}

/** An article that was found, and why. */
export interface FoundArticle {
  readonly id: number;
  /** Orders the articles of one search; between searches it says nothing. */
  readonly score: number;
  /** Words of the question that the article holds, those that say most first. */
  readonly words: readonly string[];
  /** Whether it, or an article like it, answered a question like this one. */
  readonly answered: boolean;
}

/** Letters of the body that count as its beginning: there an answer says what it is about. */
const LEAD_LETTERS = 150;
/** Pairs of a beginning by which its like are looked for: the rarest. With all of them no more was found (.568 for .569). */
const LEAD_PAIRS = 60;

/**
 * What each part adds to the log-odds of an article. Fitted by a conditional logit of the right article among the 150 best of a first
 * pass, on every second message of `replies.xlsx`, half of the fit with nothing learned; parts were chosen by cross-validation
 * within those. Tried there and left out, as they found no more: trigrams, pairs with a gap, words of a dictionary, latent semantic
 * analysis of the articles, pseudo relevance, the beginning as a field of its own.
 */
const WORTH = {
  letter: 0.0107,
  numeral: 0.134,
  letter_carried: 0.176,
  pair: 0.0379,
  pair_common: -0.14,
  pair_again: 0.148,
  pair_carried: 0.0953,
  short: 0.956,
  lent: { sum: 0.00615, most: 0.0387, most_alike: 0.0308 },
} as const;

/** Rarity in articles counts more than in proportion, that in questions less: "书记您好" is rare in answers and says nothing. */
const RARITY_POWER = 1.3;
const ASKED_POWER = 0.7;
/** So that the length of a very short article does not count without bound. */
const LEAST_LENGTH = 0.05;
/** Of an article that is found by its pinyin alone. */
const LEAST_SCORE = -100;
/** Likeness of a question from which an article says that it answered one like it. */
const LIKE_QUESTION = 15;

/** Questions of the past that are compared with a new one: a hotline of 20,000 calls a day would have millions of them in a year. */
const MOST_QUESTIONS = 50_000;

interface Entry extends ExactText {
  readonly id: number;
  readonly slot: number;
  readonly lead: string;
}

/**
 * Finds articles by Chinese or mixed text: characters and pairs of them, exact phrases, pinyin of titles, and what was asked before
 * and answered with an article or one like it. In memory; articles come and go one by one.
 */
export class ArticleSearch {
  readonly #index = { 1: new GramIndex(), 2: new GramIndex() } as const;
  readonly #asked: AskedQuestions;
  readonly #near = new NearArticles();
  readonly #entries = new Map<number, Entry>();
  readonly #by_slot: (Entry | undefined)[] = [];
  readonly #free: number[] = [];
  /** Slots of which it is not known yet which articles are most like theirs. */
  readonly #unrelated = new Set<number>();

  /** @param most_questions of the past that are held: the newest */
  constructor(most_questions = MOST_QUESTIONS) {
    this.#asked = new AskedQuestions(most_questions);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Adds an article, or replaces the one of the same number. */
  put(id: number, { title, body }: SearchArticle): void {
    this.remove(id);
    const slot = this.#free.pop() ?? this.#by_slot.length;
    const { runs, of } = textGrams(`${title}\n${body}`);
    for (const n of [1, 2] as const) this.#index[n].add(slot, of[n]);
    const entry = {
      ...{ id, slot, title: bareOf(title), pinyin: pinyinForms(title) },
      bare: runs.map((units) => units.join('')).join(' '),
      lead: `${title}\n${body.slice(0, LEAD_LETTERS)}`,
    };
    this.#entries.set(id, entry);
    this.#by_slot[slot] = entry;
    this.#unrelated.add(slot);
  }

  remove(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const { slot } = entry;
    for (const n of [1, 2] as const) this.#index[n].remove(slot);
    this.#entries.delete(id);
    this.#by_slot[slot] = undefined;
    this.#unrelated.delete(slot);
    for (const other of this.#near.forget(slot)) if (this.#by_slot[other]) this.#unrelated.add(other);
    this.#free.push(slot);
  }

  /** Learns that a question was answered with an article. */
  learn(question: string, article: number): void {
    const entry = this.#entries.get(article);
    const grams = (n: 1 | 2) => this.#index[n].gramsAt(entry?.slot ?? -1);
    this.#asked.learn(question, article, entry ? { 1: grams(1), 2: grams(2) } : null);
  }

  /**
   * Looks for the articles that are most like those that have none yet: in steps, beside other work. One that comes later stands
   * in the lists of those that are looked at after it.
   * @returns whether some are left
   */
  relate(most: number): boolean {
    let done = 0;
    for (const slot of this.#unrelated) {
      if (done === most) return true;
      this.#unrelated.delete(slot);
      this.#near.set(slot, this.#likest(this.#by_slot[slot] as Entry));
      done++;
    }
    return false;
  }

  /** Articles by the beginning of what somebody says, the best first. */
  suggest(text: string, most: number): FoundArticle[] {
    const question = textGrams(text);
    const { scores, own } = this.#scoresOf(question);
    return this.#found(question, scores, own, most);
  }

  /** Articles by words that somebody types: as {@link suggest}, but who says the words themselves, or a title, comes first. */
  search(text: string, most: number): FoundArticle[] {
    const question = textGrams(text);
    const wanted = wantedOf(question.runs);
    if (wanted.phrase === '') return [];
    const { scores, own } = this.#scoresOf(question);
    const holders = this.#holders(question);
    for (let slot = 0; slot < holders.length; slot++) {
      // Only a title in pinyin is found without its letters: nothing else of the others is looked at.
      const entry = holders[slot] === 1 || wanted.is_latin ? this.#by_slot[slot] : undefined;
      const exact = entry ? exactness(entry, wanted, holders[slot] === 1) : 0;
      if (exact > 0) scores[slot] = exact + Math.max(scores[slot], LEAST_SCORE);
    }
    return this.#found(question, scores, own, most);
  }

  #found(question: TextGrams, scores: Float64Array, own: Float64Array, most: number): FoundArticle[] {
    const worthOf = (gram: string) =>
      this.#index[2].rarity(gram) * this.#asked.rarity(2, gram, this.#share(2, gram));
    return bestOf(scores, most, Number.NEGATIVE_INFINITY).map((slot) => {
      const { id, bare } = this.#by_slot[slot] as Entry;
      const words = wordsHeld(question.runs, bare, worthOf);
      return { id, score: scores[slot], words, answered: this.#near.most(slot, own) >= LIKE_QUESTION };
    });
  }

  /** 1 by slot where an article has every pair of every run, or every letter of a run that is one: it may hold the words themselves. */
  #holders({ runs, of }: TextGrams): Uint8Array {
    const grams = {
      1: new Set(runs.filter(({ length }) => length === 1).flat()),
      2: new Set(of[2]),
    } as const;
    const scores = new Float64Array(this.#by_slot.length);
    for (const n of [1, 2] as const)
      this.#index[n].score(new Map([...grams[n]].map((gram) => [gram, { often: 0, held: 1 }])), scores);
    const all = grams[1].size + grams[2].size;
    const holders = new Uint8Array(scores.length);
    for (let slot = 0; slot < holders.length; slot++) if (scores[slot] === all) holders[slot] = 1;
    return holders;
  }

  /** By slot: the log-odds of each article that shares something with the question, and how like it the questions are that it answered. */
  #scoresOf(question: TextGrams): { readonly scores: Float64Array; readonly own: Float64Array } {
    const scores = new Float64Array(this.#by_slot.length);
    this.#index[1].score(
      worthsOf(question.of[1], (gram) => this.#letterWorth(gram)),
      scores,
    );
    this.#index[2].score(
      worthsOf(question.of[2], (gram) => this.#pairWorth(gram)),
      scores,
    );
    const { own, answered } = this.#ownOf(question);
    if (this.#asked.size > 0) this.#near.addLent(scores, own, answered, WORTH.lent);
    for (let slot = 0; slot < scores.length; slot++) {
      // Nothing in common with it, nor with what its like answered.
      if (scores[slot] === 0) scores[slot] = Number.NEGATIVE_INFINITY;
      else scores[slot] -= WORTH.short * Math.log(this.#index[1].relativeLength(slot) + LEAST_LENGTH);
    }
    return { scores, own };
  }

  #letterWorth(gram: string): GramWorth {
    // What is written in digits or Latin letters names something: a line, a plate, a district.
    const numeral = /[a-z0-9]/.test(gram) ? WORTH.numeral * this.#index[1].rarity(gram) : 0;
    return {
      often: WORTH.letter * this.#rarity(1, gram) + numeral,
      held: WORTH.letter_carried * this.#asked.carried(1, gram, this.#share(1, gram)),
    };
  }

  #pairWorth(gram: string): GramWorth {
    const index = this.#index[2];
    const again = index.rarity(gram) * index.burstiness(gram);
    return {
      often: WORTH.pair * this.#rarity(2, gram) + WORTH.pair_common * index.rarity(gram),
      held:
        WORTH.pair_carried * this.#asked.carried(2, gram, this.#share(2, gram)) + WORTH.pair_again * again,
    };
  }

  /** How rare a gram is among articles and questions. */
  #rarity = (n: 1 | 2, gram: string): number =>
    this.#index[n].rarity(gram) ** RARITY_POWER *
    this.#asked.rarity(n, gram, this.#share(n, gram)) ** ASKED_POWER;

  /** Share of the articles that have a gram, above 0 and below 1. */
  #share = (n: 1 | 2, gram: string): number =>
    (this.#index[n].documentsWith(gram) + 0.5) / (this.#index[n].size + 1);

  #ownOf(question: TextGrams): { readonly own: Float64Array; readonly answered: Uint32Array } {
    const own = new Float64Array(this.#by_slot.length);
    const answered = new Uint32Array(own.length);
    for (const [article, known] of this.#asked.likeness(question)) {
      const slot = this.#entries.get(article)?.slot;
      if (slot === undefined) continue;
      own[slot] = known.like;
      answered[slot] = known.answered;
    }
    return { own, answered };
  }

  /** The articles most like one, by the rarest pairs of its beginning that another article has too. */
  #likest({ slot, lead }: Entry): { readonly slot: number; readonly like: number }[] {
    const index = this.#index[2];
    const pairs = [...new Set(textGrams(lead).of[2])]
      .filter((gram) => index.documentsWith(gram) > 1)
      .map((gram) => ({ gram, often: index.rarity(gram) }))
      .sort((a, b) => b.often - a.often)
      .slice(0, LEAD_PAIRS);
    const scores = new Float64Array(this.#by_slot.length);
    index.score(new Map(pairs.map(({ gram, often }) => [gram, { often, held: 0 }])), scores);
    const itself = scores[slot];
    scores[slot] = 0;
    return bestOf(scores, NEAR, 0).map((other) => ({
      slot: other,
      like: Math.min(scores[other] / itself, 1),
    }));
  }
}

const bareOf = (text: string): string =>
  unitsOf(searchForm(text))
    .map((units) => units.join(''))
    .join('');
