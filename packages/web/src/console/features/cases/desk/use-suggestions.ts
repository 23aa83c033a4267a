import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { call } from '../../../../ui/api.ts';
import { known, standOf } from '../../../../ui/asked.ts';
import { useSettled } from '../../../../ui/use-settled.ts';
import { askedOf, type Draft } from './draft.ts';

/** Whoever types is asked for after a pause of this length, ms; a text of this length says something. */
const PAUSE_MS = 250;
const LEAST = 4;

/**
 * Category and unit that a draft speaks for, while it is typed: by its text, and by who is meant and which line.
 * @returns what is shown, and of it what answers the draft as it stands; undefined while that is of an earlier text or another draft
 */
export function useSuggestions(draft: Draft) {
  const now = JSON.stringify(askedOf(draft));
  const settled = useSettled(now, PAUSE_MS);
  const body = JSON.parse(settled) as ReturnType<typeof askedOf>;
  const asked = useQuery({
    queryKey: ['case-suggestions', settled],
    queryFn: body.text.length < LEAST ? skipToken : () => call('POST /api/v1/cases/suggestions', { body }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const stand = standOf(asked);
  const isItsOwn = stand.kind === 'known' && !stand.former && settled === now;
  return { asked, own: isItsOwn ? known(asked) : undefined };
}
