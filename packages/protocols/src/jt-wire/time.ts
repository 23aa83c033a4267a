/** GMT+8, the zone of times in JT/T 808. */
export const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const DAYS_IN_MONTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days from 1970-01-01 to the first of each month of 2000–2099, by (year − 2000) × 12 + month − 1. */
const MONTH_START_DAY = Int32Array.from({ length: 1200 }, (_, i) =>
  Math.round(Date.UTC(2000 + Math.floor(i / 12), i % 12, 1) / DAY_MS),
);

/** Two decimal digits of a byte, or NaN when a nibble is above 9. */
function digits(byte: number): number {
  const high = byte >> 4;
  const low = byte & 15;
  return high > 9 || low > 9 ? Number.NaN : high * 10 + low;
}

/**
 * Reads BCD[6] YYMMDDhhmmss in GMT+8 (years 2000–2099).
 * @returns UTC ms; NaN when the bytes name no instant, as terminals without a satellite fix send (all zero).
 */
export function readBcdTime(bytes: Uint8Array, at: number): number {
  const year = digits(bytes[at]);
  const month = digits(bytes[at + 1]);
  const day = digits(bytes[at + 2]);
  const hour = digits(bytes[at + 3]);
  const minute = digits(bytes[at + 4]);
  const second = digits(bytes[at + 5]);
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= DAYS_IN_MONTH[month];
  if (!valid || !(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  const days = MONTH_START_DAY[year * 12 + month - 1] + day - 1;
  return days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 - CHINA_OFFSET_MS;
}

/** Writes the form that {@link readBcdTime} reads; all zero for NaN. */
export function writeBcdTime(bytes: Uint8Array, at: number, at_ms: number): void {
  if (Number.isNaN(at_ms)) {
    bytes.fill(0, at, at + 6);
    return;
  }
  const local = new Date(at_ms + CHINA_OFFSET_MS);
  bytes[at] = bcd(local.getUTCFullYear() % 100);
  bytes[at + 1] = bcd(local.getUTCMonth() + 1);
  bytes[at + 2] = bcd(local.getUTCDate());
  bytes[at + 3] = bcd(local.getUTCHours());
  bytes[at + 4] = bcd(local.getUTCMinutes());
  bytes[at + 5] = bcd(local.getUTCSeconds());
}

function bcd(value: number): number {
  return (Math.floor(value / 10) << 4) | (value % 10);
}
