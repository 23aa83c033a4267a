import type { Version } from '../jt-wire/bytes.ts';

/** Longest answer on the wire: 17 + 5 + 1 bytes, each escaped, and two delimiters. */
export const MAX_ANSWER_BYTES = 48;

/** Writes 0x8001 frames to one terminal: the answer to every position, so it is made without an object a frame. */
export interface AnswerWriter {
  /**
   * Writes one frame at `at`, for which {@link MAX_ANSWER_BYTES} must be free.
   * @param serial the platform's own. @param to_serial, to_id the message answered.
   * @returns where the frame ends.
   */
  write(
    into: Uint8Array,
    at: number,
    serial: number,
    to_serial: number,
    to_id: number,
    result: number,
  ): number;
}

/** @param phone as in the terminal's header, without leading zeros. */
export function createAnswerWriter(version: Version, phone: string): AnswerWriter {
  const { bytes, sum } = constantPart(version, phone);
  return {
    write(into, from, serial, to_serial, to_id, result) {
      let at = from;
      for (let i = 0; i < bytes.length; i++) into[at++] = bytes[i];
      at = put(into, at, serial >> 8);
      at = put(into, at, serial & 255);
      at = put(into, at, to_serial >> 8);
      at = put(into, at, to_serial & 255);
      at = put(into, at, to_id >> 8);
      at = put(into, at, to_id & 255);
      at = put(into, at, result);
      const words = serial ^ to_serial ^ to_id;
      at = put(into, at, sum ^ (words >> 8) ^ (words & 255) ^ result);
      into[at++] = 0x7e;
      return at;
    },
  };
}

/** What all answers to a terminal begin with, delimiter and escapes included, and the sum over it. */
function constantPart(version: Version, phone: string): { bytes: Uint8Array; sum: number } {
  const is2019 = version === '2019';
  const phone_bytes = is2019 ? 10 : 6;
  const digits = phone.padStart(phone_bytes * 2, '0');
  const plain = [0x80, 0x01, is2019 ? 0x40 : 0, 5, ...(is2019 ? [1] : [])];
  for (let i = 0; i < phone_bytes; i++) plain.push(Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
  const escaped = new Uint8Array(MAX_ANSWER_BYTES);
  escaped[0] = 0x7e;
  let at = 1;
  for (const byte of plain) at = put(escaped, at, byte);
  return { bytes: escaped.slice(0, at), sum: plain.reduce((sum, byte) => sum ^ byte, 0) };
}

/** Puts a byte with its escape. @returns where the next goes. */
function put(into: Uint8Array, at: number, byte: number): number {
  if (byte !== 0x7e && byte !== 0x7d) {
    into[at] = byte;
    return at + 1;
  }
  into[at] = 0x7d;
  into[at + 1] = byte === 0x7e ? 2 : 1;
  return at + 2;
}
