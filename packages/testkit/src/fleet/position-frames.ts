import {
  createFrameSplitter,
  encodeFrame,
  hemisphereBits,
  unsignedE6,
  writeBcdTime,
} from '@opentocc/protocols/jt808';
import type { Reading } from './receiver.ts';

/** Longest position frame on the wire: each of its bytes escaped, and two delimiters. */
export const MAX_POSITION_FRAME_BYTES = 100;

/** Unescaped bytes of a frame: header of 2019 (17), position (28), satellites (3), checksum. */
const FRAME_BYTES = 49;
const SERIAL_AT = 15;
const BODY_AT = 17;
const SATELLITES = [{ kind: 'satellites', satellites: 14 }] as const;

/**
 * Frames of message 0x0200, JT/T 808-2019, of many terminals: each terminal's is encoded once by the codec, and only
 * serial, status, place, speed, course, time and checksum are written for the next position. A load generator that
 * encodes every frame from an object costs as much as the platform that reads it.
 */
export class PositionFrames {
  readonly #frames: Uint8Array;
  readonly #time = new Uint8Array(6);
  #time_s = Number.NaN;

  constructor(phones: readonly string[]) {
    this.#frames = new Uint8Array(phones.length * FRAME_BYTES);
    for (const [v, phone] of phones.entries()) this.#frames.set(plainFrame(phone), v * FRAME_BYTES);
  }

  /**
   * Writes the next frame of a terminal at `at`, for which {@link MAX_POSITION_FRAME_BYTES} must be free.
   * @returns where it ends.
   */
  write(v: number, serial: number, reading: Reading, into: Uint8Array, at: number): number {
    const frames = this.#frames;
    const start = v * FRAME_BYTES;
    const body = start + BODY_AT;
    putU16(frames, start + SERIAL_AT, serial);
    putU32(frames, body + 4, reading.status | hemisphereBits(reading.lon, reading.lat));
    putU32(frames, body + 8, unsignedE6(reading.lat));
    putU32(frames, body + 12, unsignedE6(reading.lon));
    putU16(frames, body + 18, reading.speed_dkmh);
    putU16(frames, body + 20, reading.direction_deg);
    this.#putTime(Math.floor(reading.at_ms / 1000), body + 22);
    return seal(frames, start, into, at);
  }

  #putTime(time_s: number, at: number): void {
    if (time_s !== this.#time_s) writeBcdTime(this.#time, 0, time_s * 1000);
    this.#time_s = time_s;
    for (let i = 0; i < 6; i++) this.#frames[at + i] = this.#time[i];
  }
}

/** The bytes of a terminal's frame before they are escaped. */
function plainFrame(phone: string): Uint8Array {
  let plain = new Uint8Array(0);
  const splitter = createFrameSplitter({
    frame: (bytes, start, end) => {
      plain = bytes.slice(start, end);
    },
    fault: () => undefined,
  });
  const position = { lat_e6: 0, lon_e6: 0, altitude_m: 20, speed_dkmh: 0, direction_deg: 0, at_ms: 0 };
  splitter.push(
    encodeFrame(
      { version: '2019', phone, serial: 0 },
      { kind: 'position', alarm: 0, status: 0, ...position, extras: SATELLITES },
    ),
  );
  return plain;
}

/** Sets the checksum and copies with escapes between delimiters. @returns where the frame ends. */
function seal(frames: Uint8Array, start: number, into: Uint8Array, from: number): number {
  const last = start + FRAME_BYTES - 1;
  let at = from;
  let sum = 0;
  into[at++] = 0x7e;
  for (let i = start; i <= last; i++) {
    const byte = i === last ? sum : frames[i];
    sum ^= byte;
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

function putU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 24;
  bytes[at + 1] = value >> 16;
  bytes[at + 2] = value >> 8;
  bytes[at + 3] = value;
}
