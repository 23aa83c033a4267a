import type { FixBatch } from '@opentocc/core/telemetry';

const PAST_MS = 7 * 86_400_000;
const FUTURE_MS = 3_600_000;

/**
 * Span of the fixes' own times, for finding them again. A terminal whose clock is off by more than a week back or an
 * hour ahead would make its file answer for every question; such fixes are stored, but not found by time.
 * @param arrived_ms when the batch was written, UTC ms.
 */
export function believedSpan(batch: FixBatch, arrived_ms: number): { min_ms: number; max_ms: number } {
  let min_ms = Number.POSITIVE_INFINITY;
  let max_ms = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < batch.length; i++) {
    const at_ms = batch.at_ms[i];
    if (at_ms < arrived_ms - PAST_MS || at_ms > arrived_ms + FUTURE_MS) continue;
    if (at_ms < min_ms) min_ms = at_ms;
    if (at_ms > max_ms) max_ms = at_ms;
  }
  if (min_ms > max_ms) return { min_ms: arrived_ms, max_ms: arrived_ms };
  return { min_ms: Math.floor(min_ms), max_ms: Math.ceil(max_ms) };
}

/** A place of a vehicle in the past, WGS-84. */
export interface TraceRow {
  readonly at_ms: number;
  readonly lon: number;
  readonly lat: number;
  /** Null when the terminal did not state it. */
  readonly speed_kmh: number | null;
  readonly direction_deg: number | null;
}

/** Where vehicles were last seen in the minute before `at_ms`; columns of one length. */
export interface PastPositions {
  readonly at_ms: number;
  readonly vehicle: Uint32Array;
  readonly source: Uint16Array;
  /** Degrees in the datum of the source. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly speed_dkmh: Uint16Array;
  readonly direction_deg: Uint16Array;
}

/** State of the links that had samples in one past window; columns of one length. */
export interface PastLinkStates {
  readonly window_end_ms: number;
  readonly link: Uint32Array;
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
  readonly samples: Uint16Array;
  readonly state: Uint8Array;
}

/** Not stated, in the 16-bit columns of a fix. */
export const NOT_STATED = 65_535;
