import { useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

/** How long keys last, as the server says it. */
export const useSharingRules = () =>
  useQuery({
    queryKey: ['sharing-rules'],
    queryFn: () => call('GET /api/v1/sharing/rules'),
    staleTime: Number.POSITIVE_INFINITY,
  });
