import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkStates } from '@opentocc/core/traffic';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFixes, decodeLinkStates, encodeFixes, encodeLinkStates } from './batch-codec.ts';
import { decodeBlock, encodeBlock } from './columns.ts';

const anyColumn = (length: number) =>
  fc.oneof(
    fc.array(fc.double(), { minLength: length, maxLength: length }),
    fc.array(fc.maxSafeInteger(), { minLength: length, maxLength: length }),
    fc
      .integer({ min: 0, max: 300 })
      .chain((span) =>
        fc.array(fc.integer({ min: 1e12, max: 1e12 + span ** 3 }), { minLength: length, maxLength: length }),
      ),
  );

test('a block of any numbers comes back bit for bit, from any alignment', () => {
  const blocks = fc
    .integer({ min: 0, max: 40 })
    .chain((rows) =>
      fc.record({ rows: fc.constant(rows), columns: fc.array(anyColumn(rows), { maxLength: 6 }) }),
    );
  fc.assert(
    fc.property(blocks, fc.integer({ min: 0, max: 7 }), fc.string(), ({ rows, columns }, shift, meta) => {
      const block = {
        kind: 7,
        rows,
        meta: { meta },
        columns: columns.map((column) => Float64Array.from(column)),
      };
      const bytes = encodeBlock(block);
      const shifted = Buffer.from(new ArrayBuffer(bytes.length + shift)).subarray(shift);
      shifted.set(bytes);
      expect(decodeBlock(shifted)).toEqual(block);
    }),
  );
});

test('a block with any byte changed or cut off is refused', () => {
  const bytes = encodeBlock({ kind: 1, rows: 3, meta: null, columns: [Float64Array.of(1, 2, 300)] });
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = bytes.slice();
      damaged[at] ^= change;
      // Bytes 5 to 15 and 20 to 23 (kind, counts, filler) are checked by their meaning, not by the checksum.
      fc.pre(at < 5 || (at >= 16 && at < 20) || at >= 24);
      expect(() => decodeBlock(damaged)).toThrow(RangeError);
    }),
  );
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeBlock(bytes.subarray(0, length))).toThrow(RangeError);
});

test('fixes come back within a centimetre, in 24 bytes each for a city', () => {
  const length = 10_000;
  const index = Array.from({ length }, (_, i) => i);
  const batch: FixBatch = {
    length,
    vehicle: Uint32Array.from(index, (i) => i % 9_000),
    source: new Uint16Array(length).fill(3),
    at_ms: Float64Array.from(index, (i) => 1.8e12 + (i % 30) * 1000),
    received_ms: Float64Array.from(index, (i) => 1.8e12 + 31_000 + (i % 100)),
    lon: Float64Array.from(index, (i) => 113.8 + (i % 700) / 1234.567),
    lat: Float64Array.from(index, (i) => 22.4 + (i % 350) / 1234.567),
    speed_dkmh: Uint16Array.from(index, (i) => i % 900),
    direction_deg: Uint16Array.from(index, (i) => (i % 50 ? i % 360 : 65_535)),
    alarm: new Uint32Array(length),
    status: Uint32Array.from(index, (i) => 3 + (i % 2 ? 0x40000 : 0)),
  };
  const bytes = encodeFixes(batch);
  expect(bytes.length / length).toBeLessThan(26);
  const back = decodeFixes(bytes);
  for (let i = 0; i < length; i++) {
    expect(Math.abs(back.lon[i] - batch.lon[i])).toBeLessThan(5.1e-8);
    expect(Math.abs(back.lat[i] - batch.lat[i])).toBeLessThan(5.1e-8);
  }
  expect({ ...back, lon: batch.lon, lat: batch.lat }).toEqual(batch);
});

test('only links with samples are stored, and an interval that is not known stays unknown', () => {
  const states: LinkStates = {
    sequence: 1,
    network_version: 'v1',
    window_start_ms: 1.8e12 - 300_000,
    window_end_ms: 1.8e12,
    speed_kmh: Float32Array.of(Number.NaN, 31.234, 60),
    samples: Uint16Array.of(0, 1, 12),
    vehicles: Uint16Array.of(0, 1, 9),
    half_width_kmh: Float32Array.of(Number.NaN, Number.NaN, 4.5),
    free_flow_kmh: Float32Array.of(50, 50, 70),
    state: Uint8Array.of(0, 2, 1),
  };
  const { bytes, rows } = encodeLinkStates(states);
  const back = decodeLinkStates(bytes);
  expect(rows).toBe(2);
  expect(back).toMatchObject({ network_version: 'v1', window_end_ms: 1.8e12 });
  expect(back.columns.map((column) => [...column])).toEqual([
    [1, 2],
    [31.23, 60],
    [50, 70],
    [1, 12],
    [1, 9],
    [Number.NaN, 4.5],
    [2, 1],
  ]);
});
