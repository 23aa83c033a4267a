import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';
import { useSettled } from '../../../../ui/use-settled.ts';

/** Whoever types is asked for after a pause of this length, ms; a text of this length says something. */
const PAUSE_MS = 250;
const LEAST = 4;

/** Category and unit that the text speaks for, while it is typed. */
export function useSuggestions(text: string) {
  const settled = useSettled(text.trim(), PAUSE_MS);
  return useQuery({
    queryKey: ['case-suggestions', settled],
    queryFn:
      settled.length < LEAST
        ? skipToken
        : () => call('POST /api/v1/cases/suggestions', { body: { text: settled } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
