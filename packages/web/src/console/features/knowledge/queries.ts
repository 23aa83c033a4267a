import type { ArticleBrief } from '@opentocc/contract';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import type { ArticlesSearch } from './address.ts';

/** Rows of a page of articles. */
export const PAGE_ROWS = 20;
/** Hits that a search shows. */
const MOST_HITS = 20;
/** Who types is answered once they pause for this long, ms. */
const PAUSE_MS = 120;

/** Queries that an act on the knowledge base changes, by the first part of their key. */
export const CHANGED = ['knowledge', 'obligations'] as const;

/** What the words find, while they are typed. */
export function useHits(text: string) {
  const asked = useSettled(text.trim(), PAUSE_MS);
  return useQuery({
    queryKey: ['knowledge', 'hits', asked],
    queryFn:
      asked === ''
        ? skipToken
        : () => call('POST /api/v1/knowledge/searches', { body: { text: asked, most: MOST_HITS } }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Articles of a list, a page of them. @param page from 0 */
export const useArticles = ({ state, stale, own }: ArticlesSearch, page: number) =>
  useQuery({
    queryKey: ['knowledge', 'articles', state, stale, own, page],
    queryFn: () =>
      call('GET /api/v1/knowledge/articles', {
        query: {
          ...{ state, stale: stale && 'true', own: own && 'true' },
          ...{ limit: PAGE_ROWS, offset: page * PAGE_ROWS },
        },
      }),
    placeholderData: keepPreviousData,
  });

export const useArticle = (id: number) =>
  useQuery({
    queryKey: ['knowledge', 'article', id],
    queryFn: () => call('GET /api/v1/knowledge/articles/:id', { params: { id } }),
  });

export const useGaps = (state: 'open' | 'all') =>
  useQuery({
    queryKey: ['knowledge', 'gaps', state],
    queryFn: () => call('GET /api/v1/knowledge/gaps', { query: { state } }),
    placeholderData: keepPreviousData,
  });

export const useCourses = () =>
  useQuery({ queryKey: ['knowledge', 'courses'], queryFn: () => call('GET /api/v1/knowledge/courses') });

export const useCourse = (id: number) =>
  useQuery({
    queryKey: ['knowledge', 'course', id],
    queryFn: () => call('GET /api/v1/knowledge/courses/:id', { params: { id } }),
  });

/** @param month yyyy-mm */
export const useTrainingRecord = (month: string) =>
  useQuery({
    queryKey: ['knowledge', 'training', month],
    queryFn: () => call('GET /api/v1/knowledge/training', { query: { month } }),
    placeholderData: keepPreviousData,
  });

/** Published articles that a field offers: those that the words find, and the first of the list before any are typed. */
export function useOffered(text: string): readonly ArticleBrief[] {
  const first = known(useArticles({ state: 'published' }, 0));
  const found = known(useHits(text));
  return text.trim() === '' ? (first?.articles ?? []) : (found?.hits.map(({ article }) => article) ?? []);
}

/** Who an article may be handed to. */
export function useWriters() {
  const writers = useQuery({
    queryKey: ['knowledge', 'writers'],
    queryFn: () => call('GET /api/v1/knowledge/writers'),
    staleTime: 60_000,
  });
  return known(writers) ?? [];
}
