import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from '../jt-wire/text.ts';
import {
  type CipherConstants,
  decodeFrame,
  type Edition,
  encodeBody,
  encodeFrame,
  messageId,
  readMessage,
} from './index.ts';

/** Messages from the test suites of other implementations; see the READMEs beside them. */
const DATA = resolve(import.meta.dirname, '../../../../../shared/data');

interface Vector {
  readonly proto: string;
  readonly role?: string;
  readonly kind: string;
  readonly file: string;
  readonly case?: string;
  readonly hex: string;
  readonly check?: { readonly seq: number; readonly gnss_center: number } | null;
}

function linesOf(path: string): Vector[] {
  const file = resolve(DATA, path);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
}

const vectors = [
  ...linesOf('jt-frames/frames.share.jsonl').filter(({ proto }) => proto === 'JT/T 809'),
  ...linesOf('freight/jt809/frames.jsonl'),
];
const frames = vectors.filter(({ kind }) => kind === 'frame');
/** Their sums were broken on purpose. */
const BROKEN: readonly unknown[] = ['DecodeTest2', 'DecodeTest3'];
const sound = frames.filter((vector) => !BROKEN.includes(vector.case));
/** Constants of that implementation's own frames, and of those taken down in a national exchange. */
const OWN: CipherConstants = { m1: 30_000_000, ia1: 20_000_000, ic1: 20_000_000 };
const NATIONAL: CipherConstants = { m1: 56_107_078, ia1: 37_382_110, ic1: 50_361_430 };
const constantsOf = ({ file }: Vector) => (file.includes('GuoJian') ? NATIONAL : OWN);
const decode = (vector: Vector) => decodeFrame(bytesOfHex(vector.hex)!, { constants: constantsOf(vector) });

describe.skipIf(vectors.length === 0)('messages of other implementations', () => {
  test('are all there', () => {
    expect([vectors.length, frames.length, sound.length]).toEqual([95, 29, 27]);
  });

  test('a broken sum is refused', () => {
    for (const vector of frames.filter((one) => !sound.includes(one)))
      expect(decode(vector), vector.case).toEqual({ ok: false, fault: 'checksum' });
  });

  test('every sound frame decodes, and its message is typed', () => {
    const kinds = sound.map((vector) => {
      const decoded = decode(vector);
      if (!decoded.ok) return `${vector.case} ${decoded.fault}`;
      if (vector.check)
        expect(decoded.header).toMatchObject({ serial: vector.check.seq, centre: vector.check.gnss_center });
      return `${decoded.header.edition} 0x${messageId(decoded.message).toString(16)} ${decoded.message.kind}`;
    });
    expect(kinds.filter((kind) => !/^20\d\d 0x\w{4} (?!raw)/.test(kind))).toEqual([]);
    expect(new Set(kinds).size).toBeGreaterThan(18);
  });

  test('frames that an implementation wrote are written as these very bytes', () => {
    const written = sound.filter(({ role }) => role === 'encode_output');
    expect(written.length).toBe(6);
    for (const vector of written) {
      const decoded = decode(vector);
      const again = decoded.ok && encodeFrame(decoded.header, decoded.message, constantsOf(vector));
      expect(again && hexOf(again), vector.case).toBe(vector.hex);
    }
  });

  test('bodies that an implementation wrote are typed, and written as these very bytes', () => {
    const bodies = vectors.filter(
      ({ kind, file, hex }) => kind !== 'frame' && BODY.test(file) && !PARTS.has(hex),
    );
    expect(bodies.length).toBe(53);
    const differing = bodies.flatMap((vector) => {
      const { type, body, edition } = bodyOf(vector);
      const message = readMessage(type, body, edition);
      const again = message.kind === 'raw' ? 'raw' : hexOf(encodeBody(message, edition));
      return again === hexOf(body) ? [] : [`${vector.file} ${vector.case}`.replace(/^.*\//, '')];
    });
    expect(differing).toEqual([
      // Texts padded with zeros on the left.
      'JT809_JT1078_0x1A00Test.cs Test1',
      'JT809_JT1078_0x1B00Test.cs Test4',
      // A body of 2019 under the name of 2011.
      'JT809_0x9300_0x9301Test.cs Test3',
    ]);
  });
});

const BODY = /0x([0-9A-F]{4})(?:_0x([0-9A-F]{4}))?(?:Package)?Test/i;
/** Values of single fields that tests of theirs write alone. */
const PARTS: ReadonlySet<string> = new Set([
  ...['3000012345', '1111111111', '222222222222', '3230313830393230', '123456789123456789'],
  ...['3132372e302e302e310000000000000000000000000000000000000000000000', '00000000000000000808'],
  '00000d10000000057265706c79',
]);

/** Their tests name the edition; a sub-body stands without the sub-type that its file names. */
function bodyOf({ file, case: name = '', hex }: Vector): {
  type: number;
  body: Uint8Array;
  edition: Edition;
} {
  const [, first, second] = BODY.exec(file)!;
  const type = Number.parseInt(first, 16);
  const data = bytesOfHex(hex)!;
  const edition = name.includes('2019') || type === 0x1102 ? '2019' : '2011';
  if (!second) return { type, body: data, edition };
  const head = bytesOfHex(`${second}${data.length.toString(16).padStart(8, '0')}`)!;
  return { type, body: Uint8Array.from([...head, ...data]), edition };
}
