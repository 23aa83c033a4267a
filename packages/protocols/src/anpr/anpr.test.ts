import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundaryOf,
  CameraFault,
  type CameraMessage,
  PartSplitter,
  type PlateRead,
  readAlphadigi,
  readDahua,
  readHikvision,
} from './index.ts';

/** Payloads of real cameras, their plates replaced. */
const FILES = join(import.meta.dirname, '../../../../../shared/data/freight/anpr');
const hasFiles = existsSync(FILES);
if (!hasFiles) console.info('no ../shared/data/freight/anpr: payloads of real cameras are not read');
const file = (name: string): Uint8Array => readFileSync(join(FILES, name));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value));
const JPEG = Uint8Array.of(0xff, 0xd8, 13, 10, 45, 45, 0xff, 0xd9);

function readOf(message: CameraMessage): PlateRead {
  if (message.kind !== 'read') throw new Error(`${message.kind}, not a read`);
  return message.read;
}

const alert = (plate: string, more = '') =>
  `<?xml version="1.0" encoding="utf-8"?><EventNotificationAlert xmlns="http://www.hikvision.com/ver20/XMLSchema"><eventType>ANPR</eventType><dateTime>2026-11-28T08:00:01.250+08:00</dateTime><deviceID>g1</deviceID><ANPR><licensePlate>${plate}</licensePlate><line>1</line><direction>forward</direction><confidenceLevel>91</confidenceLevel></ANPR><UUID>u-1</UUID>${more}</EventNotificationAlert>`;

function multipart(
  parts: readonly (readonly [head: string, content: Uint8Array])[],
  end = '\r\n--B--\r\n',
): Uint8Array {
  const pieces = parts.map(([head, content]) =>
    Buffer.concat([bytes(`\r\n--B\r\n${head}\r\n\r\n`), content]),
  );
  return Buffer.concat([...pieces, bytes(end)]);
}

describe.runIf(hasFiles)('payloads of real cameras', () => {
  it('Hikvision: plate, original, confidence, heading and the time with its offset', () => {
    const read = readOf(readHikvision(file('hikvision-anpr.xml'), null));
    expect(read).toEqual({
      ...{ maker: 'hikvision', device: '88', event: 'a0fe72d4-3652-464a-aebd-3f9190010236' },
      ...{
        plate: 'TEST123',
        original: 'TEST123',
        confidence_pct: 98,
        heading: 'towards',
        lane: 1,
        colour: null,
      },
      ...{ at_ms: Date.parse('2024-05-07T10:48:03.847Z'), pictures: [] },
    });
  });

  it('臻识: plate, serial number and time; the replies are those that its users recorded', () => {
    const read = readOf(readAlphadigi(file('alphadigi-vzenith-AlarmInfoPlate.json')));
    expect(read).toMatchObject({ plate: 'OTM2022', device: 'fd495d6ee960dbec', confidence_pct: 96 });
    expect(read.at_ms).toBe(1670976550_000);
  });

  it('Dahua: a notification that was cut by its recorder is refused, and once mended it is a vehicle without a plate', () => {
    const raw = file('dahua-TrafficJunction.json');
    expect(() => readDahua(raw)).toThrow('no JSON');
    const mended = Buffer.from(raw)
      .toString()
      .replace(/\}\s*"session"/, '},"session"');
    expect(readOf(readDahua(bytes(mended)))).toMatchObject({
      ...{ plate: null, device: '8M049B2PAJF3085', heading: 'towards', lane: 2, at_ms: 1706600095_305 },
    });
  });
});

