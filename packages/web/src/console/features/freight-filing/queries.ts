import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';
import type { FilingSearch } from './address.ts';

/** First part of the keys of all that is asked of filing. */
export const FILING = 'freight-filing';
export const CHANGED = [FILING, 'obligations'] as const;
/** Rows of a page of the list. */
export const ROWS = 50;
const LIVE_MS = 15_000;

export const useFilings = (search: FilingSearch, page: number) =>
  useQuery({
    queryKey: [FILING, 'list', search, page],
    queryFn: () =>
      call('GET /api/v1/freight/filing/entries', {
        query: { ...search, offset: (page - 1) * ROWS, limit: ROWS },
      }),
    refetchInterval: LIVE_MS,
    placeholderData: (before) => before,
  });

export const useEntry = (id: string) =>
  useQuery({
    queryKey: [FILING, 'entry', id],
    queryFn: () => call('GET /api/v1/freight/filing/entries/:id', { params: { id } }),
    refetchInterval: LIVE_MS,
  });

export const useSettings = () =>
  useQuery({
    queryKey: [FILING, 'settings'],
    queryFn: () => call('GET /api/v1/freight/filing/settings'),
  });
