import type { BorderDirection } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** One direction of a port. */
export interface LineChoice {
  readonly port: string;
  readonly direction: BorderDirection;
}

export const usePorts = () =>
  useQuery({
    queryKey: ['freight-ports'],
    queryFn: () => call('GET /api/v1/freight/ports'),
    refetchInterval: 30_000,
  });

export const usePortHistory = ({ port, direction }: LineChoice) =>
  useQuery({
    queryKey: ['freight-ports', 'history', port, direction],
    queryFn: () =>
      call('GET /api/v1/freight/ports/:port/history', { params: { port }, query: { direction } }),
    staleTime: 600_000,
  });

export const usePortScores = () =>
  useQuery({
    queryKey: ['freight-ports', 'scores'],
    queryFn: () => call('GET /api/v1/freight/ports/scores', { query: {} }),
    staleTime: 600_000,
  });

export const useScoredHours = ({ port, direction }: LineChoice) =>
  useQuery({
    queryKey: ['freight-ports', 'scored-hours', port, direction],
    queryFn: () =>
      call('GET /api/v1/freight/ports/:port/scored-hours', { params: { port }, query: { direction } }),
    staleTime: 600_000,
  });

export const LANES_KEY = ['freight-ports', 'lanes'];
export const usePortLanes = () =>
  useQuery({ queryKey: LANES_KEY, queryFn: () => call('GET /api/v1/freight/ports/lanes') });
