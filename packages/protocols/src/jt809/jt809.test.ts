import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '../jt-wire/bytes.ts';
import { hexOf } from '../jt-wire/text.ts';
import { catalogue } from './catalogue.ts';
import { crcOf } from './crc.ts';
import {
  type CipherConstants,
  createFrameSplitter,
  decodeFrame,
  decodeLine,
  type Edition,
  encodeBody,
  encodeFrame,
  endOfLocation,
  type Header,
  type Message,
  type MessageNamed,
  readHead,
  readLocationInto,
  readMessage,
} from './index.ts';

const EDITIONS: Edition[] = ['2011', '2019'];
const AT_MS = Date.parse('2026-11-28T08:00:00+08:00');
const headerOf = (edition: Edition, over: Partial<Header> = {}): Header => ({
  ...{ edition, serial: 7, centre: 440_300, version: '1.0.0' },
  ...(edition === '2019' ? { at_ms: AT_MS } : {}),
  ...over,
});
const CONSTANTS: CipherConstants = { m1: 30_000_000, ia1: 20_000_000, ic1: 20_000_000 };

describe('every message of the catalogue', () => {
  // A value is what a codec reads from random bytes, zeros past their end: it has the right shape by construction.
  const body = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.nat(3) },
      { weight: 1, arbitrary: fc.integer({ min: 32, max: 126 }) },
    ),
    { maxLength: 400, size: 'max' },
  );
  test.each(catalogue)(
    '$kind is decoded as it was encoded, in both editions, plain and encrypted',
    (codec) => {
      fc.assert(
        fc.property(
          body,
          fc.constantFrom(...EDITIONS),
          fc.nat(),
          fc.boolean(),
          (bytes, edition, key, encrypted) => {
            const value = codec.body.read(new ByteReader(Uint8Array.from(bytes), edition)) as object;
            wholeSeconds(value);
            const header = headerOf(edition, encrypted ? { encrypted, key: key + 1 } : {});
            const message = { kind: codec.kind, ...value } as Message;
            const frame = encodeFrame(header, message, CONSTANTS);
            const known = { edition, constants: CONSTANTS };
            expect(decodeFrame(frame, known)).toEqual({ ok: true, header, message });
          },
        ),
        { numRuns: 25, endOnFailure: true },
      );
    },
  );

  test('no two have the same id or the same kind', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    expect(new Set(catalogue.map(({ kind }) => kind)).size).toBe(catalogue.length);
  });
});

/** Times are written in whole seconds, and none as 0. */
function wholeSeconds(value: object): void {
  for (const [name, one] of Object.entries(value)) {
    if (typeof one === 'object' && one !== null) wholeSeconds(one);
    else if (name.endsWith('_ms'))
      Object.assign(value, { [name]: Math.floor(one / 1000) * 1000 || Number.NaN });
  }
}

