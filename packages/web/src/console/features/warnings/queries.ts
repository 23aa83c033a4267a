import type { RuleDraft, WarningAct, WarningBrief, WarningList, WarningsMessage } from '@opentocc/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../ui/api.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';

/** What an act on warnings changes. */
export const CHANGED_BY_ACT = ['warnings', 'warning', 'silences', 'obligations'] as const;

const LIST = ['warnings', 'open'] as const;

/** Open warnings: asked for once, then as the live channel says what changed. */
export function useOpenWarnings() {
  const queries = useQueryClient();
  const message = useStore(useFeed().warnings);
  const asked = useQuery({ queryKey: LIST, queryFn: () => call('GET /api/v1/warnings', { query: {} }) });
  useEffect(() => {
    const known = queries.getQueryData<WarningList>(LIST);
    if (!message || !known || (known.epoch === message.epoch && known.sequence >= message.sequence)) return;
    if (known.epoch === message.epoch && known.sequence === message.previous)
      queries.setQueryData(LIST, joined(known, message));
    else void queries.invalidateQueries({ queryKey: LIST });
  }, [message, queries]);
  return asked;
}

/** A list after a change. */
function joined(list: WarningList, { changed, sequence, counts }: WarningsMessage): WarningList {
  const known = new Map(list.warnings.map((one) => [one.id, one]));
  for (const warning of changed)
    if (warning.ended_ms === null) known.set(warning.id, warning);
    else known.delete(warning.id);
  return { ...list, sequence, counts, warnings: [...known.values()] };
}

export const useEndedWarnings = () =>
  useQuery({
    queryKey: ['warnings', 'ended'],
    queryFn: () => call('GET /api/v1/warnings', { query: { state: 'ended', limit: 500 } }),
  });

export const useWarning = (id: number) =>
  useQuery({
    queryKey: ['warning', id],
    queryFn: () => call('GET /api/v1/warnings/:id', { params: { id } }),
    refetchInterval: 10_000,
  });

export const useCurve = (id: number) =>
  useQuery({
    queryKey: ['warning', id, 'curve'],
    queryFn: () => call('GET /api/v1/warnings/:id/curve', { params: { id } }),
    refetchInterval: 60_000,
  });

export const useWarningPeople = () =>
  useQuery({ queryKey: ['warning-people'], queryFn: () => call('GET /api/v1/warning-people') });
export const useMeasures = () =>
  useQuery({ queryKey: ['warning-measures'], queryFn: () => call('GET /api/v1/warning-measures') });
export const useRuleChoices = () =>
  useQuery({
    queryKey: ['warning-rule-choices'],
    queryFn: () => call('GET /api/v1/warning-rule-choices'),
  });
export const useRules = () =>
  useQuery({
    queryKey: ['warning-rules'],
    queryFn: () => call('GET /api/v1/warning-rules'),
    refetchInterval: 60_000,
  });
export const useRuleVersions = (id: number) =>
  useQuery({
    queryKey: ['warning-rules', id, 'versions'],
    queryFn: () => call('GET /api/v1/warning-rules/:id/versions', { params: { id } }),
  });
export const useInhibitions = () =>
  useQuery({ queryKey: ['inhibitions'], queryFn: () => call('GET /api/v1/inhibitions') });
export const useSilences = () =>
  useQuery({ queryKey: ['silences'], queryFn: () => call('GET /api/v1/silences'), refetchInterval: 30_000 });
export const usePolicy = () =>
  useQuery({ queryKey: ['warning-policy'], queryFn: () => call('GET /api/v1/warning-policy') });

/** @param draft null while it cannot be asked about yet */
export const usePreview = (draft: RuleDraft | null) =>
  useQuery({
    queryKey: ['warning-preview', JSON.stringify(draft)],
    queryFn: () => call('POST /api/v1/warning-rules/preview', { body: draft! }),
    enabled: draft !== null,
    retry: false,
  });

export const act = (on: readonly Pick<WarningBrief, 'id' | 'version'>[], what: WarningAct) =>
  call('POST /api/v1/warnings/acts', {
    body: { on: on.map(({ id, version }) => ({ id, version })), act: what },
  });
