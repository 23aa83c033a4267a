import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

const OPEN_MS = 1_000;
const LIST_MS = 10_000;

export const useStudies = () =>
  useQuery({
    queryKey: ['studies'],
    queryFn: () => call('GET /api/v1/studies'),
    refetchInterval: LIST_MS,
    placeholderData: keepPreviousData,
  });

/** A study; requested each second until it has ended. */
export const useStudy = (id: number) =>
  useQuery({
    queryKey: ['studies', id],
    queryFn: () => call('GET /api/v1/studies/:id', { params: { id } }),
    refetchInterval: ({ state }) => (isOpen(state.data?.status) ? OPEN_MS : false),
  });

const isOpen = (status: string | undefined): boolean => status === 'waiting' || status === 'running';
