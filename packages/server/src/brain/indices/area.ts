import type { IndexScope } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { type Area, districtOfLink, isWithin } from '../../kit/area.ts';
import { type Grouping, membersOf } from './grouping.ts';

/** Open to everybody who may see indices: the figures of the whole city, which say nothing of one place. */
const OPEN: ReadonlySet<IndexScope> = new Set(['city', 'class']);

/** Whether an area reaches a value of a scope, and whether it reaches all links behind it. */
export interface IndexReach {
  value(area: Area, scope: IndexScope, key: string): boolean;
  links(area: Area, scope: IndexScope, key: string): boolean;
}

/** An area reaches a value when every link behind it lies within; the figures of the whole city are open. */
export function createIndexReach(network: RoadNetwork, groupings: readonly Grouping[]): IndexReach {
  const districts = new Map<string, readonly (string | null)[]>();
  for (const grouping of groupings)
    grouping.groups.forEach(({ scope, key }, position) => {
      const codes = new Set<string | null>();
      for (const link of membersOf(grouping, position)) codes.add(districtOfLink(network, link));
      districts.set(`${scope} ${key}`, scope === 'district' ? [key] : [...codes]);
    });
  const links = (area: Area, scope: IndexScope, key: string): boolean => {
    if (area === null) return true;
    if (scope === 'link') return isWithin(area, districtOfLink(network, Number(key)));
    const codes = districts.get(`${scope} ${key}`) ?? [];
    return codes.length > 0 && codes.every((code) => isWithin(area, code));
  };
  return { links, value: (area, scope, key) => OPEN.has(scope) || links(area, scope, key) };
}
