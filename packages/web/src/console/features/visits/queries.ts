import type { RectificationState } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the keys of all that is asked of visits. */
export const VISITS = 'visits';
/** What a call and a rectification change, by the first part of its key. */
export const CHANGED = [VISITS, 'statistics', 'obligations'] as const;
const LIVE_MS = 10_000;

export const useDraws = () =>
  useQuery({ queryKey: [VISITS, 'draws'], queryFn: () => call('GET /api/v1/visit-draws') });

export const useVisits = () =>
  useQuery({
    queryKey: [VISITS, 'list'],
    queryFn: () => call('GET /api/v1/visits', { query: { limit: 200 } }),
    refetchInterval: LIVE_MS,
  });

export const useResults = (from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: [VISITS, 'results', from_ms, to_ms],
    queryFn: () => call('GET /api/v1/visit-results', { query: { from_ms, to_ms } }),
  });

export const useRectifications = (state: RectificationState | undefined) =>
  useQuery({
    queryKey: [VISITS, 'rectifications', state],
    queryFn: () => call('GET /api/v1/rectifications', { query: { state, limit: 200 } }),
    refetchInterval: LIVE_MS,
  });

export const useVisitRules = () =>
  useQuery({ queryKey: [VISITS, 'rules'], queryFn: () => call('GET /api/v1/visit-rules') });

/** Former versions of a category have its code too: the last one names it. */
export const useCategoryNames = () =>
  useQuery({
    queryKey: ['case-categories'],
    queryFn: () => call('GET /api/v1/case-categories'),
    select: (all) => [...new Map(all.map((one) => [one.code, one])).values()],
  });
