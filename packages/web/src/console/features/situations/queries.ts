import type { SituationBrief } from '@opentocc/contract';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../ui/api.ts';
import { type Asked, answerFrom, known } from '../../../ui/asked.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';

/** Where the live channel is not heard, lists are asked for this often. */
const EVERY_MS = 15_000;

/** What an act on a situation changes. */
export const CHANGED = ['situation', 'situations'] as const;

/** Situations in the order in which they want somebody: what is due first, first; what is over, last. */
export function useSituations(all: boolean) {
  const feed = useFeed();
  const live = useStore(feed.situations);
  const { phase } = useStore(feed.status);
  const asked = useQuery({
    queryKey: ['situations', all],
    queryFn: () =>
      call('GET /api/v1/situations', { query: { state: all ? 'all' : 'open', limit: all ? 500 : 1000 } }),
    refetchInterval: EVERY_MS,
  });
  return answerFrom(asked, ({ situations }) => {
    const isLive = phase === 'live' && live !== null && !all;
    return [...(isLive ? live.values() : situations)].sort(byUrgency);
  });
}

export const useSituationRules = () =>
  useQuery({ queryKey: ['situation-rules'], queryFn: () => call('GET /api/v1/situation-rules') });

const OVER: Readonly<Record<SituationBrief['state'], number>> = {
  ...{ received: 0, verified: 0, responding: 0, cleared: 1, reviewed: 2, dismissed: 2 },
};

const byUrgency = (a: SituationBrief, b: SituationBrief): number =>
  OVER[a.state] - OVER[b.state] || (a.due_ms ?? 9e15) - (b.due_ms ?? 9e15) || b.id - a.id;

/** What the keys and the map go by; nothing while it is not known, which the list says. */
export const shownOf = (list: Asked<SituationBrief[]>): readonly SituationBrief[] => known(list) ?? [];

/** All of one situation; asked again when its version in the list grows, while what is known stays. */
export function useSituation(id: number | null, version: number | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    if (version !== undefined) void queries.invalidateQueries({ queryKey: ['situation', id] });
  }, [queries, id, version]);
  return useQuery({
    queryKey: ['situation', id],
    queryFn: id === null ? skipToken : () => call('GET /api/v1/situations/:id', { params: { id } }),
    refetchInterval: EVERY_MS,
  });
}
