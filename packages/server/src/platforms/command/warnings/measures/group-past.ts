import type { IndexScope } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { IndexSeriesRow } from '../../../../brain/indices/index.ts';
import { type City, inOrder, type PastColumn } from '../city.ts';
import type { Space } from '../spaces/index.ts';

/** Stored five-minute values of groups. @param readOf what the measure reads of one */
export async function* groupPast(
  city: City,
  space: Space,
  members: Uint32Array | null,
  [from_ms, to_ms]: readonly [number, number],
  readOf: (row: IndexSeriesRow) => number | null,
): AsyncGenerator<PastColumn> {
  const keys = keysByScope(space, members ?? Uint32Array.from({ length: space.size() }, (_, i) => i));
  for (let start_ms = from_ms; start_ms < to_ms; start_ms += DAY_MS) {
    const columns = new Map<number, Float32Array>();
    for (const [scope, named] of keys)
      for (const row of await city.listSeries(scope, named, start_ms, Math.min(to_ms, start_ms + DAY_MS))) {
        const column = columns.get(row.at_ms) ?? new Float32Array(space.size()).fill(Number.NaN);
        columns.set(row.at_ms, column);
        const subject = space.findKey(`${scope}/${row.key}`);
        if (subject !== undefined) column[subject] = readOf(row) ?? Number.NaN;
      }
    yield* inOrder(columns);
  }
}

function keysByScope(space: Space, subjects: Uint32Array): ReadonlyMap<IndexScope, readonly string[]> {
  const keys = new Map<IndexScope, string[]>();
  for (const subject of subjects) {
    const [scope, ...key] = space.keyOf(subject).split('/') as [IndexScope, ...string[]];
    const known = keys.get(scope) ?? [];
    keys.set(scope, known);
    known.push(key.join('/'));
  }
  return keys;
}
