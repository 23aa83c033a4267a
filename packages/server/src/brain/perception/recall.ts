import { type FixBatch, pickFixes } from '@opentocc/core/telemetry';
import { decodeFixes } from '../../base/history/index.ts';
import type { TraitsOfSources } from './model.ts';
import type { RecallRange } from './protocol.ts';
import type { PerceptionShard } from './shard.ts';

/** Takes a shard's rows out of blocks of the durable log once more, in the order of arrival. */
export function recallBlocks(
  shard: PerceptionShard,
  shards: number,
  { blocks, range, traits }: { blocks: readonly Uint8Array[]; range: RecallRange; traits: TraitsOfSources },
): void {
  const { after_ms, until_ms, counted_until_ms } = range;
  for (const block of blocks) {
    const batch = decodeFixes(block);
    const known = rowsBetween(batch, shards, range.shard, [after_ms, Math.min(until_ms, counted_until_ms)]);
    const missed = rowsBetween(batch, shards, range.shard, [Math.max(after_ms, counted_until_ms), until_ms]);
    shard.accept(known, traits, false);
    shard.accept(missed, traits, true);
  }
}

function rowsBetween(
  batch: FixBatch,
  shards: number,
  shard: number,
  [after_ms, until_ms]: readonly [number, number],
): FixBatch {
  const rows = new Uint32Array(batch.length);
  let count = 0;
  for (let row = 0; row < batch.length; row++) {
    const came_ms = batch.received_ms[row];
    if (batch.vehicle[row] % shards === shard && came_ms > after_ms && came_ms <= until_ms)
      rows[count++] = row;
  }
  return pickFixes(batch, rows.subarray(0, count));
}
