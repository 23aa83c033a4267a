import type { FollowedTrip, FreightAlarm, FreightProfile } from '@opentocc/contract';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../ui/api.ts';
import { answerFrom } from '../../../ui/asked.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';

/** Where the live channel is not heard, lists are asked for this often. */
const EVERY_MS = 10_000;
/** Most alarms of the list. */
const MOST = 500;

/** What an act on an alarm changes. */
export const CHANGED = ['freight-alarm', 'freight-alarms', 'freight-trips', 'freight-profile'] as const;

/** What the channel says, for who hears it. */
function useLive() {
  const feed = useFeed();
  const live = useStore(feed.freight);
  const { phase } = useStore(feed.status);
  return phase === 'live' ? live : null;
}

export function useTrips() {
  const live = useLive();
  const asked = useQuery({
    queryKey: ['freight-trips'],
    queryFn: () => call('GET /api/v1/freight/tracking/trips'),
    refetchInterval: live === null ? EVERY_MS : false,
  });
  return answerFrom(asked, ({ trips }): readonly FollowedTrip[] =>
    live === null ? trips : [...live.trips.values()],
  );
}

/** Alarms that are not closed, what is due first first. */
export function useAlarms() {
  const live = useLive();
  const asked = useQuery({
    queryKey: ['freight-alarms'],
    queryFn: async () => {
      const [open, to_confirm] = await Promise.all(
        (['open', 'to_confirm'] as const).map((state) =>
          call('GET /api/v1/freight/tracking/alarms', { query: { state, limit: MOST } }),
        ),
      );
      return [...open.alarms, ...to_confirm.alarms];
    },
    refetchInterval: live === null ? EVERY_MS : false,
  });
  return answerFrom(asked, (alarms): readonly FreightAlarm[] =>
    [...(live === null ? alarms : live.alarms.values())].sort(byDue),
  );
}

const byDue = (a: FreightAlarm, b: FreightAlarm): number =>
  (a.due_ms ?? Number.MAX_VALUE) - (b.due_ms ?? Number.MAX_VALUE) || a.id - b.id;

/** An alarm with its ledger; asked again when its version in the list grows. */
export function useAlarm(id: number | null, version: number | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    if (version !== undefined) void queries.invalidateQueries({ queryKey: ['freight-alarm', id] });
  }, [queries, id, version]);
  return useQuery({
    queryKey: ['freight-alarm', id],
    queryFn:
      id === null ? skipToken : () => call('GET /api/v1/freight/tracking/alarms/:id', { params: { id } }),
    refetchInterval: EVERY_MS,
  });
}

export const useTrip = (id: string | null) =>
  useQuery({
    queryKey: ['freight-trip', id],
    queryFn:
      id === null ? skipToken : () => call('GET /api/v1/freight/tracking/trips/:id', { params: { id } }),
    refetchInterval: EVERY_MS,
  });

export const useRules = () =>
  useQuery({ queryKey: ['freight-rules'], queryFn: () => call('GET /api/v1/freight/tracking/rules') });

export const useProfile = (kind: FreightProfile['kind'], id: string) =>
  useQuery({
    queryKey: ['freight-profile', kind, id],
    queryFn: () => call('GET /api/v1/freight/tracking/profiles/:kind/:id', { params: { kind, id } }),
    refetchInterval: 3 * EVERY_MS,
  });

/** @param to_ms rounded, so that the same question is asked once */
export const useFigures = (from_ms: number, to_ms: number) =>
  useQuery({
    queryKey: ['freight-figures', from_ms, to_ms],
    queryFn: () => call('GET /api/v1/freight/tracking/figures', { query: { from_ms, to_ms } }),
  });
