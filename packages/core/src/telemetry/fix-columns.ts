import type { FixBatch } from './fix-batch.ts';

/** A batch that is being filled. */
export type OpenFixBatch = { -readonly [Column in keyof FixBatch]: FixBatch[Column] };

/** Bytes of a row over all columns. */
const ROW_BYTES = 4 * 8 + 3 * 4 + 3 * 2;

/**
 * Columns for so many rows, none in use yet. All lie in one buffer, wide columns first so that each is aligned: a batch
 * goes to another thread by the transfer of one buffer. Ten buffers cost ten times as much to hand over.
 */
export function createFixBatch(rows: number): OpenFixBatch {
  const buffer = new ArrayBuffer(rows * ROW_BYTES);
  let at = 0;
  const doubles = () => new Float64Array(buffer, take(8), rows);
  const words = () => new Uint32Array(buffer, take(4), rows);
  const halves = () => new Uint16Array(buffer, take(2), rows);
  return {
    length: 0,
    at_ms: doubles(),
    received_ms: doubles(),
    lon: doubles(),
    lat: doubles(),
    vehicle: words(),
    alarm: words(),
    status: words(),
    source: halves(),
    speed_dkmh: halves(),
    direction_deg: halves(),
  };

  function take(bytes: number): number {
    const from = at;
    at += rows * bytes;
    return from;
  }
}

/** A copy of the rows in use. */
export function copyFixBatch(batch: FixBatch): OpenFixBatch {
  const { length } = batch;
  const copy = createFixBatch(length);
  copy.length = length;
  for (const column of COLUMNS) copy[column].set(batch[column].subarray(0, length));
  if (batch.holds) copy.holds = [...batch.holds];
  return copy;
}

/** A copy of the rows that `rows` names, in its order; without what was said of holds. */
export function pickFixes(batch: FixBatch, rows: Uint32Array): OpenFixBatch {
  const picked = createFixBatch(rows.length);
  picked.length = rows.length;
  for (const column of COLUMNS) {
    const [from, to] = [batch[column], picked[column]];
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]];
  }
  return picked;
}

const COLUMNS = [
  ...(['vehicle', 'source', 'at_ms', 'received_ms', 'lon', 'lat'] as const),
  ...(['speed_dkmh', 'direction_deg', 'alarm', 'status'] as const),
];
