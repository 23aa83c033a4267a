import type { DutyPerson } from '@opentocc/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';

/** First part of the keys of all that is asked of duty. */
export const DUTY = 'duty';
const LIVE_MS = 10_000;

export const useBoard = () =>
  useQuery({
    queryKey: [DUTY, 'board'],
    queryFn: () => call('GET /api/v1/duty/board'),
    refetchInterval: LIVE_MS,
  });

export const usePeople = () =>
  useQuery({ queryKey: [DUTY, 'people'], queryFn: () => call('GET /api/v1/duty/people'), staleTime: 60_000 });

/** @param post null asks for none */
export const useRoster = (post: number | null, from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: [DUTY, 'roster', post, from_ms, to_ms],
    queryFn:
      post === null
        ? skipToken
        : () =>
            call('GET /api/v1/duty/posts/:id/roster', { params: { id: post }, query: { from_ms, to_ms } }),
    refetchInterval: 6 * LIVE_MS,
  });

export const useSwaps = () =>
  useQuery({
    queryKey: [DUTY, 'swaps'],
    queryFn: () => call('GET /api/v1/duty/swaps'),
    refetchInterval: 3 * LIVE_MS,
  });

export const useLeave = () =>
  useQuery({ queryKey: [DUTY, 'leave'], queryFn: () => call('GET /api/v1/duty/leave') });

export const useLog = (from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: [DUTY, 'log', from_ms, to_ms],
    queryFn: () => call('GET /api/v1/duty/log', { query: { from_ms, to_ms } }),
    refetchInterval: LIVE_MS,
  });

export const useHandovers = () =>
  useQuery({
    queryKey: [DUTY, 'handovers'],
    queryFn: () => call('GET /api/v1/duty/handovers'),
    refetchInterval: LIVE_MS,
  });

/** Asked often while it is open: what comes up late is shown at once. */
export const useHandover = (id: number) =>
  useQuery({
    queryKey: [DUTY, 'handover', id],
    queryFn: () => call('GET /api/v1/duty/handovers/:id', { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? LIVE_MS / 2 : false),
  });

export const useBulletins = () =>
  useQuery({
    queryKey: [DUTY, 'bulletins'],
    queryFn: () => call('GET /api/v1/duty/bulletins'),
    refetchInterval: 3 * LIVE_MS,
  });

/** What people are called on screens, by principal. */
export function useNames(people: readonly DutyPerson[]): (principal: string) => string {
  const all = known(usePeople());
  const names = new Map([...(all ?? []), ...people].map(({ principal, name }) => [principal, name]));
  return (principal) => names.get(principal) ?? principal.replace('account:', '#');
}
