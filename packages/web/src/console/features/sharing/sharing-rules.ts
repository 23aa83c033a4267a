import type { SharingRules } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../ui/api.ts';

/** How long keys last, as the server says it; undefined until it did. */
export const useSharingRules = (): SharingRules | undefined =>
  useQuery({
    queryKey: ['sharing-rules'],
    queryFn: () => api.get<SharingRules>('/sharing/rules'),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
