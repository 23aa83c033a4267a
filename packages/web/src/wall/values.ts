import type { IndexValue } from '@opentocc/contract';
import { type Asked, known } from '../ui/asked.ts';
import { type GroupScope, useIndices } from '../ui/queries.ts';
import { useStore } from '../ui/store.ts';
import { useWall } from './wall-context.ts';

/** Values of a scope: those of the live channel as soon as there are any. */
export function useValues(scope: GroupScope): Asked<readonly IndexValue[]> {
  const asked = useIndices(scope);
  const live = [...useStore(useWall().feed.indices).values()].filter((value) => value.scope === scope);
  return live.length > 0 ? { ...asked, data: live } : asked;
}

export const worstFirst = (a: IndexValue, b: IndexValue) => (b.index ?? -1) - (a.index ?? -1);

/** The district where it is worst now; undefined while no index is known. */
export function useWorstDistrict(): IndexValue | undefined {
  const districts = known(useValues('district'));
  return districts && [...districts].sort(worstFirst).find(({ index }) => index !== null);
}
