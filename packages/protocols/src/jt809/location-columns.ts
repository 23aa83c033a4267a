import { POSITION_BYTES, STATUS } from '../jt808/position.ts';
import { type PositionColumns, readPositionInto } from '../jt808/position-columns.ts';
import type { Edition } from './header.ts';
import { GNSS_BYTES, isGnss, localTimeAt } from './location.ts';

const NOT_STATED = 0xffff;
/** Flag, length, and the alarms of three platforms around a position of 2019. */
const AROUND_BYTES = 1 + 4 + 3 * 15;

/**
 * Reads the position at `at` into row `row`, as `readPositionInto` of JT/T 808 does.
 * @returns where the position ends; −1, and the row is as before, when it is cut off, empty or names no place on Earth.
 */
export function readLocationInto(
  columns: PositionColumns,
  row: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  edition: Edition,
): number {
  if (edition === '2011') return readGnssInto(columns, row, bytes, at + 1, end);
  const length = sizeOf(bytes, at, end);
  if (length < POSITION_BYTES) return -1;
  const from = at + 5;
  const read = isGnss(bytes, from, length)
    ? readGnssInto(columns, row, bytes, from, end) > 0
    : readPositionInto(columns, row, bytes, from, from + length);
  return read ? at + AROUND_BYTES + length : -1;
}

/** Where the next position of a batch begins, whether this one was fit for a row or not; −1 when it is cut off. */
export function endOfLocation(bytes: Uint8Array, at: number, end: number, edition: Edition): number {
  if (edition === '2011') return at + 1 + GNSS_BYTES <= end ? at + 1 + GNSS_BYTES : -1;
  const length = sizeOf(bytes, at, end);
  return length < 0 ? -1 : at + AROUND_BYTES + length;
}

const EDITIONS = { '2011': ['2011', '2019'], '2019': ['2019', '2011'] } as const;

/**
 * The edition in which `count` positions from `at` end exactly at `end`: that of the header, or the other one where a
 * platform mixes them; undefined when they are of neither.
 */
export function editionOfLocations(
  bytes: Uint8Array,
  at: number,
  end: number,
  count: number,
  stated: Edition,
): Edition | undefined {
  return EDITIONS[stated].find((edition) => {
    let next = at;
    for (let i = 0; i < count && next >= 0; i++) next = endOfLocation(bytes, next, end, edition);
    return next === end;
  });
}

/** Whether the coordinates are shifted by the national plug-in. */
export function isShifted(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 1;
}

/** Stated bytes of a position of 2019; −1 when it is cut off. */
function sizeOf(bytes: Uint8Array, at: number, end: number): number {
  if (at + AROUND_BYTES > end) return -1;
  const length = u32(bytes, at + 1);
  return length <= end - at - AROUND_BYTES ? length : -1;
}

function readGnssInto(
  columns: PositionColumns,
  row: number,
  bytes: Uint8Array,
  at: number,
  end: number,
): number {
  if (end - at < GNSS_BYTES) return -1;
  const at_ms = localTimeAt(bytes, at);
  const lon = u32(bytes, at + 7) / 1e6;
  const lat = u32(bytes, at + 11) / 1e6;
  const stated = u32(bytes, at + 27);
  const status = Number.isNaN(at_ms) ? (stated & ~STATUS.positioned) >>> 0 : stated;
  const on_earth = lat <= 90 && lon <= 180;
  if (!on_earth && (status & STATUS.positioned) !== 0) return -1;
  const speed_kmh = u16(bytes, at + 15);
  columns.at_ms[row] = at_ms;
  columns.lat[row] = on_earth ? (status & STATUS.south ? -lat : lat) : 0;
  columns.lon[row] = on_earth ? (status & STATUS.west ? -lon : lon) : 0;
  columns.speed_dkmh[row] = speed_kmh >= NOT_STATED / 10 ? NOT_STATED : speed_kmh * 10;
  columns.direction_deg[row] = u16(bytes, at + 23);
  columns.alarm[row] = u32(bytes, at + 31);
  columns.status[row] = status;
  return at + GNSS_BYTES;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

function u32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
