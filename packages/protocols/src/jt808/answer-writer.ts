import type { Version } from './bytes.ts';

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
  const is2019 = version === '2019';
  const phone_bytes = is2019 ? 10 : 6;
  const head_bytes = (is2019 ? 5 : 4) + phone_bytes;
  const frame = new Uint8Array(head_bytes + 8);
  frame.set([0x80, 0x01, is2019 ? 0x40 : 0, 5]);
  if (is2019) frame[4] = 1;
  const digits = phone.padStart(phone_bytes * 2, '0');
  for (let i = 0; i < phone_bytes; i++)
    frame[head_bytes - phone_bytes + i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return {
    write(into, at, serial, to_serial, to_id, result) {
      putU16(frame, head_bytes, serial);
      putU16(frame, head_bytes + 2, to_serial);
      putU16(frame, head_bytes + 4, to_id);
      frame[head_bytes + 6] = result;
      return sealInto(frame, into, at);
    },
  };
}

/** Copies `frame` with escapes between delimiters; its last byte is taken by the checksum. */
function sealInto(frame: Uint8Array, into: Uint8Array, at: number): number {
  const last = frame.length - 1;
  let sum = 0;
  for (let i = 0; i < last; i++) sum ^= frame[i];
  frame[last] = sum;
  into[at++] = 0x7e;
  for (const byte of frame) {
    if (byte === 0x7e || byte === 0x7d) {
      into[at++] = 0x7d;
      into[at++] = byte === 0x7e ? 2 : 1;
    } else into[at++] = byte;
  }
  into[at++] = 0x7e;
  return at;
}

function putU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}
