import { decodeFrame } from '@opentocc/protocols/jt808';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_POSITION_FRAME_BYTES, PositionFrames } from './position-frames.ts';

const PHONES = ['13900000001', '13900007e7d'.replace(/\D/g, '7'), '17d7e7d7e00'.replace(/\D/g, '1')];

test('a patched frame reads as what it was given, whatever bytes need an escape', () => {
  const frames = new PositionFrames(PHONES);
  const into = new Uint8Array(MAX_POSITION_FRAME_BYTES);
  const readings = fc.record({
    at_s: fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }),
    lon_e6: fc.oneof(fc.integer({ min: 0, max: 180_000_000 }), fc.constant(0x067d7e7d)),
    lat_e6: fc.oneof(fc.integer({ min: 0, max: 90_000_000 }), fc.constant(0x017e7d7e)),
    speed_dkmh: fc.oneof(fc.integer({ min: 0, max: 2200 }), fc.constant(0x7d)),
    direction_deg: fc.integer({ min: 0, max: 359 }),
    status: fc.constantFrom(0b10, 0b11, 0x7e7d7e7d),
    serial: fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constant(0x7e7d)),
    v: fc.nat(PHONES.length - 1),
  });
  fc.assert(
    fc.property(readings, ({ at_s, lon_e6, lat_e6, speed_dkmh, direction_deg, status, serial, v }) => {
      const reading = { at_ms: at_s * 1000 + 700, lon: lon_e6 / 1e6, lat: lat_e6 / 1e6, speed_dkmh };
      const end = frames.write(v, serial, { ...reading, direction_deg, status }, into, 0);
      const decoded = decodeFrame(into.subarray(0, end));
      expect(decoded).toMatchObject({
        ok: true,
        header: { version: '2019', phone: PHONES[v], serial },
        message: { kind: 'position', at_ms: at_s * 1000, lon_e6, lat_e6, speed_dkmh, direction_deg, status },
      });
    }),
  );
});
