import type { DetectorCount } from '@opentocc/contract';
import { type City, inOrder, type PastColumn } from '../city.ts';
import type { Space } from '../spaces/index.ts';

/** Detectors of one replay: each is a question of its own. Assumed, 2026-11-27. */
const MOST_DETECTORS = 60;

/** Counts of detectors by five minutes. */
export async function* detectorPast(
  city: City,
  space: Space,
  members: Uint32Array | null,
  [from_ms, to_ms]: readonly [number, number],
  readOf: (count: DetectorCount) => number | null,
): AsyncGenerator<PastColumn> {
  const ids = Array.from(members ?? city.detectors().map(({ id }) => id)).slice(0, MOST_DETECTORS);
  const columns = new Map<number, Float32Array>();
  for (const id of ids)
    for (const count of await city.detectorCounts(id, from_ms, to_ms)) {
      const at_ms = count.at_ms + count.span_s * 1000;
      const column = columns.get(at_ms) ?? new Float32Array(space.size()).fill(Number.NaN);
      columns.set(at_ms, column);
      column[id] = readOf(count) ?? Number.NaN;
    }
  yield* inOrder(columns);
}
