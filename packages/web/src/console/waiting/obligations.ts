import { useQuery } from '@tanstack/react-query';
import { call } from '../../ui/api.ts';
import { type Asked, answerFrom } from '../../ui/asked.ts';
import { inOrder, type Waiting } from './in-order.ts';

const ASKED_EACH_MS = 20_000;

/** What waits for whoever is signed in. */
const useObligations = () =>
  useQuery({
    queryKey: ['obligations'],
    queryFn: () => call('GET /api/v1/obligations'),
    refetchInterval: ASKED_EACH_MS,
  });

/** {@link useObligations} in the order in which they are shown. */
export function useWaiting(): Asked<readonly Waiting[]> {
  return answerFrom(useObligations(), inOrder);
}
