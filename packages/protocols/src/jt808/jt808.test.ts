import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, type Version } from '../jt-wire/bytes.ts';
import { decodePlate, deviceText, encodeGbk } from '../jt-wire/text.ts';
import { catalogue, type Message } from './catalogue.ts';
import {
  bytesOfHex,
  createAnswerWriter,
  createFrameSplitter,
  decodeFrame,
  decodeLine,
  encodeBody,
  encodeFrame,
  encodeFrames,
  hexOf,
  MAX_ANSWER_BYTES,
  type MessageNamed,
  readMessage,
  readPositionInto,
} from './index.ts';

const VERSIONS: Version[] = ['2011', '2013', '2019'];

describe('every message of the catalogue', () => {
  // A value is what a codec reads from random bytes, zeros past their end: it has the right shape by construction.
  const body = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.nat(3) },
      { weight: 1, arbitrary: fc.integer({ min: 32, max: 126 }) },
    ),
    { maxLength: 200, size: 'max' },
  );
  test.each(catalogue)('$kind is decoded as it was encoded, in every edition', (codec) => {
    fc.assert(
      fc.property(body, fc.constantFrom(...VERSIONS), (bytes, version) => {
        const value = codec.body.read(new ByteReader(Uint8Array.from(bytes), version)) as object;
        const message = { kind: codec.kind, ...value } as Message;
        expect(readMessage(codec.id, encodeBody(message, version), version)).toEqual(message);
      }),
      { numRuns: 25 },
    );
  });

  test('no two have the same id or the same kind', () => {
    expect(new Set(catalogue.map((codec) => codec.id)).size).toBe(catalogue.length);
    expect(new Set(catalogue.map((codec) => codec.kind)).size).toBe(catalogue.length);
  });
});

