import { describe, expect, test } from 'vitest';
import { decodeFrame } from './index.ts';
import { beijing, bytesOf, conform, PHONE } from './test-vectors.ts';

describe('sessions', () => {
  conform([
    {
      name: 'a registration of 2011, distinguished from 2013 by its length',
      frame: `
        7e  01 00  00 21  01 38 12 34 56 78  00 01
        00 2c 01 2c
        4d 41 4b 45 52
        54 45 2d 38 30 38 00 00
        41 30 30 30 30 30 31
        01
        d4 c1 42 31 32 33 34 35
        6a  7e
      `,
      header: { version: '2011', serial: 1 },
      message: {
        ...{ kind: 'register', province: 44, city: 300, plate_colour: 1, plate: '粤B12345' },
        identity: { maker: 'MAKER', model: 'TE-808', terminal_id: 'A000001' },
      },
    },
    {
      name: 'a registration of 2013',
      frame: `
        7e  01 00  00 2d  01 38 12 34 56 78  00 01
        00 2c 01 2c
        4d 41 4b 45 52
        54 45 2d 38 30 38 2d 32 30 31 33 00 00 00 00 00 00 00 00 00
        41 30 30 30 30 30 31
        02
        d4 c1 42 31 32 33 34 35
        48  7e
      `,
      header: { version: '2013', serial: 1 },
      message: {
        ...{ kind: 'register', province: 44, city: 300, plate_colour: 2, plate: '粤B12345' },
        identity: { maker: 'MAKER', model: 'TE-808-2013', terminal_id: 'A000001' },
      },
    },
    {
      name: 'a registration of 2019: version byte, phone of ten bytes, wide fields',
      frame: `
        7e  01 00  40 55  01  00 00 00 00 01 38 12 34 56 78  00 01
        00 2c 01 2c
        37 30 31 31 31 30 30 30 30 30 31
        54 45 2d 38 30 38 2d 32 30 31 39 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        41 30 30 30 30 30 30 30 30 30 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        09
        d4 c1 42 44 31 32 33 34 35
        53  7e
      `,
      header: { version: '2019', serial: 1 },
      message: {
        ...{ kind: 'register', province: 44, city: 300, plate_colour: 9, plate: '粤BD12345' },
        identity: { maker: '70111000001', model: 'TE-808-2019', terminal_id: 'A0000000001' },
      },
    },
    {
      name: 'a registration that is granted',
      frame: `
        7e  81 00  00 09  01 38 12 34 56 78  00 05
        00 01
        00
        41 55 54 48 2d 37
        af  7e
      `,
      header: { version: '2013', serial: 5 },
      message: { kind: 'register_answer', serial: 1, result: 0, code: 'AUTH-7' },
    },
    {
      name: 'a registration that is refused has no code',
      frame: `
        7e  81 00  40 03  01  00 00 00 00 01 38 12 34 56 78  00 05
        00 01
        03
        f5  7e
      `,
      header: { version: '2019', serial: 5 },
      message: { kind: 'register_answer', serial: 1, result: 3, code: '' },
    },
    {
      name: 'a code alone before 2019',
      frame: `
        7e  01 02  00 06  01 38 12 34 56 78  00 02
        41 55 54 48 2d 37
        24  7e
      `,
      header: { version: '2013', serial: 2 },
      message: { kind: 'authenticate', code: 'AUTH-7' },
    },
    {
      name: 'a code with its length, IMEI and software in 2019',
      frame: `
        7e  01 02  40 2a  01  00 00 00 00 01 38 12 34 56 78  00 02
        06
        41 55 54 48 2d 37
        38 36 31 32 33 34 35 36 37 38 39 30 31 32 33
        56 31 2e 30 2e 33 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        14  7e
      `,
      header: { version: '2019', serial: 2 },
      message: { kind: 'authenticate', code: 'AUTH-7', imei: '861234567890123', software: 'V1.0.3' },
    },
    {
      name: 'a log-out',
      frame: `
        7e  00 03  00 00  01 38 12 34 56 78  00 1e
        2c  7e
      `,
      header: { version: '2013', serial: 30 },
      message: { kind: 'logout' },
    },
    {
      name: 'the time of the platform, in UTC',
      frame: `
        7e  80 04  40 06  01  00 00 00 00 01 38 12 34 56 78  00 07
        26 11 23 00 30 15
        c4  7e
      `,
      header: { version: '2019', serial: 7 },
      message: { kind: 'server_time', at_ms: beijing('2026-11-23 08:30:15') },
    },
  ]);
});

