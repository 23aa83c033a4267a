import type { ColdState } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** First part of the key of every query here. */
export const COLD = 'freight-cold-chain';
const SOON_MS = 15_000;

export interface GoodsFilter {
  readonly state?: ColdState | undefined;
  readonly text?: string | undefined;
  readonly warehouse?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export const useGoods = (filter: GoodsFilter) =>
  useQuery({
    queryKey: [COLD, 'goods', filter],
    queryFn: () => call('GET /api/v1/freight/cold-chain/consignments', { query: filter }),
    refetchInterval: SOON_MS,
  });

export const useConsignment = (id: string) =>
  useQuery({
    queryKey: [COLD, 'one', id],
    queryFn: () => call('GET /api/v1/freight/cold-chain/consignments/:id', { params: { id } }),
    refetchInterval: SOON_MS,
  });

export const useReadings = (id: string) =>
  useQuery({
    queryKey: [COLD, 'readings', id],
    queryFn: () => call('GET /api/v1/freight/cold-chain/consignments/:id/readings', { params: { id } }),
    refetchInterval: SOON_MS,
  });

export const useColdWarnings = () =>
  useQuery({
    queryKey: [COLD, 'warnings'],
    queryFn: () => call('GET /api/v1/freight/cold-chain/warnings', { query: { limit: 200 } }),
    refetchInterval: SOON_MS,
  });

export const useRefusals = () =>
  useQuery({
    queryKey: [COLD, 'refusals'],
    queryFn: () => call('GET /api/v1/freight/cold-chain/refusals'),
  });

export const useRules = () =>
  useQuery({ queryKey: [COLD, 'rules'], queryFn: () => call('GET /api/v1/freight/cold-chain/rules') });

export const useWarehouses = () =>
  useQuery({
    queryKey: [COLD, 'warehouses'],
    queryFn: () => call('GET /api/v1/freight/cold-chain/warehouses'),
  });

export const useSlots = (code: string | undefined, from_ms: number) =>
  useQuery({
    queryKey: [COLD, 'slots', code, from_ms],
    queryFn: () =>
      call('GET /api/v1/freight/cold-chain/warehouses/:code/slots', {
        params: { code: code ?? '' },
        query: { from_ms },
      }),
    enabled: code !== undefined,
  });

export interface TraceChoice {
  readonly lot: string;
  readonly direction: 'forward' | 'backward';
}

export const useTrace = (choice: TraceChoice | null) =>
  useQuery({
    queryKey: [COLD, 'trace', choice],
    queryFn: () =>
      call('GET /api/v1/freight/cold-chain/trace', { query: choice ?? { lot: '', direction: 'forward' } }),
    enabled: choice !== null,
  });

export const useRecalls = () =>
  useQuery({
    queryKey: [COLD, 'recalls'],
    queryFn: () => call('GET /api/v1/freight/cold-chain/recalls', { query: { limit: 100 } }),
    refetchInterval: SOON_MS,
  });

export const useRecall = (id: string) =>
  useQuery({
    queryKey: [COLD, 'recall', id],
    queryFn: () => call('GET /api/v1/freight/cold-chain/recalls/:id', { params: { id } }),
    refetchInterval: SOON_MS,
  });

export const useNotices = () =>
  useQuery({
    queryKey: [COLD, 'notices'],
    queryFn: () => call('GET /api/v1/freight/cold-chain/recall-notices'),
    refetchInterval: SOON_MS,
  });
