import type { Clock } from '../../../kit/clock.ts';
import { holds } from './days.ts';
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
    searchPublic: (text: string, most: number) => library.search(text, most, true).hits,
    /** Those that were changed last first. */
    listPublic: (most = 200) => rows().slice(0, most).map(briefOf),
    findPublic(id: number) {
      const row = rows().find((one) => one.id === id);
      return row && { ...briefOf(row), body: row.body, source: row.source };
    },
  };
}

const briefOf = ({ id, title, changed_ms }: ArticleRow) => ({ id, title, changed_ms });
