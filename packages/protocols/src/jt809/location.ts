import type { ByteReader, ByteWriter } from '../jt-wire/bytes.ts';
import { byVersion, type Field, list, struct, u8, u16, u32, type ValueOf } from '../jt-wire/fields.ts';
import { CHINA_OFFSET_MS, readBcdTime } from '../jt-wire/time.ts';
import { POSITION_BYTES, type Position, position } from '../jt808/position.ts';
import { platformId } from './fields.ts';

/** Day, month, year u16, hour, minute, second in GMT+8 at `at` as UTC ms; NaN when they are no instant. */
export function localTimeAt(bytes: Uint8Array, at: number): number {
  const [day, month, year] = [bytes[at], bytes[at + 1], (bytes[at + 2] << 8) | bytes[at + 3]];
  const [hour, minute, second] = [bytes[at + 4], bytes[at + 5], bytes[at + 6]];
  if (hour > 23 || minute > 59 || second > 59 || year < 1900) return Number.NaN;
  const local_ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(local_ms);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? local_ms - CHINA_OFFSET_MS : Number.NaN;
}

const localTime: Field<number> = {
  read(from) {
    const at = from.skip(7);
    return at < 0 ? Number.NaN : localTimeAt(from.bytes, at);
  },
  write(to, at_ms) {
    if (Number.isNaN(at_ms)) return to.zeros(7);
    const local = new Date(at_ms + CHINA_OFFSET_MS);
    to.u8(local.getUTCDate());
    to.u8(local.getUTCMonth() + 1);
    to.u16(local.getUTCFullYear());
    to.u8(local.getUTCHours());
    to.u8(local.getUTCMinutes());
    to.u8(local.getUTCSeconds());
  },
};

/** Bytes of a position of 2011 after the flag. */
export const GNSS_BYTES = 35;

const gnssFields = struct({
  at_ms: localTime,
  /** Without sign; see the bits south and west of `status`. */
  lon_e6: u32,
  lat_e6: u32,
  speed_kmh: u16,
  /** Of the driving recorder. */
  recorder_speed_kmh: u16,
  mileage_km: u32,
  direction_deg: u16,
  altitude_m: u16,
  /** Status and alarm bits of JT/T 808. */
  status: u32,
  alarm: u32,
});

/** 2011: place and state as the forwarding platform has them. */
export type Gnss = ValueOf<typeof gnssFields>;

/** The `shifted` flag, 1 when the coordinates are encrypted by the national plug-in, and the position behind it. */
export const gnss2011 = struct({ shifted: u8, gnss: gnssFields });

interface PlatformAlarm {
  readonly platform: string;
  readonly alarm: number;
}
const platformAlarm: Field<PlatformAlarm> = struct({ platform: platformId, alarm: u32 });

/** 2019: the terminal's own 0x0200 body, and the alarms that three platforms on its way raised. */
interface Location2019 {
  readonly shifted: number;
  readonly terminal?: Position;
  /** Some platforms wrap the position of 2011. */
  readonly gnss?: Gnss;
  /** What is neither. */
  readonly opaque?: Uint8Array;
  /** Of the firm's, the city's and the province's platform. */
  readonly platforms: readonly PlatformAlarm[];
}

const location2019: Field<Location2019> = {
  read(from) {
    const shifted = from.u8();
    const inner = readSized(from);
    return { shifted, ...inner, platforms: [0, 1, 2].map(() => platformAlarm.read(from)) };
  },
  write(to, value) {
    to.u8(value.shifted);
    const length_at = to.at;
    to.u32(0);
    if (value.terminal) position.write(to, value.terminal);
    else if (value.gnss) gnssFields.write(to, value.gnss);
    else if (value.opaque) to.put(value.opaque);
    patchU32(to, length_at, to.at - length_at - 4);
    for (const one of value.platforms) platformAlarm.write(to, one);
  },
};

function readSized(from: ByteReader): Pick<Location2019, 'terminal' | 'gnss' | 'opaque'> {
  const length = from.u32();
  const { at, end } = from;
  if (length > from.remaining) {
    from.overrun = true;
    return {};
  }
  from.end = at + length;
  const inner = readInner(from, length);
  from.at = at + length;
  from.end = end;
  return inner;
}

function readInner(from: ByteReader, length: number): Pick<Location2019, 'terminal' | 'gnss' | 'opaque'> {
  if (length === 0) return {};
  if (isGnss(from.bytes, from.at, length)) return { gnss: gnssFields.read(from) };
  return length < POSITION_BYTES ? { opaque: from.take(length) } : { terminal: position.read(from) };
}

/**
 * Whether the bytes of a position of 2019 are one of 2011: as long as that, begun by a date, and no date where a body of
 * 0x0200 has its own.
 */
export function isGnss(bytes: Uint8Array, at: number, length: number): boolean {
  if (length !== GNSS_BYTES || !Number.isNaN(readBcdTime(bytes, at + 22))) return false;
  const year = (bytes[at + 2] << 8) | bytes[at + 3];
  const [day, month, hour] = [bytes[at], bytes[at + 1], bytes[at + 4]];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 2000 && year < 2100 && hour < 24;
}

export function patchU32(to: ByteWriter, at: number, value: number): void {
  const end = to.at;
  to.at = at;
  to.u32(value);
  to.at = end;
}

/** Where a vehicle is, and how it does: {@link Gnss} in 2011, a body of 0x0200 with three platforms' alarms in 2019. */
export const location = byVersion(location2019, gnss2011);
export type Location = ValueOf<typeof location>;

/** Several positions of one vehicle, oldest first: five at most by the standard. */
export const locations = list(u8, location);
