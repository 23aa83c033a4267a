import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** While one runs, it is asked whether it is done, ms. */
const ASKED_EACH_MS = 2_000;

export const useDrills = () =>
  useQuery({
    queryKey: ['drills', 'list'],
    queryFn: () => call('GET /api/v1/drills'),
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ state }) => state === 'running') ? ASKED_EACH_MS : false,
  });

export const useDrill = (id: number) =>
  useQuery({
    queryKey: ['drills', 'one', id],
    queryFn: () => call('GET /api/v1/drills/:id', { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? ASKED_EACH_MS : false),
  });
