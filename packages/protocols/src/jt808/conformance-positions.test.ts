import { describe, expect, test } from 'vitest';
import {
  createFrameSplitter,
  createReassembler,
  type Message,
  phoneOf,
  type Reassembler,
  readHead,
  readMessage,
} from './index.ts';
import { beijing, bytesOf, conform, PHONE } from './test-vectors.ts';

/** 22.540123° N 114.050456° E at 45.6 km/h to the east. */
const NORTH_EAST = {
  ...{ alarm: 0, status: 3, lat_e6: 22_540_123, lon_e6: 114_050_456, altitude_m: 35 },
  ...{ speed_dkmh: 456, direction_deg: 90, at_ms: beijing('2026-11-23 08:30:15') },
};
const BATCH: Message = {
  kind: 'position_batch',
  supplement: 1,
  positions: [
    { ...NORTH_EAST, extras: [] },
    {
      ...{ alarm: 0, status: 3, lat_e6: 22_541_000, lon_e6: 114_051_000, altitude_m: 36 },
      ...{ speed_dkmh: 460, direction_deg: 91, at_ms: beijing('2026-11-23 08:30:25') },
      extras: [{ kind: 'mileage', mileage_hm: 123_457 }],
    },
  ],
};

describe('positions', () => {
  conform([
    {
      name: 'in the north and the east, with what a terminal usually adds',
      frame: `
        7e  02 00  00 40  01 38 12 34 56 78  00 0a
        00 00 00 00 00 00 00 03
        01 57 ef 5b 06 cc 45 98
        00 23 01 c8 00 5a
        26 11 23 08 30 15
        01 04 00 01 e2 40
        02 02 01 31
        03 02 01 c4
        25 04 00 00 00 01
        2a 02 00 01
        2b 04 00 12 00 34
        30 01 1c
        31 01 11
        58  7e
      `,
      header: { version: '2013', serial: 10 },
      message: {
        ...{ kind: 'position', ...NORTH_EAST },
        extras: [
          { kind: 'mileage', mileage_hm: 123_456 },
          { kind: 'fuel', fuel_dl: 305 },
          { kind: 'recorder_speed', speed_dkmh: 452 },
          { kind: 'vehicle_signals', bits: 1 },
          { kind: 'io_status', bits: 1 },
          { kind: 'analogue', value: 0x0012_0034 },
          { kind: 'radio_strength', strength: 28 },
          { kind: 'satellites', satellites: 17 },
        ],
      },
    },
    {
      name: 'in the south and the west: bits 2 and 3 of the status, no signs; the last second of a day',
      frame: `
        7e  02 00  00 1c  01 38 12 34 56 78  00 0b
        00 00 00 00 00 00 00 0f
        02 04 cc 14 04 36 05 b6
        02 08 00 00 01 67
        26 06 30 23 59 59
        2b  7e
      `,
      header: { version: '2013', serial: 11 },
      message: {
        ...{ kind: 'position', alarm: 0, status: 15, lat_e6: 33_868_820, lon_e6: 70_649_270 },
        ...{ altitude_m: 520, speed_dkmh: 0, direction_deg: 359 },
        ...{ at_ms: beijing('2026-06-30 23:59:59'), extras: [] },
      },
    },
    {
      name: 'of 2019 with alarms at places, an item of a maker, and midnight of a leap day',
      frame: `
        7e  02 00  40 3c  01  00 00 00 00 01 38 12 34 56 78  00 0c
        00 00 00 03 00 04 00 03
        01 57 ef 5b 06 cc 45 98
        00 00 03 ed 00 00
        24 02 29 00 00 00
        11 01 00
        11 05 04 00 00 27 11
        12 06 03 00 00 00 63 01
        13 07 00 00 00 07 02 58 01
        e1 03 0a 0b 0c
        b6  7e
      `,
      header: { version: '2019', serial: 12 },
      message: {
        ...{ kind: 'position', alarm: 3, status: 0x4_0003, lat_e6: 22_540_123, lon_e6: 114_050_456 },
        ...{ altitude_m: 0, speed_dkmh: 1005, direction_deg: 0, at_ms: beijing('2024-02-29 00:00:00') },
        extras: [
          { kind: 'overspeed', place_type: 0 },
          { kind: 'overspeed', place_type: 4, place: 10_001 },
          { kind: 'fence_crossed', place_type: 3, place: 99, direction: 1 },
          { kind: 'segment_time', segment: 7, drive_s: 600, result: 1 },
          { kind: 'raw', id: 0xe1, value: Uint8Array.of(10, 11, 12) },
        ],
      },
    },
    {
      name: 'without satellites and without a time',
      frame: `
        7e  02 00  00 1c  01 38 12 34 56 78  00 0e
        00 00 00 00 00 00 00 00
        00 00 00 00 00 00 00 00
        00 00 00 00 00 00
        00 00 00 00 00 00
        21  7e
      `,
      header: { version: '2013', serial: 14 },
      message: {
        ...{ kind: 'position', alarm: 0, status: 0, lat_e6: 0, lon_e6: 0, altitude_m: 0 },
        ...{ speed_dkmh: 0, direction_deg: 0, at_ms: Number.NaN, extras: [] },
      },
    },
    {
      name: 'that were stored while there was no signal, each after its length',
      frame: `
        7e  07 04  00 45  01 38 12 34 56 78  00 0f
        00 02 01
        00 1c
        00 00 00 00 00 00 00 03
        01 57 ef 5b 06 cc 45 98
        00 23 01 c8 00 5a
        26 11 23 08 30 15
        00 22
        00 00 00 00 00 00 00 03
        01 57 f2 c8 06 cc 47 b8
        00 24 01 cc 00 5b
        26 11 23 08 30 25
        01 04 00 01 e2 41
        7c  7e
      `,
      header: { version: '2013', serial: 15 },
      message: BATCH,
    },
  ]);
});

