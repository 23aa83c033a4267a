import type { SharingRules } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** How long keys last, as the server says it; undefined until it did. */
export const useSharingRules = (): SharingRules | undefined =>
  useQuery({
    queryKey: ['sharing-rules'],
    queryFn: () => call('GET /api/v1/sharing/rules'),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
