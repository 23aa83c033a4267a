import type { Signal, SignalKind } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../../ui/api.ts';
import { type Asked, answerFrom } from '../../../ui/asked.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import type { StateFilter } from './address.ts';

/** Signals of the list: asked for, and the open ones replaced as the live channel tells of them. */
export function useSignals(state: StateFilter, kind: SignalKind | undefined): Asked<readonly Signal[]> {
  const asked = useQuery({
    queryKey: ['signals', state, kind ?? ''],
    queryFn: () => call('GET /api/v1/signals', { query: { state, ...(kind ? { kind } : {}) } }),
    refetchInterval: MINUTE_MS,
  });
  const live = useStore(useFeed().signals);
  return useMemo(() => {
    if (state !== 'open' || live === null) return asked;
    return answerFrom(asked, () =>
      newestFirst([...live.values()].filter((one) => !kind || one.kind === kind)),
    );
  }, [asked, live, state, kind]);
}

const newestFirst = (signals: readonly Signal[]): readonly Signal[] =>
  [...signals].sort((a, b) => b.began_ms - a.began_ms || b.id - a.id);

export const useSignal = (id: number) =>
  useQuery({
    queryKey: ['signal', id],
    queryFn: () => call('GET /api/v1/signals/:id', { params: { id } }),
    refetchInterval: MINUTE_MS / 2,
  });

export const useDetection = () =>
  useQuery({
    queryKey: ['detection'],
    queryFn: () => call('GET /api/v1/detection'),
    refetchInterval: MINUTE_MS,
  });

/** What a verdict changes. */
export const CHANGED = ['signals', 'signal', 'detection'] as const;
