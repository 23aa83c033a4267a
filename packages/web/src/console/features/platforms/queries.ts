import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useSources } from '../../../ui/queries.ts';

const EVERY_MS = 10_000;
/** First part of the keys of all queries of this page. */
export const PLATFORM_TALK = 'platform-talk';

export const usePlatformRequests = () =>
  useQuery({
    queryKey: [PLATFORM_TALK, 'requests'],
    queryFn: () => call('GET /api/v1/interchange/requests', { query: {} }),
    refetchInterval: EVERY_MS,
  });

export const usePlatformAlarms = () =>
  useQuery({
    queryKey: [PLATFORM_TALK, 'alarms'],
    queryFn: () => call('GET /api/v1/interchange/alarms', { query: {} }),
    refetchInterval: EVERY_MS,
  });

export const usePlatformPapers = () =>
  useQuery({
    queryKey: [PLATFORM_TALK, 'papers'],
    queryFn: () => call('GET /api/v1/interchange/papers', { query: {} }),
    refetchInterval: 3 * EVERY_MS,
  });

/** First part of the key of the query for superiors. */
export const SUPERIORS = 'superiors';

export const useSuperiors = () =>
  useQuery({
    queryKey: [SUPERIORS],
    queryFn: () => call('GET /api/v1/superiors'),
    refetchInterval: EVERY_MS,
  });

/** Sources that may be reported upwards, for a choice. */
export const useSourceChoices = () => known(useSources()) ?? [];