describe('escapes', () => {
  conform([
    {
      name: 'both in a serial of 0x7e7d',
      frame: `
        7e  00 02  00 00  01 38 12 34 56 78  7d 02 7d 01
        30  7e
      `,
      header: { version: '2013', serial: 0x7e7d },
      message: { kind: 'heartbeat' },
    },
    {
      name: 'none in the last serial',
      frame: `
        7e  00 02  40 00  01  00 00 00 00 01 38 12 34 56 78  ff ff
        72  7e
      `,
      header: { version: '2019', serial: 0xffff },
      message: { kind: 'heartbeat' },
    },
    {
      name: 'of a checksum of 0x7e',
      frame: `
        7e  80 01  00 05  01 38 12 34 56 78  00 09
        00 c0
        02 00
        00
        7d 02  7e
      `,
      header: { version: '2013', serial: 9 },
      message: { kind: 'platform_answer', serial: 192, message_id: 0x0200, result: 0 },
    },
    {
      name: 'of a checksum of 0x7d',
      frame: `
        7e  80 01  00 05  01 38 12 34 56 78  00 09
        00 c3
        02 00
        00
        7d 01  7e
      `,
      header: { version: '2013', serial: 9 },
      message: { kind: 'platform_answer', serial: 195, message_id: 0x0200, result: 0 },
    },
    {
      name: 'throughout a position, also of what looks like an escape',
      frame: `
        7e  02 00  00 1c  01 38 12 34 56 78  00 0d
        00 00 00 00 00 00 00 03
        01 57 7d 02 7d 01 06 cc 7d 01 02
        00 7d 02 00 7d 01 00 7d 02
        26 11 23 08 30 15
        85  7e
      `,
      header: { version: '2013', serial: 13 },
      message: {
        ...{
          kind: 'position',
          alarm: 0,
          status: 3,
          lat_e6: 0x01577e7d,
          lon_e6: 0x06cc7d02,
          altitude_m: 0x7e,
        },
        ...{ speed_dkmh: 0x7d, direction_deg: 126, at_ms: beijing('2026-11-23 08:30:15'), extras: [] },
      },
    },
  ]);
});

describe('what the platform sends', () => {
  conform([
    {
      name: 'the fragments that it lacks, counted in one byte before 2019',
      frame: `
        7e  80 03  00 07  01 38 12 34 56 78  00 06
        00 14
        02
        00 02 00 03
        a4  7e
      `,
      header: { version: '2013', serial: 6 },
      message: { kind: 'platform_missing_fragments', serial: 20, missing: [2, 3] },
    },
    {
      name: 'the fragments that it lacks, counted in two bytes in 2019',
      frame: `
        7e  80 03  40 08  01  00 00 00 00 01 38 12 34 56 78  00 06
        00 14
        00 02
        00 02 00 03
        ea  7e
      `,
      header: { version: '2019', serial: 6 },
      message: { kind: 'platform_missing_fragments', serial: 20, missing: [2, 3] },
    },
    {
      name: 'a text in GBK before 2019',
      frame: `
        7e  83 00  00 09  01 38 12 34 56 78  00 08
        0c
        c7 b0 b7 bd d3 b5 b6 c2
        d0  7e
      `,
      header: { version: '2013', serial: 8 },
      message: { kind: 'text', flag: 12, text: '前方拥堵' },
    },
    {
      name: 'a text with its type in 2019',
      frame: `
        7e  83 00  40 0a  01  00 00 00 00 01 38 12 34 56 78  00 08
        0c
        01
        c7 b0 b7 bd d3 b5 b6 c2
        93  7e
      `,
      header: { version: '2019', serial: 8 },
      message: { kind: 'text', flag: 12, text_type: 1, text: '前方拥堵' },
    },
    {
      name: 'parameters of four bytes, of text and of two bytes',
      frame: `
        7e  81 03  00 1f  01 38 12 34 56 78  00 09
        03
        00 00 00 29 04 00 00 00 0a
        00 00 00 13 09 31 32 37 2e 30 2e 30 2e 31
        00 00 00 81 02 00 2c
        1f  7e
      `,
      header: { version: '2013', serial: 9 },
      message: {
        kind: 'set_parameters',
        parameters: [
          { id: 0x29, value: 10 },
          { id: 0x13, value: '127.0.0.1' },
          { id: 0x81, value: 44 },
        ],
      },
    },
  ]);
});

describe('what is no message', () => {
  test.each([
    [
      'a wrong checksum',
      `
        7e  00 02  00 00  01 38 12 34 56 78  00 01
        33  7e
      `,
      'checksum',
    ],
    [
      'a length that is not that of the body',
      `
        7e  00 02  00 01  01 38 12 34 56 78  00 01
        33  7e
      `,
      'malformed',
    ],
    [
      'an escape that is none',
      `
        7e  00 02  00 00  01 38 12 34 56 78  00 7d 03
        00  7e
      `,
      'malformed',
    ],
  ])('%s is refused', (_name, frame, fault) => {
    expect(decodeFrame(bytesOf(frame))).toEqual({ ok: false, fault });
  });

  test('an encrypted body stays as it is', () => {
    const frame = `
        7e  02 00  04 10  01 38 12 34 56 78  00 10
        00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f
        37  7e
      `;
    expect(decodeFrame(bytesOf(frame))).toEqual({
      ok: true,
      header: { version: '2013', phone: PHONE, serial: 16, encryption: 1 },
      message: { kind: 'raw', id: 0x0200, body: Uint8Array.from({ length: 16 }, (_, i) => i), misfit: true },
    });
  });
});
