import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';

const EVERY_MS = 30_000;

export const useScores = () =>
  useQuery({
    queryKey: ['scores'],
    queryFn: () => call('GET /api/v1/studies/scores'),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });

/** The score of a study; asked again until it has come. */
export const useScore = (id: number) =>
  useQuery({
    queryKey: ['scores', id],
    queryFn: () => call('GET /api/v1/studies/:id/score', { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'awaiting' ? EVERY_MS : false),
  });