describe('Hikvision ISAPI', () => {
  const body = multipart([
    [
      'Content-Disposition: form-data; name="anpr.xml"; filename="anpr.xml"\r\nContent-Type: application/xml',
      bytes(alert('粤ZF023港')),
    ],
    [
      `Content-Disposition: form-data; name="licensePlatePicture.jpg"\r\nContent-Type: image/jpeg\r\nContent-Length: ${JPEG.length}`,
      JPEG,
    ],
    ['Content-Disposition: form-data; name="detectionPicture.jpg"\r\nContent-Type: image/jpeg', JPEG],
  ]);

  it('a multipart body gives the read with both pictures, also with line ends and dashes in them', () => {
    const read = readOf(readHikvision(body, boundaryOf('multipart/form-data; boundary=B')));
    expect(read).toMatchObject({
      plate: '粤ZF023港',
      event: 'u-1',
      at_ms: Date.parse('2026-11-28T00:00:01.250Z'),
    });
    expect(read.pictures.map(({ kind }) => kind)).toEqual(['plate', 'scene']);
    expect(read.pictures.map(({ content }) => [...content])).toEqual([[...JPEG], [...JPEG]]);
  });

  it('an alert stream is split wherever the network cuts it, and its heartbeats are heartbeats', () => {
    const beat =
      '<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState><ipAddress>10.1.1.9</ipAddress></EventNotificationAlert>';
    const stream = multipart([
      [`Content-Type: application/xml; charset="UTF-8"\r\nContent-Length: ${beat.length}`, bytes(beat)],
      ['Content-Type: application/xml', bytes(alert('粤B12345'))],
      ['Content-Type: image/jpeg', JPEG],
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sizes) => {
        const got: string[] = [];
        const splitter = new PartSplitter('B', ({ media, content }) => {
          got.push(media === 'image/jpeg' ? `jpeg ${content.length}` : readHikvision(content, null).kind);
        });
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length];
          splitter.push(stream.subarray(at, at + size));
          at += size;
        }
        expect(got).toEqual(['heartbeat', 'read', `jpeg ${JPEG.length}`]);
      }),
      { numRuns: 60 },
    );
  });

  it('a time without an offset is no time, and a clock that is away does not take the read away', () => {
    const read = readOf(readHikvision(bytes(alert('粤B1').replace('+08:00', '')), null));
    expect(read).toMatchObject({ plate: '粤B1', at_ms: null });
  });

  it.each([
    [
      'entities',
      `<!DOCTYPE a [<!ENTITY x "y">]>${alert('&x;').replace(/<\?.*?\?>/, '')}`,
      'EventNotificationAlert',
    ],
    ['another document', '<a/>', 'EventNotificationAlert'],
    ['a plate of a hundred letters', alert('A'.repeat(100)), '100 letters'],
  ])('%s: refused with what is wrong', (_name, text, says) => {
    expect(() => readHikvision(bytes(text), null)).toThrow(says);
  });

  it('a body that is cut off, has too many parts or a part that says it is huge is refused', () => {
    expect(() => readHikvision(body.subarray(0, body.length - 20), 'B')).toThrow('cut off');
    const many = multipart(Array.from({ length: 40 }, () => ['Content-Type: image/jpeg', JPEG] as const));
    expect(() => readHikvision(many, 'B')).toThrow('more than 16');
    const huge = multipart([['Content-Type: image/jpeg\r\nContent-Length: 999999999', JPEG]]);
    expect(() => readHikvision(huge, 'B')).toThrow('999999999 bytes');
  });
});

describe('Dahua ITSAPI', () => {
  const snap = { DeviceID: 'dh-7', SnapTime: '2026-11-28 08:00:01', Direction: 'Obverse', LanNo: 1 };
  const picture = (plate: object) => ({
    Picture: {
      Plate: plate,
      SnapInfo: snap,
      NormalPic: { Content: Buffer.from(JPEG).toString('base64'), PicName: 'a.jpg' },
    },
  });

  it('a picture gives plate, time of China, and a confidence of 255 as a percentage', () => {
    const read = readOf(
      readDahua(json(picture({ PlateNumber: '粤Z12A3港', Confidence: 204, PlateColor: 'Black' }))),
    );
    expect(read).toMatchObject({
      plate: '粤Z12A3港',
      confidence_pct: 80,
      colour: 'Black',
      heading: 'towards',
    });
    expect(read.at_ms).toBe(Date.parse('2026-11-28T08:00:01+08:00'));
    expect(read.pictures).toEqual([{ kind: 'scene', content: JPEG }]);
  });

  it('the same picture sent again has the same event, another second another one', () => {
    const once = readOf(readDahua(json(picture({ PlateNumber: '粤B1' })))).event;
    expect(readOf(readDahua(json(picture({ PlateNumber: '粤B1' })))).event).toBe(once);
    const later = {
      Picture: { Plate: { PlateNumber: '粤B1' }, SnapInfo: { ...snap, SnapTime: '2026-11-28 08:00:02' } },
    };
    expect(readOf(readDahua(json(later))).event).not.toBe(once);
  });

  it('keep-alive is a heartbeat; a picture without a plate is a vehicle without one', () => {
    expect(readDahua(json({ Active: 'keepAlive', DeviceID: 'dh-7' }))).toEqual({
      kind: 'heartbeat',
      device: 'dh-7',
    });
    expect(readOf(readDahua(json(picture({ IsExist: false, PlateNumber: 'x' })))).plate).toBeNull();
  });
});

