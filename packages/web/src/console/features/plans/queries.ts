import type { PlanDocument } from '@opentocc/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** Clocks of running plans move: what is shown is asked again this often. */
const ASKED_EACH_MS = 5_000;

export const usePlans = () =>
  useQuery({
    queryKey: ['plans', 'list'],
    queryFn: () => call('GET /api/v1/plans'),
    refetchInterval: 2 * ASKED_EACH_MS,
  });

export const usePlan = (id: number) =>
  useQuery({
    queryKey: ['plans', 'one', id],
    queryFn: () => call('GET /api/v1/plans/:id', { params: { id } }),
  });

export const useTemplates = () =>
  useQuery({
    queryKey: ['plan-templates'],
    queryFn: () => call('GET /api/v1/plan-templates'),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const usePlanChoices = () =>
  useQuery({ queryKey: ['plans', 'choices'], queryFn: () => call('GET /api/v1/plan-choices') });

export const checkPlan = (document: PlanDocument) => call('POST /api/v1/plans/check', { body: { document } });

export const useRuns = () =>
  useQuery({
    queryKey: ['plans', 'runs'],
    queryFn: () => call('GET /api/v1/plan-runs', { query: { state: 'all' } }),
    refetchInterval: ASKED_EACH_MS,
  });

export const useRun = (id: number) =>
  useQuery({
    queryKey: ['plans', 'run', id],
    queryFn: () => call('GET /api/v1/plan-runs/:id', { params: { id } }),
    refetchInterval: ASKED_EACH_MS,
  });

export const useOwnTasks = (state: 'open' | 'all') =>
  useQuery({
    queryKey: ['plans', 'tasks', state],
    queryFn: () => call('GET /api/v1/plan-tasks', { query: { state } }),
    refetchInterval: ASKED_EACH_MS,
    placeholderData: keepPreviousData,
  });

/** Queries that an act on plans changes, by the first part of their key. */
export const CHANGED_BY_PLANS = ['plans', 'obligations'] as const;
