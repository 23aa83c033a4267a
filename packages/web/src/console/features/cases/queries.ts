import type { CaseLinkKind, CaseList } from '@opentocc/contract';
import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import type { CaseQuery } from './address.ts';

/** Where the live channel is not heard, lists are asked for this often. */
const EVERY_MS = 15_000;
/** Many changes in a row ask once. */
const TOGETHER_MS = 1_500;

/** What an act on a case changes. */
export const CHANGED = ['case', 'cases', 'case-counts', 'case-clusters', 'cases-of'] as const;

/** Rows that the list is asked for at once. */
export const PAGE_ROWS = 100;

/** One page of a list; the first says how many there are. */
export const useCasePage = (query: CaseQuery, page: number) =>
  useQuery({
    queryKey: pageKey(query, page),
    queryFn: () =>
      call('GET /api/v1/cases', { query: { ...query, offset: page * PAGE_ROWS, limit: PAGE_ROWS } }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });

const pageKey = (query: CaseQuery, page: number) => ['cases', query, page] as const;

/** Finds the number of the case in a row that was shown; undefined of one that never was. */
export function useRowIds(query: CaseQuery): (row: number) => number | undefined {
  const queries = useQueryClient();
  return (row) =>
    queries.getQueryData<CaseList>(pageKey(query, Math.floor(row / PAGE_ROWS)))?.cases[row % PAGE_ROWS]?.id;
}

export const useCase = (id: number | null) =>
  useQuery({
    queryKey: ['case', id],
    queryFn: id === null ? skipToken : () => call('GET /api/v1/cases/:id', { params: { id } }),
    refetchInterval: EVERY_MS,
  });

export const useCaseCounts = () =>
  useQuery({
    queryKey: ['case-counts'],
    queryFn: () => call('GET /api/v1/cases/counts'),
    refetchInterval: EVERY_MS,
  });

export const useAccuracy = () =>
  useQuery({
    queryKey: ['case-accuracy'],
    queryFn: () => call('GET /api/v1/cases/suggestions/accuracy'),
    refetchInterval: 60_000,
  });

/** Asked more often while a model is trained. */
const TRAINING_MS = 2_000;

export const useCaseClasses = () =>
  useQuery({
    queryKey: ['case-classes'],
    queryFn: () => call('GET /api/v1/case-classes'),
    refetchInterval: ({ state }) => (state.data?.trainings[0]?.state === 'running' ? TRAINING_MS : EVERY_MS),
  });

export const useClusters = () =>
  useQuery({
    queryKey: ['case-clusters'],
    queryFn: () => call('GET /api/v1/case-clusters', { query: { state: 'all' } }),
    refetchInterval: EVERY_MS,
  });

export const useCasesOf = (kind: CaseLinkKind, ref: string) =>
  useQuery({
    queryKey: ['cases-of', kind, ref],
    queryFn: () => call('GET /api/v1/case-links', { query: { kind, ref } }),
    refetchInterval: EVERY_MS,
  });

export const useCasesOfVehicle = (vehicle: number) =>
  useQuery({
    queryKey: ['cases-of', 'registered', vehicle],
    queryFn: () => call('GET /api/v1/vehicles/:id/cases', { params: { id: vehicle } }),
    refetchInterval: EVERY_MS,
  });

export const useCaseUnits = () =>
  useQuery({ queryKey: ['case-units'], queryFn: () => call('GET /api/v1/case-units'), staleTime: 60_000 });

export const useCaseCategories = () =>
  useQuery({
    queryKey: ['case-categories'],
    queryFn: () => call('GET /api/v1/case-categories'),
    staleTime: 60_000,
  });

/** Finds the name of a category in the reader's language, former ones too. */
export function useCategoryName(): (code: string) => string {
  const language = useStore(languageStore);
  const names = new Map(known(useCaseCategories())?.map(({ code, name }) => [code, name[language]]));
  return (code) => names.get(code) ?? code;
}

/** Finds the name of a unit that may answer; its code where it is none of them. */
export function useCaseUnitName(): (code: string) => string {
  const language = useStore(languageStore);
  const names = new Map(known(useCaseUnits())?.map(({ code, name }) => [code, name[language]]));
  return (code) => names.get(code) ?? code;
}

/** Asks again, soon, when the live channel says that cases changed. */
export function useLiveCases(): void {
  const queries = useQueryClient();
  const { cases } = useFeed();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = cases.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const key of CHANGED) void queries.invalidateQueries({ queryKey: [key] });
      }, TOGETHER_MS);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [queries, cases]);
}
