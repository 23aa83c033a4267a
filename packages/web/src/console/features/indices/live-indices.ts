import type { IndexValue } from '@opentocc/contract';
import { useMemo } from 'react';
import { type GroupScope, useIndices } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import { useArea } from '../../session/area.ts';

/** Values of a scope: asked for once, then replaced as windows end. */
export function useLiveIndices(scope: GroupScope): readonly IndexValue[] {
  const asked = useIndices(scope).data;
  const live = useStore(useFeed().indices);
  return useMemo(() => {
    const byKey = new Map(asked?.map((value) => [value.key, value]));
    for (const value of live.values())
      if (value.scope === scope && isNewer(value, byKey.get(value.key))) byKey.set(value.key, value);
    return [...byKey.values()];
  }, [asked, live, scope]);
}

/** The index of the reader's area: of their district, or of the city. */
export function useOwnIndex(): IndexValue | undefined {
  const area = useArea();
  const districts = useLiveIndices('district');
  const city = useLiveIndices('city')[0];
  return area?.length === 1 ? districts.find(({ key }) => key === area[0]) : city;
}

const isNewer = (value: IndexValue, other: IndexValue | undefined) =>
  other === undefined || value.window_end_ms >= other.window_end_ms;
