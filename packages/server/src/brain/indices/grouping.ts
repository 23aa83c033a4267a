import type { Bilingual, IndexScope } from '@opentocc/contract';
import type { Csr } from '@opentocc/core/network';

/** A part of the network that has indices of its own. */
export interface IndexGroup {
  readonly scope: IndexScope;
  /** Within the scope: "city", code of a district or street, name of a class, `district/name` of a road, `name/eastbound` of a corridor, code of a hub. */
  readonly key: string;
  readonly name: Bilingual;
}

/** All groups of one scope with their links. */
export interface Grouping {
  readonly groups: readonly IndexGroup[];
  readonly links: Csr;
}

/** Links of one group. */
export function membersOf({ links }: Grouping, position: number): Uint32Array {
  return links.items.subarray(links.offset[position], links.offset[position + 1]);
}
