import type { ByteReader, ByteWriter } from '../jt-wire/bytes.ts';
import { type Field, list, restBytes, sizedText, text, u8, u16, u32 } from '../jt-wire/fields.ts';
import { message } from '../jt-wire/message.ts';
import { decodeGbk, decodePlate, encodeGbk, withoutPadding } from '../jt-wire/text.ts';

/** A terminal parameter: number or text where its type is known and fits, else its bytes. */
export interface Parameter {
  readonly id: number;
  readonly value: number | string | Uint8Array;
}

/** Parameters of table 12 that are text. */
const TEXTS = new Set([
  0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x1a, 0x1d, 0x23, 0x24, 0x25, 0x26, 0x40, 0x41, 0x42, 0x43,
  0x44, 0x48, 0x49, 0x83,
]);
/** Parameter that holds the vehicle's plate. */
const PLATE = 0x83;
const utf8 = new TextEncoder();
/** Width in bytes of those that are no DWORD. */
const WIDTHS = new Map([
  [0x31, 2],
  [0x32, 0],
  [0x5b, 2],
  [0x5c, 2],
  [0x5d, 2],
  [0x5e, 2],
  [0x81, 2],
  [0x82, 2],
  [0x84, 1],
  [0x90, 1],
  [0x91, 1],
  [0x92, 1],
  [0x94, 1],
  [0x101, 2],
  [0x103, 2],
]);
/** Above this id DWORDs are no longer the rule: CAN filters, video, active safety, makers' own. */
const LAST_DWORD = 0x103;
const NOT_DWORD = (id: number) => id >= 0x75 && id <= 0x7f;

function widthOf(id: number): number {
  return WIDTHS.get(id) ?? (id <= LAST_DWORD && !NOT_DWORD(id) ? 4 : 0);
}

const parameter: Field<Parameter> = {
  read(from) {
    const id = from.u32();
    const length = from.u8();
    return { id, value: readValue(from, id, length) };
  },
  write(to, { id, value }) {
    to.u32(id);
    if (typeof value === 'number') writeNumber(to, widthOf(id) || 4, value);
    else {
      const encoded = typeof value === 'string' ? encodeGbk(value) : value;
      to.u8(encoded.length);
      to.put(encoded);
    }
  },
};

function readValue(from: ByteReader, id: number, length: number): Parameter['value'] {
  if (length > 0 && length === widthOf(id))
    return length === 4 ? from.u32() : length === 2 ? from.u16() : from.u8();
  const bytes = from.take(length);
  if (!TEXTS.has(id)) return bytes;
  const value = id === PLATE ? decodePlate(bytes) : decodeGbk(bytes);
  return sameBytes(encodeGbk(value), bytes) || sameBytes(utf8.encode(value), bytes)
    ? withoutPadding(value)
    : bytes;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function writeNumber(to: ByteWriter, width: number, value: number): void {
  to.u8(width);
  if (width === 4) to.u32(value);
  else if (width === 2) to.u16(value);
  else to.u8(value);
}

const parameters = list(u8, parameter);

export const parameterMessages = [
  message(0x0104, 'parameters', { serial: u16, parameters }),
  message(0x8103, 'set_parameters', { parameters }),
  message(0x8104, 'query_parameters', {}),
  message(0x8105, 'terminal_control', { command: u8, argument: restBytes }),
  message(0x8106, 'query_some_parameters', { ids: list(u8, u32) }),
  message(0x8108, 'upgrade', { upgrade_type: u8, maker: text(5), version: sizedText(u8), data: sizedData() }),
] as const;

function sizedData(): Field<Uint8Array> {
  return {
    read: (from) => from.take(from.u32()),
    write(to, value) {
      to.u32(value.length);
      to.put(value);
    },
  };
}
