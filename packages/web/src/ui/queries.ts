import type {
  City,
  Dataset,
  FreeFlowStatus,
  IndexComparison,
  IndexConfiguration,
  IndexCurve,
  IndexLinksComparison,
  IndexPeriod,
  IndexPeriodValue,
  IndexScope,
  IndexTypicalPoint,
  IndexValue,
  LinkDetail,
  ReplaySpan,
  SourceHealth,
  Vehicle,
  WorstRoad,
} from '@opentocc/contract';
import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';
import { ApiError, api } from './api.ts';
import { type BandBelow, configurationAt } from './index-bands.ts';

/** Answers are kept while screens use them; a refusal is final, a missing answer is asked for again. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          !(error instanceof ApiError && error.status >= 400 && error.status < 500) && failures < 3,
      },
    },
  });
}

const MINUTE_MS = 60_000;

export const useCity = () =>
  useQuery({
    queryKey: ['city'],
    queryFn: () => api.get<City>('/city'),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSources = () =>
  useQuery({
    queryKey: ['sources'],
    queryFn: () => api.get<SourceHealth[]>('/sources'),
    refetchInterval: 5_000,
  });

export const useIndices = (scope: IndexScope) =>
  useQuery({
    queryKey: ['indices', scope],
    queryFn: () => api.get<IndexValue[]>(`/indices/current?scope=${scope}`),
    refetchInterval: MINUTE_MS / 2,
  });

/** @param day yyyy-mm-dd in the city's time zone */
export const useIndexCurve = (scope: IndexScope, key: string, day: string, step_s: number) =>
  useQuery({
    queryKey: ['curve', scope, key, day, step_s],
    queryFn: () =>
      api.get<IndexCurve>(
        `/indices/curve?${new URLSearchParams({ scope, key, day, step_s: String(step_s) }).toString()}`,
      ),
    enabled: key !== '',
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

/** What is usual by weekday and step over some days. @param from first day, yyyy-mm-dd; @param to last day */
export const useTypical = (scope: IndexScope, key: string, from: string, to: string, step_s: number) =>
  useQuery({
    queryKey: ['typical', scope, key, from, to, step_s],
    queryFn: () =>
      api.get<IndexTypicalPoint[]>(
        `/indices/typical?${new URLSearchParams({ scope, key, from, to, step_s: String(step_s) })}`,
      ),
    enabled: key !== '' && scope !== 'link',
    staleTime: 10 * MINUTE_MS,
  });

/** Means of some days by period. */
export const useIndexPeriods = (
  scope: IndexScope,
  key: string,
  period: IndexPeriod,
  from: string,
  to: string,
) =>
  useQuery({
    queryKey: ['periods', scope, key, period, from, to],
    queryFn: () =>
      api.get<IndexPeriodValue[]>(
        `/indices/periods?${new URLSearchParams({ scope, key, period, from, to })}`,
      ),
    enabled: key !== '',
    staleTime: 5 * MINUTE_MS,
    placeholderData: keepPreviousData,
  });

export interface ComparedDays {
  readonly a_from: string;
  readonly a_to: string;
  readonly b_from: string;
  readonly b_to: string;
  /** Part of each day, minutes after midnight. */
  readonly from_min: number;
  readonly to_min: number;
}

/** All of a scope in two intervals of days. */
export const useComparison = (scope: IndexScope, days: ComparedDays | null) =>
  useQuery({
    queryKey: ['comparison', scope, days],
    queryFn: () => api.get<IndexComparison[]>(`/indices/compare?scope=${scope}&${textOf(days)}`),
    enabled: days !== null,
    staleTime: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

/** Every link in two intervals of days. @param limit links of each list */
export const useLinksComparison = (days: ComparedDays | null, limit: number) =>
  useQuery({
    queryKey: ['links-comparison', days, limit],
    queryFn: () => api.get<IndexLinksComparison>(`/indices/compare/links?${textOf(days)}&limit=${limit}`),
    enabled: days !== null,
    staleTime: 5 * MINUTE_MS,
    placeholderData: keepPreviousData,
  });

const textOf = (days: ComparedDays | null) =>
  new URLSearchParams(Object.entries(days ?? {}).map(([name, value]) => [name, String(value)]));

export const useFreeFlowStatus = () =>
  useQuery({
    queryKey: ['free-flow'],
    queryFn: () => api.get<FreeFlowStatus>('/indices/free-flow'),
    staleTime: 10 * MINUTE_MS,
  });

/** The formulas by date, newest last. */
export const useIndexConfigurations = () =>
  useQuery({
    queryKey: ['index-standards'],
    queryFn: () => api.get<IndexConfiguration[]>('/indices/standards'),
    staleTime: MINUTE_MS,
  });

/** Bounds of the bands that count at an instant. */
export const useBandBelow = (at_ms: number): BandBelow =>
  configurationAt(useIndexConfigurations().data ?? [], at_ms)?.shenzhen.band_below ?? null;

export const useWorstRoads = (limit: number) =>
  useQuery({
    queryKey: ['worst', limit],
    queryFn: () => api.get<WorstRoad[]>(`/roads/worst?limit=${limit}`),
    refetchInterval: MINUTE_MS / 2,
    placeholderData: keepPreviousData,
  });

/** @param link null asks for none */
export const useLink = (link: number | null) =>
  useQuery({
    queryKey: ['link', link],
    queryFn: () => api.get<LinkDetail>(`/links/${link}`),
    enabled: link !== null,
    refetchInterval: MINUTE_MS / 2,
  });

export const useVehicle = (vehicle: number) =>
  useQuery({
    queryKey: ['vehicle', vehicle],
    queryFn: () => api.get<Vehicle>(`/vehicles/${vehicle}`),
    refetchInterval: 5_000,
  });

export const useDatasets = () =>
  useQuery({ queryKey: ['datasets'], queryFn: () => api.get<Dataset[]>('/history/datasets') });

export const useReplaySpan = (enabled: boolean) =>
  useQuery({
    queryKey: ['replay-span'],
    queryFn: () => api.get<ReplaySpan>('/history/replay/span'),
    refetchInterval: MINUTE_MS / 2,
    enabled,
  });
