import type { ByteReader, ByteWriter } from '../jt-wire/bytes.ts';
import {
  bytes,
  byVersion,
  type Field,
  ifPresent,
  list,
  type StructOf,
  struct,
  time,
  u8,
  u16,
  u32,
} from '../jt-wire/fields.ts';
import { alarmIdentifier } from './identifier.ts';

interface ExtraCodec<K extends string, B> {
  readonly id: number;
  readonly kind: K;
  readonly body: Field<B>;
}
type ExtraOf<C> = C extends ExtraCodec<infer K, infer B> ? { readonly kind: K } & B : never;

function extra<const K extends string, const S extends Readonly<Record<string, Field<unknown>>>>(
  id: number,
  kind: K,
  fields: S,
): ExtraCodec<K, StructOf<S>> {
  return { id, kind, body: struct(fields) };
}

/** Where and how fast an active-safety alarm arose; positions in micro-degrees. */
const alarmPlace = {
  speed_kmh: u8,
  altitude_m: u16,
  lat_e6: u32,
  lon_e6: u32,
  at_ms: time,
  vehicle_status: u16,
};
/** `flag` 0 not applicable, 1 start, 2 end. */
const alarmHead = { alarm_id: u32, flag: u8, alarm_type: u8, level: u8 };
const tyre = struct({
  tyre: byVersion(u16, u8),
  alarm_type: u16,
  pressure: u16,
  temperature: u16,
  battery: u16,
});

/** What a position may carry behind its 28 bytes, in the order of their ids. */
const extraCodecs = [
  extra(0x01, 'mileage', { mileage_hm: u32 }),
  extra(0x02, 'fuel', { fuel_dl: u16 }),
  extra(0x03, 'recorder_speed', { speed_dkmh: u16 }),
  extra(0x04, 'manual_alarm', { event: u16 }),
  extra(0x05, 'tyre_pressure', { pressure: bytes(30) }),
  extra(0x06, 'carriage_temperature', { temperature: u16 }),
  extra(0x11, 'overspeed', { place_type: u8, place: ifPresent(u32) }),
  extra(0x12, 'fence_crossed', { place_type: u8, place: u32, direction: u8 }),
  extra(0x13, 'segment_time', { segment: u32, drive_s: u16, result: u8 }),
  extra(0x14, 'video_alarm', { bits: u32 }),
  extra(0x15, 'video_signal_lost', { channels: u32 }),
  extra(0x16, 'video_covered', { channels: u32 }),
  extra(0x17, 'storage_fault', { stores: u16 }),
  extra(0x18, 'abnormal_driving', { bits: u16, fatigue: u8 }),
  extra(0x25, 'vehicle_signals', { bits: u32 }),
  extra(0x2a, 'io_status', { bits: u16 }),
  extra(0x2b, 'analogue', { value: u32 }),
  extra(0x30, 'radio_strength', { strength: u8 }),
  extra(0x31, 'satellites', { satellites: u8 }),
  extra(0x64, 'driver_assistance_alarm', {
    ...alarmHead,
    front_speed_kmh: u8,
    front_distance: u8,
    deviation: u8,
    sign_type: u8,
    sign_value: u8,
    ...alarmPlace,
    identifier: alarmIdentifier,
  }),
  extra(0x65, 'driver_state_alarm', {
    ...alarmHead,
    fatigue: u8,
    reserved: bytes(4),
    ...alarmPlace,
    identifier: alarmIdentifier,
  }),
  extra(0x66, 'tyre_alarm', {
    alarm_id: u32,
    flag: u8,
    ...alarmPlace,
    identifier: alarmIdentifier,
    tyres: list(u8, tyre),
  }),
  extra(0x67, 'blind_spot_alarm', {
    alarm_id: u32,
    flag: u8,
    alarm_type: u8,
    ...alarmPlace,
    identifier: alarmIdentifier,
  }),
] as const;

/** An item behind a position: typed where its layout is known and fits exactly, else its bytes. */
export type Extra =
  | ExtraOf<(typeof extraCodecs)[number]>
  | { readonly kind: 'raw'; readonly id: number; readonly value: Uint8Array };

const byId = new Map<number, ExtraCodec<string, unknown>>(extraCodecs.map((codec) => [codec.id, codec]));
const byKind = new Map<string, ExtraCodec<string, unknown>>(extraCodecs.map((codec) => [codec.kind, codec]));

/** Reads id, length and value up to the end; stops before an item that is cut off. */
export function readExtras(from: ByteReader): Extra[] {
  const extras: Extra[] = [];
  while (from.remaining >= 2 && from.remaining >= 2 + from.bytes[from.at + 1]) {
    const id = from.u8();
    extras.push(readValue(from, id, from.u8()));
  }
  return extras;
}

function readValue(from: ByteReader, id: number, length: number): Extra {
  const { at, end, overrun } = from;
  const codec = byId.get(id);
  if (codec) {
    from.end = at + length;
    const value = codec.body.read(from);
    const fits = from.overrun === overrun && from.at === from.end;
    from.end = end;
    from.overrun = overrun;
    if (fits) return { kind: codec.kind, ...(value as object) } as Extra;
    from.at = at;
  }
  return { kind: 'raw', id, value: from.take(length) };
}

export function writeExtras(to: ByteWriter, extras: readonly Extra[]): void {
  for (const one of extras) {
    const codec = byKind.get(one.kind);
    to.u8(codec?.id ?? (one as { id: number }).id);
    const lengthAt = to.at;
    to.u8(0);
    if (codec) codec.body.write(to, one);
    else to.put((one as { value: Uint8Array }).value);
    const length = to.at - lengthAt - 1;
    if (length > 255) throw new RangeError(`an item of ${length} bytes behind a position; the limit is 255`);
    to.bytes[lengthAt] = length;
  }
}
