import type { ByteReader, ByteWriter } from '../jt-wire/bytes.ts';
import { type Field, type StructOf, struct, time, u16, u32 } from '../jt-wire/fields.ts';
import { codec, message } from '../jt-wire/message.ts';
import { type Extra, readExtras, writeExtras } from './extras.ts';

/** Bytes of a position before its items. */
export const POSITION_BYTES = 28;
/** Status bits of table 25. */
export const STATUS = { acc_on: 1, positioned: 2, south: 4, west: 8 } as const;

/** Degrees east and north of a position; the wire has no signs, its status says the hemispheres. */
export function placeOf({
  lon_e6,
  lat_e6,
  status,
}: Pick<Position, 'lon_e6' | 'lat_e6' | 'status'>): [number, number] {
  return [(status & STATUS.west ? -lon_e6 : lon_e6) / 1e6, (status & STATUS.south ? -lat_e6 : lat_e6) / 1e6];
}

/** Status bits of the hemispheres of a place: the wire has no signs. */
export function hemisphereBits(lon: number, lat: number): number {
  return (lat < 0 ? STATUS.south : 0) | (lon < 0 ? STATUS.west : 0);
}

/** A place in degrees as the wire holds it: millionths without sign. */
export function unsignedE6(degrees: number): number {
  return Math.round(Math.abs(degrees) * 1e6);
}

const base = {
  /** Alarm bits of table 24. */
  alarm: u32,
  /** Status bits of table 25. */
  status: u32,
  /** Without sign; see the bits south and west of `status`. */
  lat_e6: u32,
  lon_e6: u32,
  altitude_m: u16,
  speed_dkmh: u16,
  direction_deg: u16,
  at_ms: time,
};
const basePosition = struct(base);

/** A position report as a terminal sends it. */
export type Position = StructOf<typeof base> & {
  /** Items behind the position in the order sent. */
  readonly extras: readonly Extra[];
  /** What follows the last whole item; absent as a rule. Some makers pad, some use items of their own shape. */
  readonly trailing?: Uint8Array;
};

/** A position up to the end of the message or of its item. */
export const position: Field<Position> = {
  read(from) {
    const fixed = basePosition.read(from);
    const extras = readExtras(from);
    return from.remaining > 0
      ? { ...fixed, extras, trailing: from.take(from.remaining) }
      : { ...fixed, extras };
  },
  write(to, value) {
    basePosition.write(to, value);
    writeExtras(to, value.extras);
    if (value.trailing) to.put(value.trailing);
  },
};

/** The 28 bytes alone, as media messages carry them. */
export const barePosition: Field<StructOf<typeof base>> = basePosition;

/** A position after its length. */
const sizedPosition: Field<Position> = {
  read(from: ByteReader) {
    const length = from.u16();
    const { end } = from;
    if (length > from.remaining) from.overrun = true;
    from.end = Math.min(from.at + length, end);
    const value = position.read(from);
    from.end = end;
    return value;
  },
  write(to: ByteWriter, value) {
    const lengthAt = to.at;
    to.u16(0);
    position.write(to, value);
    const length = to.at - lengthAt - 2;
    to.bytes[lengthAt] = length >> 8;
    to.bytes[lengthAt + 1] = length;
  },
};

/** `supplement` 0 ordinary, 1 from where there was no signal. The count stands before it, the positions behind. */
interface PositionBatch {
  readonly supplement: number;
  readonly positions: readonly Position[];
}

const positionBatch: Field<PositionBatch> = {
  read(from) {
    const count = from.u16();
    const supplement = from.u8();
    const positions: Position[] = [];
    while (positions.length < count && !from.overrun) positions.push(sizedPosition.read(from));
    return { supplement, positions };
  },
  write(to, { supplement, positions }) {
    to.u16(positions.length);
    to.u8(supplement);
    for (const one of positions) sizedPosition.write(to, one);
  },
};

export const positionMessages = [
  codec(0x0200, 'position', position),
  message(0x8201, 'query_position', {}),
  message(0x0201, 'position_answer', { serial: u16, position }),
  message(0x0500, 'vehicle_control_answer', { serial: u16, position }),
  message(0x8202, 'track', { interval_s: u16, duration_s: u32 }),
  message(0x8203, 'confirm_alarm', { serial: u16, alarms: u32 }),
  codec(0x0704, 'position_batch', positionBatch),
] as const;
