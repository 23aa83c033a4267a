import type { DutyBoard } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Asked, known } from '../../../../ui/asked.ts';
import { dayOf } from '../../../../ui/format.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { rosterSearch } from '../address.ts';

/** The post and the week that the address chooses: the first post and from today where it chooses none. */
export function useChosenWeek(board: Asked<DutyBoard>) {
  const navigate = useNavigate();
  const chosen = rosterSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const posts = known(board)?.posts;
  const isKnown = posts?.some(({ post }) => post.id === chosen.post);
  const post = (isKnown ? chosen.post : posts?.[0]?.post.id) ?? null;
  const day = chosen.from ?? dayOf(platformNow());
  const from_ms = Date.parse(`${day}T00:00:00+08:00`);
  const go = (change: object) => void navigate({ to: '/duty/roster', search: { ...chosen, ...change } });
  return {
    ...{ posts: posts ?? [], post, day, from_ms, to_ms: from_ms + 7 * DAY_MS },
    choosePost: (id: number) => go({ post: id }),
    chooseDay: (from: string) => go({ from }),
  };
}