describe('臻识 AlphaDigi', () => {
  const alarm = (license: string) => ({
    AlarmInfoPlate: {
      serialno: 'vz-1',
      result: { PlateResult: { license, timeStamp: { Timeval: { sec: 1_796_000_000, usec: 250_000 } } } },
    },
  });

  it('_无_ is a vehicle without a plate, by MQTT in base64 too', () => {
    expect(readOf(readAlphadigi(json(alarm('_无_')))).plate).toBeNull();
    const base64 = Buffer.from('_无_').toString('base64');
    expect(readOf(readAlphadigi(json(alarm(base64)), 'mqtt')).plate).toBeNull();
  });

  it('by MQTT a plate is base64 of UTF-8 or GBK', () => {
    const utf8 = Buffer.from('粤B12345').toString('base64');
    const gbk = Buffer.from([0xd4, 0xc1, 0x42, 0x31, 0x32, 0x33, 0x34, 0x35]).toString('base64');
    for (const license of [utf8, gbk])
      expect(readOf(readAlphadigi(json(alarm(license)), 'mqtt')).plate).toBe('粤B12345');
    expect(() => readAlphadigi(json(alarm('粤B12345')), 'mqtt')).toThrow('base64');
  });

  it('a heartbeat is a heartbeat, with or without a serial number', () => {
    expect(readAlphadigi(json({ heartbeat: {} }))).toEqual({ kind: 'heartbeat', device: '' });
    expect(readAlphadigi(json({ heartbeat: { serialno: 'vz-1' } }))).toEqual({
      kind: 'heartbeat',
      device: 'vz-1',
    });
  });
});

describe('hostile bytes', () => {
  const readers = [
    (body: Uint8Array) => readHikvision(body, null),
    (body: Uint8Array) => readHikvision(body, 'B'),
    readDahua,
    (body: Uint8Array) => readAlphadigi(body),
    (body: Uint8Array) => readAlphadigi(body, 'mqtt'),
  ];
  const faultsOnly = (read: (body: Uint8Array) => unknown, body: Uint8Array) => {
    try {
      read(body);
    } catch (error) {
      expect(error).toBeInstanceOf(CameraFault);
    }
  };

  it('any bytes give a message or a fault that says why', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
        for (const read of readers) faultsOnly(read, body);
      }),
    );
  });

  it('any JSON in the places of the makers gives a message or a fault', () => {
    const alphadigi = (of: fc.JsonValue) =>
      json({ AlarmInfoPlate: { serialno: of, result: { PlateResult: of } } });
    const dahua = (of: fc.JsonValue) => json({ Picture: { Plate: of, SnapInfo: of, NormalPic: of } });
    const events = (of: fc.JsonValue) =>
      json({ params: { eventList: [of, { Code: 'TrafficJunction', Data: of }] } });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const body of [alphadigi(value), dahua(value), events(value)])
          for (const read of readers) faultsOnly(read, body);
      }),
    );
  });

  it('a body of a million dashes, and one of a hundred thousand parts, is refused', () => {
    expect(() => readHikvision(new Uint8Array(2 ** 20).fill(45), 'B')).toThrow(CameraFault);
    expect(() => readHikvision(bytes('--B\n\n'.repeat(100_000)), 'B')).toThrow(CameraFault);
  });
});
