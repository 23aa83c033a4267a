import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';
import { platformNow } from '../../../ui/platform-clock.ts';

/** First part of the keys of all that is asked of gates. */
export const GATES = 'freight-gates';
/** A truck stands before the barrier: the keeper sees it within two seconds. */
const KEEPER_MS = 2_000;
const OVERVIEW_MS = 5_000;
const WEEK_MS = 7 * 86_400_000;

export const useGateSites = () =>
  useQuery({
    queryKey: [GATES, 'sites'],
    queryFn: () => call('GET /api/v1/freight/gate-sites'),
    refetchInterval: OVERVIEW_MS,
  });

export const useKeeper = (code: string) =>
  useQuery({
    queryKey: [GATES, 'keeper', code],
    queryFn: () => call('GET /api/v1/freight/gates/:code/keeper', { params: { code } }),
    refetchInterval: KEEPER_MS,
  });

export const useGate = (code: string) =>
  useQuery({
    queryKey: [GATES, 'gate', code],
    queryFn: () => call('GET /api/v1/freight/gates/:code', { params: { code } }),
    refetchInterval: OVERVIEW_MS,
  });

/** Of the last seven days. */
export const useAvailability = () =>
  useQuery({
    queryKey: [GATES, 'availability'],
    queryFn: () => {
      const to_ms = platformNow();
      return call('GET /api/v1/freight/gate-availability', { query: { from_ms: to_ms - WEEK_MS, to_ms } });
    },
    refetchInterval: 60_000,
  });
