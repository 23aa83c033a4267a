import type { FreightRegime } from '@opentocc/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the keys of all that is asked of regimes. */
export const REGIMES = 'freight-regimes';
const LIVE_MS = 5_000;

export const useRegimes = () =>
  useQuery({
    queryKey: [REGIMES, 'list'],
    queryFn: () => call('GET /api/v1/freight/regimes'),
    refetchInterval: LIVE_MS,
  });

export const usePortStates = () =>
  useQuery({
    queryKey: [REGIMES, 'ports'],
    queryFn: () => call('GET /api/v1/freight/port-states'),
    refetchInterval: LIVE_MS,
  });

export const useDrafts = () =>
  useQuery({
    queryKey: [REGIMES, 'drafts'],
    queryFn: () => call('GET /api/v1/freight/regime-drafts'),
    refetchInterval: LIVE_MS,
  });

export const useDraft = (id: number) =>
  useQuery({
    queryKey: [REGIMES, 'draft', id],
    queryFn: () => call('GET /api/v1/freight/regime-drafts/:id', { params: { id } }),
  });

export const useDrills = () =>
  useQuery({
    queryKey: [REGIMES, 'drills'],
    queryFn: () => call('GET /api/v1/freight/regime-drills'),
  });

export const useEvents = (code: string, version: number) =>
  useQuery({
    queryKey: [REGIMES, 'events', code, version],
    queryFn: () => call('GET /api/v1/freight/regimes/:code/:version/events', { params: { code, version } }),
  });

/** What is wrong with a regime as it is written now, before it is saved. */
export const useFaults = ({ version: _, ...body }: FreightRegime) =>
  useQuery({
    queryKey: [REGIMES, 'faults', body],
    queryFn: () => call('POST /api/v1/freight/regime-faults', { body }),
    placeholderData: keepPreviousData,
  });
