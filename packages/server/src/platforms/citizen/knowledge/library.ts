import type { ArticleBrief, KnowledgeHits, Language } from '@opentocc/contract';
import { ArticleSearch, type FoundArticle, normalise, searchForm, unitsOf } from '@opentocc/core/text';
import type { Clock } from '../../../kit/clock.ts';
import { holds, staleness } from './days.ts';
import { cut, excerptOf } from './excerpt.ts';
import { inLanguage } from './in-language.ts';
import type { ArticleRow } from './store.ts';

/** Share of the pairs of letters of a question that its best article must hold to count as found. Assumed, 2026-11-28. */
const GOOD_SHARE = 0.6;
/** Articles looked at for each that is shown: some hold no more, or are not for citizens. */
const SPARE = 3;

export const briefOf = (row: ArticleRow, now_ms: number): ArticleBrief => ({
  id: row.id,
  version: row.version,
  state: row.state,
  title: row.title,
  audience: row.audience,
  owner: { principal: row.owner, name: row.owner_name },
  valid_from: row.valid_from,
  valid_to: row.valid_to,
  review_on: row.review_on,
  changed_ms: row.changed_ms,
  stale: staleness(row, now_ms),
});

/** Who searches: what they may read, and in which language where an article has it. */
export interface Reader {
  readonly public_only: boolean;
  readonly language: Language;
}
const AGENT: Reader = { public_only: false, language: 'zh' };

const SEARCHED = ['title', 'body', 'title_en', 'body_en'] as const;

/** An article is found by its words in both languages. */
const searchedOf = ({ title, body, title_en, body_en }: ArticleRow) => ({
  title: [title, title_en].filter((text) => text !== '').join('\n'),
  body: [body, body_en].filter((text) => text !== '').join('\n'),
});

/** Every article in memory, and the search over those that are published. The database has everything. */
export class Library {
  readonly #rows = new Map<number, ArticleRow>();
  readonly #search = new ArticleSearch();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(row: ArticleRow): void {
    const known = this.#rows.get(row.id);
    if (known && known.version > row.version) return;
    this.#rows.set(row.id, row);
    if (row.state !== 'published') this.#search.remove(row.id);
    else if (known?.state !== 'published' || SEARCHED.some((name) => known[name] !== row[name]))
      this.#search.put(row.id, searchedOf(row));
  }

  learn(question: string, article: number): void {
    this.#search.learn(question, article);
  }

  /** One step of looking for the articles that are alike. @returns whether there is more to do */
  relate = (): boolean => this.#search.relate(1);

  find = (id: number): ArticleRow | undefined => this.#rows.get(id);

  all = (): readonly ArticleRow[] => [...this.#rows.values()];

  search(text: string, most: number, reader: Reader = AGENT): KnowledgeHits {
    return this.#hits(text, most, reader, this.#search.search(text, most * SPARE));
  }

  suggest(text: string, most: number): KnowledgeHits {
    return this.#hits(text, most, AGENT, this.#search.suggest(text, most * SPARE));
  }

  #hits(
    text: string,
    most: number,
    { public_only, language }: Reader,
    found: readonly FoundArticle[],
  ): KnowledgeHits {
    const now_ms = this.#clock.now();
    const words = wordsOf(searchForm(text));
    // As it was typed too: an article may say 一号线 where 1号线 is searched, and the other way round.
    const marked = [...new Set([...words, ...wordsOf(normalise(text))])];
    const hits = found.flatMap(({ id, score, words: matched, answered }) => {
      const row = this.#rows.get(id);
      if (!row || !holds(row, now_ms) || (public_only && row.audience !== 'public')) return [];
      const { title, body } = inLanguage(row, language);
      const excerpt = excerptOf(body, marked);
      return [
        {
          ...{ article: briefOf(row, now_ms), title: cut(title, marked), excerpt, body, score },
          ...{ words: [...matched], answered },
        },
      ];
    });
    return { hits: hits.slice(0, most), good: isGood(hits.at(0), words) };
  }
}

function isGood(
  first: { readonly article: { readonly title: string }; readonly body: string } | undefined,
  words: readonly string[],
): boolean {
  if (!first) return false;
  const whole = wordsOf(searchForm(`${first.article.title}\n${first.body}`)).join(' ');
  // Words in Latin letters are one; of pinyin no part stands in the text, and the title was what it found.
  const parts = words.flatMap((word) => (/^[a-z0-9]+$/.test(word) ? [word] : pairsOf(word)));
  if (words.every((word) => /^[a-z]+$/.test(word))) return true;
  return parts.filter((part) => whole.includes(part)).length >= GOOD_SHARE * parts.length;
}

const wordsOf = (form: string): string[] => unitsOf(form).map((units) => units.join(''));

const pairsOf = (word: string): string[] =>
  word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
