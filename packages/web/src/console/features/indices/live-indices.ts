import type { IndexValue } from '@opentocc/contract';
import { useMemo } from 'react';
import { type Asked, answerFrom, known } from '../../../ui/asked.ts';
import { type GroupScope, useIndices } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import { useReplayedMinute_ms } from '../../map/replay-clock.ts';
import { useArea } from '../../session/area.ts';

/** Values of a scope: asked for once, then replaced as windows end; those of the time that a replay shows while there is one. */
export function useLiveIndices(scope: GroupScope): Asked<readonly IndexValue[]> {
  const at_ms = useReplayedMinute_ms();
  const asked = useIndices(scope, at_ms);
  const said = known(asked);
  const live = useStore(useFeed().indices);
  const data = useMemo(() => joined(said, [...live.values()], scope), [said, live, scope]);
  return at_ms === null ? { ...asked, data } : asked;
}

/** Undefined while neither the server nor the feed has said anything. */
function joined(
  asked: readonly IndexValue[] | undefined,
  live: readonly IndexValue[],
  scope: GroupScope,
): readonly IndexValue[] | undefined {
  const byKey = new Map(asked?.map((value) => [value.key, value]));
  for (const value of live)
    if (value.scope === scope && isNewer(value, byKey.get(value.key))) byKey.set(value.key, value);
  return asked === undefined && byKey.size === 0 ? undefined : [...byKey.values()];
}

/** The index of the reader's area, of their district or of the city; none where no window has ended there. */
export function useOwnIndex(): Asked<readonly IndexValue[]> {
  const area = useArea();
  const districts = useLiveIndices('district');
  const city = useLiveIndices('city');
  if (area?.length !== 1) return city;
  return answerFrom(districts, (values) => values.filter(({ key }) => key === area[0]));
}

const isNewer = (value: IndexValue, other: IndexValue | undefined) =>
  other === undefined || value.window_end_ms >= other.window_end_ms;