describe('bytes from the street', () => {
  test('any bytes, cut anywhere, neither throw nor hang, and every frame found among them decodes', () => {
    const good = encodeFrame({ version: '2019', phone: '13800138000', serial: 7 }, { kind: 'heartbeat' });
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.constant(good),
      fc.constant(Uint8Array.of(0x7e)),
      fc.constant(Uint8Array.of(0x7d)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.nat(40)), { maxLength: 30 }), (pieces) => {
        const splitter = createFrameSplitter({
          frame: (_bytes, start, end) => expect(end - start).toBeGreaterThanOrEqual(12),
          fault: (fault) => expect(['checksum', 'malformed', 'oversized']).toContain(fault),
        });
        for (const [bytes, cut] of pieces) {
          splitter.push(bytes.subarray(0, cut));
          splitter.push(bytes.subarray(cut));
        }
      }),
    );
  });

  test('any body of any message is decoded or left raw', () => {
    const ids = fc.oneof(fc.constantFrom(...catalogue.map((codec) => codec.id)), fc.nat(0xffff));
    fc.assert(
      fc.property(
        ids,
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...VERSIONS),
        (id, bytes, version) => {
          const message = readMessage(id, bytes, version);
          if (message.kind === 'raw') expect(message.body).toEqual(bytes);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('frames come out whole however the stream is cut, and the next frame survives garbage', () => {
    const frames = [1, 0x7d, 0x7e].map((serial) =>
      encodeFrame({ version: '2013', phone: '138', serial }, { kind: 'heartbeat' }),
    );
    const stream = [...frames[0], 0x55, 0x66, ...frames[1], ...frames[2]];
    for (const size of [1, 2, 3, 7, stream.length]) {
      const found: string[] = [];
      const splitter = createFrameSplitter({
        frame: (bytes, start, end) => found.push(hexOf(bytes, start, end).slice(20, 24)),
        fault: (fault) => found.push(fault),
      });
      for (let at = 0; at < stream.length; at += size)
        splitter.push(Uint8Array.from(stream.slice(at, at + size)));
      expect(found).toEqual(['0001', 'malformed', '007d', '007e']);
    }
  });

  test('a run without a delimiter is bounded and counted once', () => {
    const faults: string[] = [];
    const splitter = createFrameSplitter({
      frame: () => faults.push('frame'),
      fault: (fault) => faults.push(fault),
    });
    splitter.push(Uint8Array.of(0x7e));
    for (let i = 0; i < 100; i++) splitter.push(new Uint8Array(1000).fill(1));
    expect(splitter.pending_bytes).toBeGreaterThanOrEqual(100_000);
    splitter.push(Uint8Array.of(0x7e));
    expect(faults).toEqual(['oversized']);
  });
});

describe('positions', () => {
  const position = (over: object): Message => ({
    kind: 'position',
    alarm: 0,
    status: 3,
    lat_e6: 22_543_096,
    lon_e6: 114_057_865,
    altitude_m: 12,
    speed_dkmh: 364,
    direction_deg: 271,
    at_ms: Date.parse('2024-02-29T16:30:05+08:00'),
    extras: [{ kind: 'mileage', mileage_hm: 123 }],
    ...over,
  });
  const columns = () => ({
    at_ms: new Float64Array(1),
    lon: new Float64Array(1),
    lat: new Float64Array(1),
    speed_dkmh: new Uint16Array(1),
    direction_deg: new Uint16Array(1),
    alarm: new Uint32Array(1),
    status: new Uint32Array(1),
  });
  const into = (message: Message) => {
    const body = encodeBody(message, '2013');
    const filled = columns();
    return readPositionInto(filled, 0, body, 0, body.length) ? filled : undefined;
  };

  test('the fast path reads what the codec wrote', () => {
    expect(into(position({}))).toEqual({
      at_ms: Float64Array.of(Date.parse('2024-02-29T08:30:05Z')),
      lat: Float64Array.of(22.543096),
      lon: Float64Array.of(114.057865),
      speed_dkmh: Uint16Array.of(364),
      direction_deg: Uint16Array.of(271),
      alarm: Uint32Array.of(0),
      status: Uint32Array.of(3),
    });
  });

  test('status bits turn the place to south and west', () => {
    const filled = into(position({ status: 0b1111 }));
    expect([filled?.lat[0], filled?.lon[0]]).toEqual([-22.543096, -114.057865]);
  });

  test('a place off the Earth is refused', () => {
    expect(into(position({ lat_e6: 90_000_001 }))).toBeUndefined();
  });

  test('without an instant nothing is positioned, and without satellites any filling is taken for no place', () => {
    const untimed = into(position({ at_ms: Number.NaN }));
    expect([untimed?.at_ms[0], untimed?.status[0]]).toEqual([Number.NaN, 1]);
    const filled = into(position({ status: 1, lat_e6: 0xffff_ffff, lon_e6: 0xffff_ffff }));
    expect([filled?.lat[0], filled?.lon[0], filled?.status[0]]).toEqual([0, 0, 1]);
  });

  test('the time of the platform goes out in UTC', () => {
    const asked = { kind: 'server_time', at_ms: Date.parse('2026-11-27T02:40:05Z') } as const;
    expect(Buffer.from(encodeBody(asked, '2019')).toString('hex')).toBe('261127024005');
  });

  test('any minute of the century survives the way to the wire and back', () => {
    const first = Date.parse('2000-01-01T00:00:00+08:00');
    const last = Date.parse('2099-12-31T23:59:59+08:00');
    fc.assert(
      fc.property(fc.integer({ min: first / 1000, max: last / 1000 }), (s) => {
        expect(into(position({ at_ms: s * 1000 }))?.at_ms[0]).toBe(s * 1000);
      }),
    );
  });

  test('items that no layout fits, and bytes behind the last item, are preserved', () => {
    const message = position({
      extras: [{ kind: 'raw', id: 0x01, value: Uint8Array.of(9) }],
      trailing: Uint8Array.of(0xee, 200, 1),
    });
    expect(readMessage(0x0200, encodeBody(message, '2013'), '2013')).toEqual(message);
  });
});

test.each(VERSIONS)('the answer writer writes what the codec writes, in %s', (version) => {
  const u16 = fc.nat(0xffff);
  const writer = createAnswerWriter(version, '13800138000');
  const into = new Uint8Array(MAX_ANSWER_BYTES);
  fc.assert(
    fc.property(u16, u16, u16, fc.nat(4), (own, serial, message_id, result) => {
      const end = writer.write(into, 0, own, serial, message_id, result);
      const header = { version, phone: '13800138000', serial: own };
      const expected = encodeFrame(header, { kind: 'platform_answer', serial, message_id, result });
      expect(into.slice(0, end)).toEqual(expected);
    }),
  );
});

describe('editions', () => {
  const register = (plate: string): Message => ({
    kind: 'register',
    province: 44,
    city: 300,
    identity: { maker: 'OTOCC', model: 'T1', terminal_id: 'A000001' },
    plate_colour: 1,
    plate,
  });

  test.each(VERSIONS)('a registration of %s is recognised by its header and its length', (version) => {
    const decoded = decodeFrame(
      encodeFrame({ version, phone: '13800138000', serial: 1 }, register('粤B12345')),
    );
    expect(decoded).toMatchObject({
      ok: true,
      header: { version, phone: '13800138000' },
      message: register('粤B12345'),
    });
  });

  test('texts padded with 0x00 on the left, as a public client sends them, are read without it', () => {
    const frame = bytesOfHex(
      '7e0100002d01861331230100000022006471756563740000000000000000004543323030552d434e41413836353330363001cdee413838383838bf7e',
    )!;
    const { message } = decodeFrame(frame) as { message: MessageNamed<'register'> };
    expect(message.identity).toEqual({ maker: 'quect', model: 'EC200U-CNAA', terminal_id: '8653060' });
    expect(JSON.stringify(message)).not.toMatch(/\\u00[01]/);
  });

  test('no text of a device holds a 0x00 or begins or ends with a control character', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const text = deviceText(bytes);
        expect(text).not.toMatch(/\0|^\p{Cc}|\p{Cc}$/u);
      }),
    );
  });

  test('a long body travels as fragments that each fit a frame', () => {
    const message: Message = { kind: 'data_up', type: 1, data: new Uint8Array(3000).fill(0x7e) };
    const frames = encodeFrames({ version: '2019', phone: '1', serial: 65535 }, message);
    const heads = frames.map((frame) => decodeFrame(frame));
    expect(heads.map((one) => one.ok && [one.header.serial, one.header.fragment])).toEqual([
      [65535, { total: 3, index: 1 }],
      [0, { total: 3, index: 2 }],
      [1, { total: 3, index: 3 }],
    ]);
  });
});