describe('bytes from other platforms', () => {
  const good = encodeFrame(headerOf('2011', { serial: 0x5a5b_5d5e }), { kind: 'main_link_test' });
  const found = (pieces: readonly Uint8Array[], most?: number): string[] => {
    const names: string[] = [];
    const splitter = createFrameSplitter(
      {
        frame: (bytes, start, end) => names.push(hexOf(bytes, start + 4, end).slice(0, 8)),
        fault: (fault) => names.push(fault),
      },
      most,
    );
    for (const piece of pieces) splitter.push(piece);
    return names;
  };

  test('any bytes, cut anywhere, neither throw nor hang, and a frame after them is found', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.constant(good),
      fc.constantFrom(...[0x5a, 0x5b, 0x5d, 0x5e].map((byte) => Uint8Array.of(byte))),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.nat(40)), { maxLength: 30 }), (pieces) => {
        const cut = pieces.flatMap(([bytes, at]) => [bytes.subarray(0, at), bytes.subarray(at)]);
        expect(found([...cut, good, good]).at(-1)).toBe('5a5b5d5e');
      }),
    );
  });

  test('any body of any message is decoded or stays raw', () => {
    const types = fc.oneof(fc.constantFrom(...catalogue.map(({ id }) => id & 0xff00)), fc.nat(0xffff));
    fc.assert(
      fc.property(
        types,
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...EDITIONS),
        (type, bytes, edition) => {
          const message = readMessage(type, bytes, edition);
          if (message.kind === 'raw') expect(message.body).toEqual(bytes);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('a bad byte costs one frame however the stream is cut', () => {
    const bad = Uint8Array.from(good);
    bad[12] ^= 1;
    const stream = Uint8Array.from([...good, ...bad, 0x0d, 0x0a, ...good, ...good.slice(0, 9), ...good]);
    const expected = ['5a5b5d5e', 'checksum', 'malformed', '5a5b5d5e', 'malformed', '5a5b5d5e'];
    for (const size of [1, 2, 7, stream.length]) {
      const count = Math.ceil(stream.length / size);
      const pieces = Array.from({ length: count }, (_, i) => stream.subarray(i * size, (i + 1) * size));
      expect(found(pieces)).toEqual(expected);
    }
  });

  test('a frame without an end is bounded, counted once, and does not hide the next', () => {
    const endless = Array.from({ length: 100 }, () => new Uint8Array(10_000).fill(1));
    const splitter = createFrameSplitter({ frame: () => undefined, fault: () => undefined }, 1000);
    splitter.push(Uint8Array.of(0x5b));
    for (const piece of endless) splitter.push(piece);
    expect(splitter.pending_bytes).toBe(1_000_001);
    expect(found([Uint8Array.of(0x5b), ...endless, Uint8Array.of(0x5d), good], 1000)).toEqual([
      'oversized',
      '5a5b5d5e',
    ]);
  });

  test('an escape that stands before nothing that is escaped stands for itself', () => {
    const plain = Uint8Array.from([...good.slice(1, 5), 0x5a, 0x77, ...good.slice(5, -3)]);
    expect(found([Uint8Array.of(0x5b, ...plain, 0, 0, 0x5d)])).toEqual(['checksum']);
    const sum = crcOf(plain);
    expect(found([Uint8Array.of(0x5b, ...plain, sum >> 8, sum & 0xff, 0x5d)])).toHaveLength(1);
  });

  test('a stated length that is not that of the bytes is refused', () => {
    const header = encodeFrame(headerOf('2011'), {
      kind: 'raw',
      id: 0x1005,
      body: Uint8Array.of(1, 2),
      misfit: true,
    });
    const longer = Uint8Array.from([...header.slice(1, -3), 9]);
    const sum = crcOf(longer);
    const frame = Uint8Array.of(0x5b, ...longer, sum >> 8, sum & 0xff, 0x5d);
    expect(decodeFrame(frame)).toEqual({ ok: false, fault: 'malformed' });
  });
});

describe('positions', () => {
  const gnss = {
    ...{ at_ms: AT_MS, lon_e6: 114_057_865, lat_e6: 22_543_096, speed_kmh: 61, recorder_speed_kmh: 60 },
    ...{ mileage_km: 12_345, direction_deg: 90, altitude_m: 20, status: 3, alarm: 5 },
  };
  const platforms = [1, 2, 4].map((alarm) => ({ platform: `4403${alarm}`, alarm }));
  const terminal = {
    ...{ alarm: 5, status: 3, lat_e6: 22_543_096, lon_e6: 114_057_865, altitude_m: 20 },
    ...{ speed_dkmh: 610, direction_deg: 90, at_ms: AT_MS, extras: [] },
  };
  const columns = () => ({
    at_ms: new Float64Array(2),
    lon: new Float64Array(2),
    lat: new Float64Array(2),
    speed_dkmh: new Uint16Array(2),
    direction_deg: new Uint16Array(2),
    alarm: new Uint32Array(2),
    status: new Uint32Array(2),
  });
  const filled = {
    at_ms: AT_MS,
    lon: 114.057865,
    lat: 22.543096,
    speed_dkmh: 610,
    direction_deg: 90,
    alarm: 5,
    status: 3,
  };
  const SUB_HEAD_BYTES = 6;

  test.each([
    ['2011', { kind: 'location', shifted: 0, gnss }],
    ['2019', { kind: 'location', shifted: 0, terminal, platforms }],
    ['2019', { kind: 'location', shifted: 0, gnss, platforms }],
  ] as [Edition, MessageNamed<'location'>][])(
    'of %s fill the columns that a terminal fills',
    (edition, message) => {
      const body = encodeBody(message, edition);
      const into = columns();
      const end = readLocationInto(into, 1, body, SUB_HEAD_BYTES, body.length, edition);
      expect(end).toBe(body.length);
      expect(endOfLocation(body, SUB_HEAD_BYTES, body.length, edition)).toBe(end);
      expect(Object.fromEntries(Object.entries(into).map(([name, values]) => [name, values[1]]))).toEqual(
        filled,
      );
      for (let cut = SUB_HEAD_BYTES; cut < body.length; cut++)
        expect(readLocationInto(into, 0, body, SUB_HEAD_BYTES, cut, edition)).toBe(-1);
    },
  );

  test('a date that is none, as of an empty position, is no instant and no place', () => {
    const body = encodeBody({ kind: 'location', shifted: 0, gnss: { ...gnss, at_ms: Number.NaN } }, '2011');
    const into = columns();
    readLocationInto(into, 0, body, SUB_HEAD_BYTES, body.length, '2011');
    expect([into.at_ms[0], into.status[0]]).toEqual([Number.NaN, 1]);
  });

  test('an edition is recognised by the time of the header, whatever stands in the body', () => {
    for (const edition of EDITIONS)
      for (const total of [0, 1, 0xffff_ffff]) {
        const period = { start_ms: AT_MS, end_ms: AT_MS + 60_000 };
        const frame = encodeFrame(headerOf(edition), {
          kind: 'positions_received',
          positions: total,
          ...period,
        });
        const decoded = decodeFrame(frame);
        expect(decoded.ok && decoded.header.edition).toBe(edition);
      }
  });
});

test('an encrypted body without the constants stays raw and whole', () => {
  const header = headerOf('2019', { encrypted: true, key: 99 });
  const frame = encodeFrame(header, { kind: 'sub_link', verify_code: 1 }, CONSTANTS);
  expect(decodeFrame(frame)).toMatchObject({ ok: true, message: { kind: 'raw', id: 0x9001, misfit: true } });
  expect(() => encodeFrame(header, { kind: 'sub_link', verify_code: 1 })).toThrow(RangeError);
});

test('a header that is cut off is no head', () => {
  const frame = encodeFrame(headerOf('2019'), { kind: 'main_link_test' });
  expect(readHead(frame, 1, frame.length - 3)).toBeDefined();
  for (let end = 1; end < frame.length - 3; end++) expect(readHead(frame, 1, end)).toBeUndefined();
});

test('the line of a frame is JSON that a person can read', () => {
  const vehicle = { plate: '粤B12345', plate_colour: 2 };
  const frame = encodeFrame(headerOf('2019'), {
    kind: 'vehicle_text',
    vehicle,
    info_id: 4,
    priority: 1,
    text: '前方拥堵',
  });
  expect(decodeLine(hexOf(frame))).toEqual({
    ok: true,
    id: '0x9503',
    header: {
      edition: '2019',
      serial: 7,
      centre: 440_300,
      version: '1.0.0',
      at_ms: '2026-11-28T00:00:00.000Z',
    },
    message: { kind: 'vehicle_text', vehicle, info_id: 4, priority: 1, text: '前方拥堵' },
  });
  expect(decodeLine('5b00')).toEqual({ ok: false, fault: 'malformed' });
  expect(decodeLine('xy')).toEqual({ ok: false, fault: 'not_hexadecimal' });
});
