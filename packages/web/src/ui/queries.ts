import type { IndexConfiguration, IndexPeriod, IndexScope } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { keepPreviousData, QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import { ApiError, call } from './api.ts';
import { known } from './asked.ts';
import { type BandBelow, configurationAt } from './index-bands.ts';

/** Answers are cached while screens use them; a refusal is final, a missing answer is requested again. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        // Without a network a question must fail and say so; it is not held back until there is one.
        networkMode: 'always',
        retry: (failures, error) =>
          !(error instanceof ApiError && error.status >= 400 && error.status < 500) && failures < 3,
      },
    },
  });
}

/** What has an index besides single links. */
export type GroupScope = Exclude<IndexScope, 'link'>;

export const useCity = () =>
  useQuery({
    queryKey: ['city'],
    queryFn: () => call('GET /api/v1/city'),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSources = () =>
  useQuery({
    queryKey: ['sources'],
    queryFn: () => call('GET /api/v1/sources'),
    refetchInterval: 5_000,
  });

/**
 * What was measured in a minute that is past; nothing where nothing is stored of it.
 * @param asked an answer that is refused as not found where nothing is stored
 */
const measuredThen = <T>(asked: Promise<T[]>): Promise<T[]> =>
  asked.catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return [];
    throw error;
  });

/** From one past minute to the next the former stays until the new one comes; it never stands for now, nor now for it. */
const formerMinute = <T>(
  data: T | undefined,
  query: { readonly queryKey: readonly unknown[] } | undefined,
) => (query?.queryKey.includes(NOW) ? undefined : data);
const NOW = 'now';

/** @param at_ms a minute that is past; null for now */
export const useIndices = (scope: GroupScope, at_ms: number | null = null) =>
  useQuery({
    queryKey: ['indices', scope, at_ms ?? NOW],
    queryFn: () =>
      at_ms === null
        ? call('GET /api/v1/indices/current', { query: { scope } })
        : measuredThen(call('GET /api/v1/indices/current', { query: { scope, at_ms } })),
    refetchInterval: at_ms === null && MINUTE_MS / 2,
    placeholderData: at_ms === null ? undefined : formerMinute,
  });

/** @param day yyyy-mm-dd in the city's time zone */
export const useIndexCurve = (scope: IndexScope, key: string, day: string, step_s: number) =>
  useQuery({
    queryKey: ['curve', scope, key, day, step_s],
    queryFn: () => call('GET /api/v1/indices/curve', { query: { scope, key, day, step_s } }),
    enabled: key !== '',
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

/** What is usual by weekday and step over some days. @param from first day, yyyy-mm-dd; @param to last day */
export const useTypical = (scope: IndexScope, key: string, from: string, to: string, step_s: number) =>
  useQuery({
    queryKey: ['typical', scope, key, from, to, step_s],
    queryFn: () => call('GET /api/v1/indices/typical', { query: { scope, key, from, to, step_s } }),
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
    queryFn: () => call('GET /api/v1/indices/periods', { query: { scope, key, period, from, to } }),
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
    queryFn: days ? () => call('GET /api/v1/indices/compare', { query: { scope, ...days } }) : skipToken,
    staleTime: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

/** Every link in two intervals of days. @param limit links of each list */
export const useLinksComparison = (days: ComparedDays | null, limit: number) =>
  useQuery({
    queryKey: ['links-comparison', days, limit],
    queryFn: days
      ? () => call('GET /api/v1/indices/compare/links', { query: { ...days, limit } })
      : skipToken,
    staleTime: 5 * MINUTE_MS,
    placeholderData: keepPreviousData,
  });

export const useFreeFlowStatus = () =>
  useQuery({
    queryKey: ['free-flow'],
    queryFn: () => call('GET /api/v1/indices/free-flow'),
    staleTime: 10 * MINUTE_MS,
  });

/** The formulas by date, newest last. */
export const useIndexConfigurations = () =>
  useQuery({
    queryKey: ['index-standards'],
    queryFn: () => call('GET /api/v1/indices/standards'),
    staleTime: MINUTE_MS,
  });

/** The formulas that count at an instant; undefined while they are not known. */
export const useConfigurationAt = (at_ms: number): IndexConfiguration | undefined =>
  configurationAt(known(useIndexConfigurations()) ?? [], at_ms);

/** The newest formulas in force; undefined while they are not known. */
export const useConfigurationInForce = (): IndexConfiguration | undefined =>
  known(useIndexConfigurations())?.findLast(({ in_force }) => in_force);

/** Bounds of the bands that count at an instant. */
export const useBandBelow = (at_ms: number): BandBelow =>
  useConfigurationAt(at_ms)?.shenzhen.band_below ?? null;

/** @param at_ms a minute that is past; null for now */
export const useWorstRoads = (limit: number, at_ms: number | null = null) =>
  useQuery({
    queryKey: ['worst', limit, at_ms ?? NOW],
    queryFn: () =>
      at_ms === null
        ? call('GET /api/v1/roads/worst', { query: { limit } })
        : measuredThen(call('GET /api/v1/roads/worst', { query: { limit, at_ms } })),
    refetchInterval: at_ms === null && MINUTE_MS / 2,
    placeholderData: at_ms === null ? undefined : formerMinute,
  });

/** States of a link in the hour of an instant, one a minute; the whole hour, so that replay does not ask each minute. */
export const useLinkHour = (link: number, at_ms: number | null) => {
  const from_ms = at_ms === null ? null : at_ms - (at_ms % HOUR_MS);
  return useQuery({
    queryKey: ['link-hour', link, from_ms],
    queryFn:
      from_ms === null
        ? skipToken
        : () =>
            call('GET /api/v1/history/links/:id', {
              params: { id: link },
              query: { from_ms: from_ms, to_ms: from_ms + HOUR_MS },
            }),
    staleTime: MINUTE_MS,
  });
};

/** @param link null asks for none */
export const useLink = (link: number | null) =>
  useQuery({
    queryKey: ['link', link],
    queryFn: link === null ? skipToken : () => call('GET /api/v1/links/:id', { params: { id: link } }),
    refetchInterval: MINUTE_MS / 2,
  });

export const useVehicle = (vehicle: number) =>
  useQuery({
    queryKey: ['vehicle', vehicle],
    queryFn: () => call('GET /api/v1/vehicles/:id', { params: { id: vehicle } }),
    refetchInterval: 5_000,
  });

export const useDatasets = (enabled = true) =>
  useQuery({ queryKey: ['datasets'], queryFn: () => call('GET /api/v1/history/datasets'), enabled });

export const useReplaySpan = (enabled: boolean) =>
  useQuery({
    queryKey: ['replay-span'],
    queryFn: () => call('GET /api/v1/history/replay/span'),
    refetchInterval: MINUTE_MS / 2,
    enabled,
  });
