import type { SourceHealth } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { dayOf, startOfDay_ms } from '../../../ui/format.ts';
import { useSources } from '../../../ui/queries.ts';

export const useDetectors = () =>
  useQuery({
    queryKey: ['detectors'],
    queryFn: () => call('GET /api/v1/detectors', {}),
    refetchInterval: MINUTE_MS / 2,
  });

export const usePendingDetectors = () =>
  useQuery({
    queryKey: ['detectors-pending'],
    queryFn: () => call('GET /api/v1/detectors/pending'),
    refetchInterval: MINUTE_MS / 2,
  });

export const useDetectorAccess = () =>
  useQuery({
    queryKey: ['detector-access'],
    queryFn: () => call('GET /api/v1/detectors/access'),
    refetchInterval: MINUTE_MS / 6,
  });

/** Counts of a detector of the day of an instant. */
export const useDayCounts = (id: number, at_ms: number) =>
  useQuery({
    queryKey: ['detector-counts', id, dayOf(at_ms)],
    queryFn: () => {
      const from_ms = startOfDay_ms(at_ms);
      const query = { from_ms, to_ms: from_ms + DAY_MS };
      return call('GET /api/v1/detectors/:id/counts', { params: { id }, query });
    },
    refetchInterval: MINUTE_MS,
  });

/** Sources that take detectors. */
export const takesDetectors = ({ protocol, retired_ms }: SourceHealth): boolean =>
  protocol === 'MQTT' && retired_ms === null;

/** Those to choose from; none before they are known. */
export const useDetectorSources = (): readonly SourceHealth[] =>
  (known(useSources()) ?? []).filter(takesDetectors);

/** What an import, a retirement or a new secret changes. */
export const CHANGED = ['detectors', 'detectors-pending', 'sources'] as const;
