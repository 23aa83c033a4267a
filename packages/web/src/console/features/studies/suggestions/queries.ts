import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';

export const useSuggestions = (study: number) =>
  useQuery({
    queryKey: ['suggestions', study],
    queryFn: () => call('GET /api/v1/studies/:id/suggestions', { params: { id: study } }),
  });

export const useDrafts = () =>
  useQuery({
    queryKey: ['suggestions', 'drafts'],
    queryFn: () => call('GET /api/v1/control-drafts'),
    placeholderData: keepPreviousData,
  });
