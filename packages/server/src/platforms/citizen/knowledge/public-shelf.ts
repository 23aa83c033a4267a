import type { Language } from '@opentocc/contract';
import type { Clock } from '../../../kit/clock.ts';
import { holds } from './days.ts';
import { inLanguage, languageOf } from './in-language.ts';
import type { Library } from './library.ts';
import type { ArticleRow } from './store.ts';

/** What citizens read: published for them, and holding today. */
export function createPublicShelf({ library, clock }: { readonly library: Library; readonly clock: Clock }) {
  function rows(): ArticleRow[] {
    const now_ms = clock.now();
    return library
      .all()
      .filter((row) => row.state === 'published' && row.audience === 'public' && holds(row, now_ms))
      .sort((a, b) => b.changed_ms - a.changed_ms);
  }
  return {
    searchPublic: (text: string, most: number, language: Language) =>
      library
        .search(text, most, { public_only: true, language })
        .hits.flatMap(({ article: { id }, title, excerpt }) => {
          const row = library.find(id);
          return row ? [{ id, title, excerpt, language: languageOf(row, language) }] : [];
        }),
    /** Those that were changed last first. */
    listPublic: (language: Language, most = 200) =>
      rows()
        .slice(0, most)
        .map((row) => briefOf(row, language)),
    findPublic(id: number, language: Language) {
      const row = rows().find((one) => one.id === id);
      return row && { ...briefOf(row, language), body: inLanguage(row, language).body, source: row.source };
    },
  };
}

/** `language`: in which its title and text are; Chinese alone where nobody wrote it in English. */
const briefOf = (row: ArticleRow, language: Language) => ({
  ...{ id: row.id, changed_ms: row.changed_ms, title: inLanguage(row, language).title },
  language: languageOf(row, language),
});
