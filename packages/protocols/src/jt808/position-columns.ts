import { readBcdTime } from '../jt-wire/time.ts';
import { POSITION_BYTES, STATUS } from './position.ts';

/** The columns of a batch that a position fills; a `FixBatch` has them. */
export interface PositionColumns {
  readonly at_ms: Float64Array;
  /** Degrees in the terminal's datum. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** 65535 = not stated. */
  readonly speed_dkmh: Uint16Array;
  readonly direction_deg: Uint16Array;
  readonly alarm: Uint32Array;
  readonly status: Uint32Array;
}

/**
 * The fast path: reads the 28 bytes of a position at `at` into row `row`, without an object or a view. Items behind it
 * are left alone.
 * @returns false, and the row is as before, when fewer than 28 bytes are left before `end`, or the terminal says that it is
 * positioned and the place is not on Earth. A terminal without satellites may fill time and place with anything, zeros
 * mostly: then bit `positioned` of the row's status is off, the place is (0, 0) unless it is one, and a time that is no
 * instant is NaN.
 */
export function readPositionInto(
  columns: PositionColumns,
  row: number,
  bytes: Uint8Array,
  at: number,
  end: number,
): boolean {
  if (end - at < POSITION_BYTES) return false;
  const at_ms = readBcdTime(bytes, at + 22);
  const lat = u32(bytes, at + 8) / 1e6;
  const lon = u32(bytes, at + 12) / 1e6;
  const stated = u32(bytes, at + 4);
  const status = Number.isNaN(at_ms) ? (stated & ~STATUS.positioned) >>> 0 : stated;
  const on_earth = lat <= 90 && lon <= 180;
  if (!on_earth && (status & STATUS.positioned) !== 0) return false;
  columns.at_ms[row] = at_ms;
  columns.lat[row] = on_earth ? (status & STATUS.south ? -lat : lat) : 0;
  columns.lon[row] = on_earth ? (status & STATUS.west ? -lon : lon) : 0;
  columns.speed_dkmh[row] = (bytes[at + 18] << 8) | bytes[at + 19];
  columns.direction_deg[row] = (bytes[at + 20] << 8) | bytes[at + 21];
  columns.alarm[row] = u32(bytes, at);
  columns.status[row] = status;
  return true;
}

function u32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
