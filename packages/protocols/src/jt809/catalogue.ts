import { ByteReader, type ByteWriter } from '../jt-wire/bytes.ts';
import { type Field, struct, u8 } from '../jt-wire/fields.ts';
import type { MessageCodec, MessageOf, RawMessage } from '../jt-wire/message.ts';
import { alarmMessages } from './alarms.ts';
import { controlMessages } from './control.ts';
import { exchangeMessages } from './exchange.ts';
import { plate } from './fields.ts';
import type { Edition } from './header.ts';
import { linkMessages } from './link.ts';
import { patchU32 } from './location.ts';
import { platformMessages } from './platform.ts';
import { videoMessages } from './video.ts';

/** Every message whose layout we know. */
export const catalogue = [
  ...linkMessages,
  ...exchangeMessages,
  ...platformMessages,
  ...alarmMessages,
  ...controlMessages,
  ...videoMessages,
] as const;

/** The vehicle that a message is about. */
export interface Vehicle {
  readonly plate: string;
  /** 1 blue, 2 yellow, 3 black, 4 white, 9 other; 2019 adds 5 green and 91–94. */
  readonly plate_colour: number;
}
interface AboutVehicle {
  /** Stands before the sub-type where the message is about one vehicle. */
  readonly vehicle?: Vehicle;
}

/** A message that a layout fits, a union discriminated by `kind`. */
export type TypedMessage = MessageOf<(typeof catalogue)[number]> & AboutVehicle;
export type Message = TypedMessage | (RawMessage & { readonly vehicle?: undefined });
export type MessageKind = TypedMessage['kind'];
/** The message of one kind. */
export type MessageNamed<K extends MessageKind> = Extract<TypedMessage, { kind: K }>;

const byId = new Map<number, MessageCodec<string, unknown>>(catalogue.map((codec) => [codec.id, codec]));
const byKind = new Map<string, MessageCodec<string, unknown>>(catalogue.map((codec) => [codec.kind, codec]));

const vehicleField: Field<Vehicle> = struct({ plate, plate_colour: u8 });
const VEHICLE_BYTES = 22;
/** Sub-type and length before the data. */
const SUB_HEAD_BYTES = 6;

/** Messages whose data stand behind a sub-type: all families but links and the count of positions. */
function hasSubType(id: number): boolean {
  const family = (id >> 8) & 0x7f;
  return family > 0x11 || (family === 0x11 && (id & 0xff) !== 1);
}

/** The type in the header: a family for messages with a sub-type, 0x1202 → 0x1200; statistics are their own. */
function typeOf(sub_type: number): number {
  return ((sub_type >> 8) & 0x7f) > 0x11 ? sub_type & 0xff00 : sub_type;
}

/** The type of a message in the header of its frame. */
export function frameType(message: Message): number {
  return message.kind === 'raw' ? message.id : typeOf(byKind.get(message.kind)!.id);
}

/** What names a message: its sub-type, or its type where it has none. */
export function messageId(message: Message): number {
  return message.kind === 'raw' ? message.id : byKind.get(message.kind)!.id;
}

/** Where the parts of a body with a sub-type lie. */
export interface SubHead {
  readonly sub_type: number;
  /** Offset of the vehicle; −1 without one. */
  readonly vehicle_at: number;
  readonly data_at: number;
  readonly end: number;
}

/**
 * Finds the sub-type of a body. Which messages name a vehicle differs between editions and senders; both shapes are
 * recognised by a sub-type of the right family and a length that is that of the bytes.
 */
export function readSubHead(type: number, bytes: Uint8Array, at: number, end: number): SubHead | undefined {
  if (isSubHead(type, bytes, at, end))
    return { sub_type: u16(bytes, at), vehicle_at: -1, data_at: at + SUB_HEAD_BYTES, end };
  const behind = at + VEHICLE_BYTES;
  if (!isSubHead(type, bytes, behind, end)) return undefined;
  return { sub_type: u16(bytes, behind), vehicle_at: at, data_at: behind + SUB_HEAD_BYTES, end };
}

function isSubHead(type: number, bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < SUB_HEAD_BYTES || typeOf(u16(bytes, at)) !== type) return false;
  const length = u16(bytes, at + 2) * 65_536 + u16(bytes, at + 4);
  return length === end - at - SUB_HEAD_BYTES;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

export function readVehicle(bytes: Uint8Array, at: number, edition: Edition): Vehicle {
  return vehicleField.read(new ByteReader(bytes, edition, at));
}

/** Reads a body; what no layout fits to the last byte stays raw. Never throws. */
export function readMessage(type: number, body: Uint8Array, edition: Edition): Message {
  if (!hasSubType(type)) return readData(type, body, edition) ?? raw(type, body, byId.has(type));
  const head = readSubHead(type, body, 0, body.length);
  if (!head) return readLateLength(type, body, edition) ?? raw(type, body, true);
  const typed = readData(head.sub_type, body.subarray(head.data_at), edition);
  if (!typed) return raw(type, body, byId.has(head.sub_type));
  return head.vehicle_at < 0 ? typed : { ...typed, vehicle: readVehicle(body, head.vehicle_at, edition) };
}

function raw(id: number, body: Uint8Array, misfit: boolean): Message {
  return { kind: 'raw', id, body: body.slice(), misfit };
}

/** Some platforms send bodies of the other edition behind their header; lengths say so. */
function readData(id: number, data: Uint8Array, edition: Edition): TypedMessage | undefined {
  return readAs(id, data, edition) ?? readAs(id, data, edition === '2019' ? '2011' : '2019');
}

function readAs(id: number, data: Uint8Array, edition: Edition): TypedMessage | undefined {
  const codec = byId.get(id);
  if (!codec) return undefined;
  const reader = new ByteReader(data, edition);
  const value = codec.body.read(reader) as object;
  if (reader.overrun || reader.remaining > 0) return undefined;
  return { kind: codec.kind, ...value } as TypedMessage;
}

const LATE_LENGTH: readonly number[] = [0x1205, 0x1206];

/** 0x1205 and 0x1206 of some senders of 2019 have their length, zero, behind what they answer. */
function readLateLength(type: number, body: Uint8Array, edition: Edition): TypedMessage | undefined {
  const data_at = VEHICLE_BYTES + 2;
  if (type !== 0x1200 || body.length !== data_at + 10) return undefined;
  const sub_type = u16(body, VEHICLE_BYTES);
  if (!LATE_LENGTH.includes(sub_type) || body.subarray(data_at + 6).some((byte) => byte !== 0))
    return undefined;
  const typed = readData(sub_type, body.subarray(data_at, data_at + 6), edition);
  return typed && { ...typed, vehicle: readVehicle(body, 0, edition) };
}

/** @throws RangeError when a value does not fit its field: a bug of the caller. */
export function writeMessage(to: ByteWriter, message: Message): void {
  if (message.kind === 'raw') {
    to.put(message.body);
    return;
  }
  const { id, body } = byKind.get(message.kind)!;
  if (hasSubType(id)) writeSub(to, id, body, message);
  else body.write(to, message);
}

function writeSub(to: ByteWriter, id: number, body: Field<unknown>, message: TypedMessage): void {
  if (message.vehicle) vehicleField.write(to, message.vehicle);
  to.u16(id);
  const length_at = to.at;
  to.u32(0);
  body.write(to, message);
  patchU32(to, length_at, to.at - length_at - 4);
}
