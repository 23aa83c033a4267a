import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../ui/api.ts';
import { useNow } from '../../ui/use-now.ts';
import { useAction } from '../ui/use-action.ts';
import { SESSION_KEY, useSession } from './session.ts';

/** Lengths of what is left of a shift that are offered, h. */
export const WATCH_HOURS = [4, 8, 12] as const;

/** When the watch of this session ends, UTC ms; null without one. */
export function useWatchEnd(): number | null {
  const { watch_until_ms } = useSession();
  const now_ms = useNow(1000);
  return watch_until_ms !== null && watch_until_ms > now_ms ? watch_until_ms : null;
}

/** Begins a watch for so many hours, or ends it with null. */
export function useSetWatch(): (hours: number | null) => Promise<void> {
  const act = useAction();
  const queries = useQueryClient();
  return async (hours) => {
    const session = await act(() =>
      hours === null
        ? call('DELETE /api/v1/session/watch')
        : call('PUT /api/v1/session/watch', { body: { hours } }),
    );
    if (session) queries.setQueryData(SESSION_KEY, session);
  };
}