test('the line of a frame is JSON that a person can read', () => {
  const frame = encodeFrame(
    { version: '2019', phone: '13800138000', serial: 3 },
    { kind: 'text', flag: 9, text_type: 1, text: '前方拥堵' },
  );
  expect(decodeLine(hexOf(frame))).toEqual({
    ok: true,
    id: '0x8300',
    header: { version: '2019', phone: '13800138000', serial: 3 },
    message: { kind: 'text', flag: 9, text_type: 1, text: '前方拥堵' },
  });
  expect(decodeLine('7e00')).toEqual({ ok: false, fault: 'malformed' });
  expect(decodeLine('xy')).toEqual({ ok: false, fault: 'not_hexadecimal' });
});

test.each(['粤B77707', '粤Ｂ７７７０７', '粤B·77707', '川A1234警', '使014001'])(
  'plate %s is read from UTF-8 as from GBK',
  (plate) => {
    expect(decodePlate(new TextEncoder().encode(plate))).toBe(plate);
    expect(decodePlate(encodeGbk(plate))).toBe(plate);
  },
);

test('plates of every province in GBK are never taken for UTF-8', () => {
  for (const province of '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵青藏川宁琼粤港澳使领')
    for (const after of ['B12345', 'AD12345', 'A1234学', 'Z1234港', 'A·12345'])
      expect(decodePlate(encodeGbk(province + after))).toBe(province + after);
});
