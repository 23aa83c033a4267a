import { decodeFrame, STATUS } from '@opentocc/protocols/jt808';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_POSITION_FRAME_BYTES, PositionFrames } from './position-frames.ts';

const PHONES = ['13900000001', '13900007e7d'.replace(/\D/g, '7'), '17d7e7d7e00'.replace(/\D/g, '1')];

test.each([
  [-0.1276, 51.5074, STATUS.west],
  [151.2093, -33.8688, STATUS.south],
  [-43.1729, -22.9068, STATUS.south | STATUS.west],
  [114.05, 22.55, 0],
])('a frame from %s, %s says its hemispheres', (lon, lat, bits) => {
  const into = new Uint8Array(MAX_POSITION_FRAME_BYTES);
  const reading = { at_ms: 0, lon, lat, speed_dkmh: 0, direction_deg: 0, status: STATUS.positioned };
  const end = new PositionFrames(PHONES).write(0, 0, reading, into, 0);
  expect(decodeFrame(into.subarray(0, end))).toMatchObject({
    message: {
      status: STATUS.positioned | bits,
      lon_e6: Math.round(Math.abs(lon) * 1e6),
      lat_e6: Math.round(Math.abs(lat) * 1e6),
    },
  });
});

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
