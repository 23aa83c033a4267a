import type { FigureKey } from '@opentocc/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the keys of all that is asked of statistics. */
export const STATISTICS = 'statistics';
const LIVE_MS = 30_000;

export interface Span {
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
}
export type Part = 'numerator' | 'rest' | 'denominator';
export type GroupedBy = 'unit' | 'field' | 'type';

export const useFigures = (query: Span) =>
  useQuery({
    queryKey: [STATISTICS, 'figures', query],
    queryFn: () => call('GET /api/v1/statistics/figures', { query }),
    refetchInterval: LIVE_MS,
  });

/** First part of the key of the exempt hours of calls. */
export const EXEMPTIONS = 'call-exemptions';

export const useExemptions = (query: Pick<Span, 'from' | 'to'>) =>
  useQuery({
    queryKey: [EXEMPTIONS, query],
    queryFn: () => call('GET /api/v1/calls/exemptions', { query }),
  });

export const useFigureDays = (key: FigureKey, query: Span) =>
  useQuery({
    queryKey: [STATISTICS, 'days', key, query],
    queryFn: () => call('GET /api/v1/statistics/figures/:key/days', { params: { key }, query }),
  });

export const useFigureGroups = (key: FigureKey, query: Span & { readonly by: GroupedBy }) =>
  useQuery({
    queryKey: [STATISTICS, 'groups', key, query],
    queryFn: () => call('GET /api/v1/statistics/figures/:key/groups', { params: { key }, query }),
  });

export const useFigureItems = (
  key: FigureKey,
  query: Span & { readonly part: Part; readonly offset: number; readonly limit: number },
) =>
  useQuery({
    queryKey: [STATISTICS, 'items', key, query],
    queryFn: () => call('GET /api/v1/statistics/figures/:key/items', { params: { key }, query }),
    placeholderData: keepPreviousData,
  });

export const useAgents = (query: Span) =>
  useQuery({
    queryKey: [STATISTICS, 'agents', query.from, query.to],
    queryFn: () => call('GET /api/v1/statistics/agents', { query: { from: query.from, to: query.to } }),
  });
