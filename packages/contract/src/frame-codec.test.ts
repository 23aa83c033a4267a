import { describe, expect, it } from 'vitest';
import { decodeFrame, defineFrames, encodeFrame, type FrameOf, keepRows } from './frame-codec.ts';

const buses = defineFrames({
  name: 'buses',
  snapshot: 90,
  delta: 91,
  columns: {
    bus: { type: 'u32' },
    gone: { type: 'u32', removed: true },
    seats: { type: 'u16' },
    stop: { type: 'u8', delta_only: true },
  },
});
const delta: FrameOf<typeof buses> = {
  kind: 'buses_delta',
  sequence: 8,
  at_ms: 1_700_000_000_000.5,
  bus: Uint32Array.of(7, 4_000_000_000),
  gone: Uint32Array.of(3),
  seats: Uint16Array.of(40, 65_535),
  stop: Uint8Array.of(1, 255),
};
const read = (bytes: Uint8Array<ArrayBuffer>) => decodeFrame([buses], bytes.buffer);

describe('a frame of columns', () => {
  it('is read as it was written, by the same description', () => {
    expect(read(encodeFrame(buses, delta))).toEqual(delta);
  });

  it('leaves out of a snapshot what only a delta has', () => {
    const snapshot = { ...delta, kind: 'buses_snapshot' as const, gone: new Uint32Array(0) };
    expect(read(encodeFrame(buses, snapshot))).toEqual({ ...snapshot, stop: new Uint8Array(0) });
  });

  it('keeps rows in every column but that of the removed ones', () => {
    expect(keepRows(buses, delta, (row) => row === 1)).toEqual({
      ...delta,
      bus: Uint32Array.of(4_000_000_000),
      seats: Uint16Array.of(65_535),
      stop: Uint8Array.of(255),
    });
  });

  it('is refused when it is none, of another kind, or not whole', () => {
    expect(() => decodeFrame([buses], new ArrayBuffer(40))).toThrow('not a live frame (40 bytes)');
    const other = defineFrames({
      name: 'trams',
      snapshot: 92,
      delta: 93,
      columns: { tram: { type: 'u32' } },
    });
    const tram = { kind: 'trams_snapshot', sequence: 1, at_ms: 0, tram: Uint32Array.of(1) } as const;
    expect(() => read(encodeFrame(other, tram))).toThrow('kind 92 version 1 is not known here');
    expect(() => decodeFrame([buses], encodeFrame(buses, delta).buffer.slice(0, 38))).toThrow(RangeError);
  });

  it('is not written with columns of several lengths or of another type', () => {
    expect(() => encodeFrame(buses, { ...delta, seats: Uint16Array.of(1) })).toThrow(
      'buses.seats has 1 rows, not 2',
    );
    expect(() => defineFrames({ ...buses, columns: { a: { type: 'u8' }, b: { type: 'u32' } } })).toThrow(
      'from wide to narrow',
    );
  });
});
