import type { FixBatch } from '@opentocc/core/telemetry';

/**
 * Copies a batch into one for each shard (vehicle id modulo `shards`), each with columns of its own, so that they can
 * be handed to other threads. Rows keep their order; a shard without rows gets none.
 */
export function splitBatch(batch: FixBatch, shards: number): (FixBatch | undefined)[] {
  const rows: number[][] = Array.from({ length: shards }, () => []);
  for (let row = 0; row < batch.length; row++) rows[batch.vehicle[row] % shards].push(row);
  return rows.map((own) => (own.length === 0 ? undefined : pick(batch, own)));
}

/** The columns of a batch, to be transferred. */
export function buffersOf(batch: FixBatch): ArrayBuffer[] {
  const { vehicle, source, at_ms, received_ms, lon, lat, speed_dkmh, direction_deg, alarm, status } = batch;
  const columns = [vehicle, source, at_ms, received_ms, lon, lat, speed_dkmh, direction_deg, alarm, status];
  return columns.map((column) => column.buffer as ArrayBuffer);
}

function pick(batch: FixBatch, rows: readonly number[]): FixBatch {
  return {
    length: rows.length,
    vehicle: Uint32Array.from(rows, (row) => batch.vehicle[row]),
    source: Uint16Array.from(rows, (row) => batch.source[row]),
    at_ms: Float64Array.from(rows, (row) => batch.at_ms[row]),
    received_ms: Float64Array.from(rows, (row) => batch.received_ms[row]),
    lon: Float64Array.from(rows, (row) => batch.lon[row]),
    lat: Float64Array.from(rows, (row) => batch.lat[row]),
    speed_dkmh: Uint16Array.from(rows, (row) => batch.speed_dkmh[row]),
    direction_deg: Uint16Array.from(rows, (row) => batch.direction_deg[row]),
    alarm: Uint32Array.from(rows, (row) => batch.alarm[row]),
    status: Uint32Array.from(rows, (row) => batch.status[row]),
  };
}
