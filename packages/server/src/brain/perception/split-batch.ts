import { copyFixBatch, type FixBatch, pickFixes } from '@opentocc/core/telemetry';

/**
 * Copies a batch into one for each shard (vehicle id modulo `shards`), each in a buffer of its own, so that it can be
 * handed to another thread. Rows keep their order; a shard without rows gets none.
 */
export function splitBatch(batch: FixBatch, shards: number): (FixBatch | undefined)[] {
  if (shards === 1) return [batch.length === 0 ? undefined : copyFixBatch(batch)];
  const counts = new Uint32Array(shards);
  for (let row = 0; row < batch.length; row++) counts[batch.vehicle[row] % shards]++;
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let row = 0; row < batch.length; row++) {
    const shard = batch.vehicle[row] % shards;
    rows[shard][counts[shard]++] = row;
  }
  return rows.map((own) => (own.length === 0 ? undefined : pickFixes(batch, own)));
}
