import { CRC_START, crcStep } from './crc.ts';

/** Why bytes are no frame. */
export type FrameFault = 'checksum' | 'malformed' | 'oversized';

/** Takes what a {@link FrameSplitter} finds, in the order of the bytes. */
export interface FrameSink {
  /** A frame whose CRC holds: its bytes unescaped, from `start` to before the CRC. Valid during the call. */
  frame(bytes: Uint8Array, start: number, end: number): void;
  /** A run of bytes that is no frame. */
  fault(fault: FrameFault): void;
}

export interface FrameSplitter {
  /** Takes the next bytes of the stream, cut anywhere. */
  push(chunk: Uint8Array): void;
  /** Bytes since the end of the last frame or fault: what a sender has sent without a frame. */
  readonly pending_bytes: number;
  /** Longest frame taken, bytes unescaped; may change between two chunks. */
  max_frame_bytes: number;
}

export const FRAME_START = 0x5b;
export const FRAME_END = 0x5d;
/** Escape that stands for 5B or itself, and the one that stands for 5D or itself. */
export const START_ESCAPE = 0x5a;
export const END_ESCAPE = 0x5e;
/** Header of 2011 and the CRC. */
const MIN_FRAME_BYTES = 24;
/** A photo of 1024 × 768 is about 100 kB. */
export const DEFAULT_MAX_FRAME_BYTES = 256 * 1024;

/**
 * Cuts a byte stream into frames from 5B to 5D: unescapes, checks the CRC, and passes each on. A frame that begins within
 * another ends that one as a fault, so a lost end costs one frame; bytes between frames are one fault. Holds at most one
 * frame, whatever is sent.
 *
 * An escape that stands before neither 1 nor 2 stands for itself: some senders escape only what they must, and the CRC
 * decides whether the reading was right.
 */
export function createFrameSplitter(
  sink: FrameSink,
  max_frame_bytes = DEFAULT_MAX_FRAME_BYTES,
): FrameSplitter {
  return new Splitter(sink, max_frame_bytes);
}

class Splitter implements FrameSplitter {
  pending_bytes = 0;
  private buffer = new Uint8Array(256);
  private length = 0;
  private crc = CRC_START;
  /** The escape whose second byte is waited for; 0 without one. */
  private escape = 0;
  private inside = false;
  private oversized = false;
  private garbage = false;

  constructor(
    private readonly sink: FrameSink,
    public max_frame_bytes: number,
  ) {}

  push(chunk: Uint8Array): void {
    let at = 0;
    this.pending_bytes += chunk.length;
    while (at < chunk.length)
      at = this.inside ? this.takeRun(chunk, at) : this.takeWhole(chunk, at) || this.seekStart(chunk, at);
  }

  /** Passes on a frame that lies whole and without escapes at `from`. @returns where to go on, 0 if none does. */
  private takeWhole(chunk: Uint8Array, from: number): number {
    if (chunk[from] !== FRAME_START || this.garbage) return 0;
    const most = Math.min(chunk.length, from + 2 + this.max_frame_bytes);
    let crc = CRC_START;
    let at = from + 1;
    for (; at < most; at++) {
      const byte = chunk[at];
      if (byte === FRAME_END) break;
      if (byte === START_ESCAPE || byte === END_ESCAPE || byte === FRAME_START) return 0;
      crc = crcStep(crc, byte);
    }
    if (at >= most || at - from <= MIN_FRAME_BYTES || crc !== 0) return 0;
    this.pending_bytes = chunk.length - at - 1;
    this.sink.frame(chunk, from + 1, at - 2);
    return at + 1;
  }

  /** Passes over what stands before the next frame; it is a fault once. @returns where to go on. */
  private seekStart(chunk: Uint8Array, from: number): number {
    const start = chunk.indexOf(FRAME_START, from);
    if (start !== from) this.garbage = true;
    if (start < 0) return chunk.length;
    if (this.garbage) this.sink.fault('malformed');
    this.pending_bytes = chunk.length - start;
    this.begin();
    return start + 1;
  }

  private begin(): void {
    this.inside = true;
    this.garbage = false;
    this.length = 0;
    this.crc = CRC_START;
    this.escape = 0;
    this.oversized = false;
  }

  /** Takes bytes of a frame up to its end or the next start. @returns where to go on. */
  private takeRun(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === FRAME_END) {
        this.end(chunk.length - at - 1);
        return at + 1;
      }
      if (byte === FRAME_START) {
        this.pending_bytes = chunk.length - at;
        this.begin();
        this.sink.fault('malformed');
        return at + 1;
      }
      this.takeByte(byte);
    }
    return chunk.length;
  }

  private takeByte(byte: number): void {
    const waiting = this.escape;
    this.escape = 0;
    if (waiting !== 0 && byte === 1) this.put(waiting === START_ESCAPE ? FRAME_START : FRAME_END);
    else if (waiting !== 0 && byte === 2) this.put(waiting);
    else {
      if (waiting !== 0) this.put(waiting);
      if (byte === START_ESCAPE || byte === END_ESCAPE) this.escape = byte;
      else this.put(byte);
    }
  }

  private put(byte: number): void {
    if (this.length >= this.max_frame_bytes) {
      this.oversized = true;
      return;
    }
    if (this.length === this.buffer.length) this.grow();
    this.buffer[this.length++] = byte;
    this.crc = crcStep(this.crc, byte);
  }

  /** Grows with the longest frame seen: most links only ever carry short ones. */
  private grow(): void {
    const grown = new Uint8Array(Math.min(this.buffer.length * 4, this.max_frame_bytes));
    grown.set(this.buffer);
    this.buffer = grown;
  }

  private end(bytes_left: number): void {
    if (this.escape !== 0) this.put(this.escape);
    const { length, crc, oversized, buffer, sink } = this;
    this.inside = false;
    this.pending_bytes = bytes_left;
    if (oversized) sink.fault('oversized');
    else if (length < MIN_FRAME_BYTES) sink.fault('malformed');
    else if (crc !== 0) sink.fault('checksum');
    else sink.frame(buffer, 0, length - 2);
  }
}
