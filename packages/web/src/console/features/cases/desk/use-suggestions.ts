import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';
import { useSettled } from '../../../../ui/use-settled.ts';
import { askedOf, type Draft } from './draft.ts';

/** Whoever types is asked for after a pause of this length, ms; a text of this length says something. */
const PAUSE_MS = 250;
const LEAST = 4;

/** Category and unit that a draft speaks for, while it is typed: by its text, and by who is meant and which line. */
export function useSuggestions(draft: Draft) {
  const settled = useSettled(JSON.stringify(askedOf(draft)), PAUSE_MS);
  const asked = JSON.parse(settled) as ReturnType<typeof askedOf>;
  return useQuery({
    queryKey: ['case-suggestions', settled],
    queryFn:
      asked.text.length < LEAST ? skipToken : () => call('POST /api/v1/cases/suggestions', { body: asked }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
