import { IndexScope, type IndexValue } from '@opentocc/contract';
import type { City } from '../city.ts';
import type { Space } from '../spaces/index.ts';

/** Values of all groups now. */
export function readGroups(
  city: City,
  space: Space,
  column: Float32Array,
  readOf: (value: IndexValue) => number | null,
): void {
  for (const scope of IndexScope.options)
    for (const value of city.indexValues(scope)) {
      const subject = space.findKey(`${scope}/${value.key}`);
      if (subject !== undefined) column[subject] = readOf(value) ?? Number.NaN;
    }
}