describe('a message in two fragments', () => {
  const FRAGMENTS: Readonly<Record<'2013' | '2019', readonly string[]>> = {
    '2013': [
      `
        7e  07 04  20 28  01 38 12 34 56 78  00 14  00 02  00 01
        00 02 01 00 1c 00 00 00 00 00 00 00 03 01 57 ef 5b 06 cc 45 98 00 23 01 c8 00 5a 26 11 23 08 30 15 00 22 00 00 00 00 00
        6f  7e
      `,
      `
        7e  07 04  20 1d  01 38 12 34 56 78  00 15  00 02  00 02
        00 00 03 01 57 f2 c8 06 cc 47 b8 00 24 01 cc 00 5b 26 11 23 08 30 25 01 04 00 01 e2 41
        5c  7e
      `,
    ],
    '2019': [
      `
        7e  07 04  60 28  01  00 00 00 00 01 38 12 34 56 78  00 14  00 02  00 01
        00 02 01 00 1c 00 00 00 00 00 00 00 03 01 57 ef 5b 06 cc 45 98 00 23 01 c8 00 5a 26 11 23 08 30 15 00 22 00 00 00 00 00
        2e  7e
      `,
      `
        7e  07 04  60 1d  01  00 00 00 00 01 38 12 34 56 78  00 15  00 02  00 02
        00 00 03 01 57 f2 c8 06 cc 47 b8 00 24 01 cc 00 5b 26 11 23 08 30 25 01 04 00 01 e2 41
        1d  7e
      `,
    ],
  };

  test.each(['2013', '2019'] as const)('is one again, whichever comes first (%s)', (version) => {
    for (const frames of [FRAGMENTS[version], FRAGMENTS[version].toReversed()]) {
      const reassembler = createReassembler();
      const results = frames.map((frame) => accept(reassembler, frame));
      expect(results[0]).toBe('waiting');
      expect(results[1]).toMatchObject({ id: 0x0704, serial: 20 });
      const whole = results[1];
      expect(typeof whole === 'object' && readMessage(whole.id, whole.body, version)).toEqual(BATCH);
    }
  });

  /** What became of it: the whole message, or that others are waited for. */
  function accept(reassembler: Reassembler, frame: string) {
    const results: ReturnType<Reassembler['accept']>[] = [];
    const splitter = createFrameSplitter({
      frame(bytes, start, end) {
        const head = readHead(bytes, start, end);
        if (!head) throw new Error(`no head: ${frame}`);
        expect(phoneOf(bytes, head)).toBe(PHONE);
        results.push(reassembler.accept(head, bytes.subarray(head.body_at, head.end), 0));
      },
      fault(fault) {
        throw new Error(fault);
      },
    });
    splitter.push(bytesOf(frame));
    return results[0];
  }
});
