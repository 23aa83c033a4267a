import type { RejectReason } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

export const useQualityHours = (source: number, from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: ['quality-hours', source, to_ms],
    queryFn: () =>
      call('GET /api/v1/sources/:id/quality', { params: { id: source }, query: { from_ms, to_ms } }),
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

export const useComparedSources = (from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: ['quality-sources', to_ms],
    queryFn: () => call('GET /api/v1/quality/sources', { query: { from_ms, to_ms } }),
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

export const useFindings = (state: 'open' | 'closed') =>
  useQuery({
    queryKey: ['quality-findings', state],
    queryFn: () => call('GET /api/v1/quality/findings', { query: { state, limit: 200 } }),
    refetchInterval: MINUTE_MS / 2,
  });

/** Who may see to findings. */
export const useFindingHandlers = (enabled: boolean) =>
  useQuery({
    queryKey: ['quality-handlers'],
    queryFn: () => call('GET /api/v1/quality/handlers'),
    enabled,
  });

/** What seeing to a finding changes: the list of them, and what waits. */
export const CHANGED_BY_HANDLING = ['quality-findings', 'obligations'] as const;

/** Key of the query for platforms of other operators. */
export const INTERCHANGE = 'interchange';

/** Platforms of other operators and their links. */
export const useInterchange = () =>
  useQuery({
    queryKey: [INTERCHANGE],
    queryFn: () => call('GET /api/v1/interchange'),
    refetchInterval: MINUTE_MS / 6,
  });

/** What the reader opened: rejected fixes of a source, reason and time. */
export interface SampleChoice {
  readonly source: number;
  readonly reason: RejectReason;
  readonly from_ms: number;
  readonly to_ms: number;
}

export const useSamples = ({ source, reason, from_ms, to_ms }: SampleChoice) =>
  useQuery({
    queryKey: ['quality-samples', source, reason, from_ms, to_ms],
    queryFn: () =>
      call('GET /api/v1/sources/:id/rejects', { params: { id: source }, query: { from_ms, to_ms, reason } }),
  });
