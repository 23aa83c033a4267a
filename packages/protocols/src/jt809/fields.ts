import type { ByteReader } from '../jt-wire/bytes.ts';
import { type Field, text, u32, u64 } from '../jt-wire/fields.ts';
import { bytesOfHex, decodeGbk, decodePlate, encodeGbk, hexOf, withoutPadding } from '../jt-wire/text.ts';

/** Counts above this are milliseconds: in seconds it is the year 5138. */
const LAST_SECONDS = 1e11;
/** The same moment in milliseconds; more is no time. */
const LAST_MS = LAST_SECONDS * 1000;

/** Seconds since 1970 as UTC ms; 0, which stands for none, is NaN. Senders that count milliseconds are understood. */
export const utcTime: Field<number> = {
  read(from) {
    const count = u64.read(from);
    if (count > LAST_MS) from.overrun = true;
    if (count === 0 || count > LAST_MS) return Number.NaN;
    return count > LAST_SECONDS ? count : count * 1000;
  },
  write: (to, at_ms) => u64.write(to, Number.isNaN(at_ms) ? 0 : Math.floor(at_ms / 1000)),
};

/** The plate of a vehicle in its 21 bytes, see {@link decodePlate}. */
export const plate: Field<string> = {
  read: (from) => withoutPadding(decodePlate(unpadded(from.take(21)))),
  write(to, value) {
    const encoded = encodeGbk(value);
    if (encoded.length > 21) throw new RangeError(`a plate of ${encoded.length} bytes in a field of 21`);
    to.put(encoded);
    to.zeros(21 - encoded.length);
  },
};

function unpadded(value: Uint8Array): Uint8Array {
  const end = value.indexOf(0);
  return end < 0 ? value : value.subarray(0, end);
}

/** 平台唯一编码: area code and number of a platform. One that is no text, as some write it, reads as `0x` and 22 digits. */
export const platformId: Field<string> = {
  read(from) {
    const bytes = from.take(11);
    return bytes.every((byte) => byte === 0 || (byte >= 0x20 && byte < 0x7f))
      ? withoutPadding(decodeGbk(bytes))
      : `0x${hexOf(bytes)}`;
  },
  write(to, value) {
    const bytes = IS_HEX.test(value) ? bytesOfHex(value.slice(2)) : undefined;
    if (bytes) to.put(bytes);
    else text(11).write(to, value);
  },
};
const IS_HEX = /^0x[0-9a-f]{22}$/;

/** Which of its own messages the other side answers, 2019. */
export const answered = {
  /** Sub-type of the message that is answered. */
  to_type: { read: (from: ByteReader) => from.u16(), write: (to, value) => to.u16(value) } as Field<number>,
  /** Serial of the frame that is answered. */
  to_serial: u32,
};
