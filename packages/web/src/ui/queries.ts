import type {
  City,
  Dataset,
  IndexConfiguration,
  IndexCurve,
  IndexScope,
  IndexValue,
  LinkDetail,
  LinkHistory,
  ReplaySpan,
  SourceHealth,
  Vehicle,
  WorstRoad,
} from '@opentocc/contract';
import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';
import { ApiError, api } from './api.ts';

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
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

/** The formulas by date, newest last. */
export const useIndexConfigurations = () =>
  useQuery({
    queryKey: ['index-standards'],
    queryFn: () => api.get<IndexConfiguration[]>('/indices/standards'),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useWorstRoads = (limit: number) =>
  useQuery({
    queryKey: ['worst', limit],
    queryFn: () => api.get<WorstRoad[]>(`/roads/worst?limit=${limit}`),
    refetchInterval: MINUTE_MS / 2,
    placeholderData: keepPreviousData,
  });

export const useLink = (link: number) =>
  useQuery({
    queryKey: ['link', link],
    queryFn: () => api.get<LinkDetail>(`/links/${link}`),
    refetchInterval: MINUTE_MS / 2,
  });

export const useLinkHistory = (link: number, from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: ['link-history', link, from_ms],
    queryFn: () => api.get<LinkHistory>(`/history/links/${link}?from_ms=${from_ms}&to_ms=${to_ms}`),
    staleTime: MINUTE_MS,
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
