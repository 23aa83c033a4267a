import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLock, decodeLockText, encodeLock, type LockMessage, type LockReport } from './index.ts';

const FILE = join(import.meta.dirname, '../../../../../shared/data/freight/elock/frames.jsonl');
const here = existsSync(FILE);
if (!here) console.info('the frames of freight/elock are not here: they are not read');
const frames: { kind: 'hex' | 'text'; check: string; msg: string; expected: string }[] = here
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
const bytesOf = ({ kind, msg }: (typeof frames)[number]) =>
  Uint8Array.from(Buffer.from(msg, kind === 'hex' ? 'hex' : 'latin1'));

function read(text: string): LockMessage {
  const decoded = decodeLockText(text);
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.message;
}
const only = (text: string): LockReport => read(text).reports[0];

describe.skipIf(!here)('messages of others', () => {
  test('all are read, and written again byte for byte', () => {
    expect(frames.length).toBeGreaterThan(40);
    for (const frame of frames) {
      const decoded = decodeLock(bytesOf(frame));
      if (!decoded.ok) expect.unreachable(`${decoded.fault}: ${frame.msg}`);
      else expect(Buffer.from(encodeLock(decoded.message)), frame.msg).toEqual(Buffer.from(bytesOf(frame)));
    }
  });

  test('those with positions report of an instant, and those without of nothing', () => {
    for (const frame of frames) {
      const decoded = decodeLock(bytesOf(frame));
      const reports = decoded.ok ? decoded.message.reports.length : -1;
      expect(reports > 0, `${frame.check} ${frame.msg}`).toBe(frame.check !== 'Null' || reports > 0);
    }
  });

  test('places and temperatures are those that others read', () => {
    let compared = 0;
    for (const frame of frames.filter(({ expected }) => expected !== '')) {
      const decoded = decodeLock(bytesOf(frame));
      const [report] = decoded.ok ? decoded.message.reports : [];
      const place = /position\("([^"]+)", true, ([-\d.]+), ([-\d.]+)\)/.exec(frame.expected);
      if (place) {
        expect(report.at_ms).toBe(Date.parse(`${place[1].replace(' ', 'T')}Z`));
        expect(report.place?.lat).toBeCloseTo(Number(place[2]), 4);
        expect(report.place?.lon).toBeCloseTo(Number(place[3]), 4);
      } else expect(report.temperature_c).toBe(Number(/[-\d.]+$/.exec(frame.expected)?.[0]));
      compared++;
    }
    expect(compared).toBeGreaterThan(2);
  });
});

test('a lock with its rope in and its motor shut is sealed', () => {
  const sealed =
    '2475810297431713003401010000030100000000000000000e000000000001000000000020e0641aba1b6f1b00000f0f0f0f0f0f0f0f0f0f000001942803';
  expect(only(sealed)).toMatchObject({ sealed: true, place: null, alarms: [], battery_pct: 100 });
  const cut = sealed.replace('20e064', '202864');
  expect(only(cut)).toMatchObject({ sealed: false, alarms: ['rope_cut'] });
});

test('an opening says whether it was let through', () => {
  const refused = '(8000632862,P45,290322,132412,25.28217,S,57.54683,W,A,0,0,5,0,0000000000,0,2,9,0)';
  expect(only(refused).alarms).toEqual(['opening_refused', 'wrong_password']);
  expect(only(refused.replace(',5,0,', ',5,1,'))).toMatchObject({ sealed: false });
  expect(only(refused).place).toMatchObject({ lat: -25.28217, lon: -57.54683 });
});

test('a seal says whether the door is open', () => {
  const shut =
    '##S,eSeal,1000821,256,3.0.6,Normal,34,2017-08-31,08:14:40,15,A,25.708828N 100.372870W,10,0,Close,0.71,0:0:3:0,3.8,-73,E##';
  expect(only(shut)).toMatchObject({ sealed: true, alarms: [], battery_v: 3.8 });
  expect(only(shut.replace('Close', 'Open'))).toMatchObject({ sealed: false, alarms: ['opened'] });
});

test('a day that there is not, or a letter among figures, is a fault', () => {
  const fault = (text: string) => {
    const decoded = decodeLockText(text);
    return decoded.ok ? null : decoded.fault;
  };
  const frame = '24657060730131001b13111710361906538525079524797f000000000000000003f300036c';
  expect(fault(frame)).toBeNull();
  expect(fault(frame.replace('131117', '321317'))).toBe('bad_time');
  expect(fault(frame.replace('06538525', '0653852a'))).toBe('bad_figures');
  expect(fault(frame.slice(0, -2))).toBe('bad_length');
  expect(fault('(12,U01)')).toBe('not_a_message');
  expect(fault('(3301210003,U01,991399,185302,T,22.5,N,113.2,E,5,1,9,3%,1)')).toBe('bad_time');
});

test('no bytes make it throw, also such as nearly are a message', () => {
  const seeds = [
    '2475810297431713003401010000030100000000000000000e000000000001000000000020e0641aba1b6f1b00000f0f0f0f0f0f0f0f0f0f000001942803',
    '24657060730131001b13111710361906538525079524797f000000000000000003f300036c',
    Buffer.from(
      '(3301210003,U01,040812,185302,T,22.564025,N,113.242329,E,5.21,152,9,32%,0001,1,5,2,1,1)',
    ).toString('hex'),
    Buffer.from(
      '##S,eSeal,1000821,256,3.0.6,Normal,34,2017-08-31,08:14:40,15,A,25.7N 100.3W,10,0,Close,1,0,3.8,-73,E##',
    ).toString('hex'),
  ];
  const change = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(change, { maxLength: 6 }),
      fc.nat(),
      (hex, changes, cut) => {
        const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
        for (const { at, to } of changes) bytes[at % bytes.length] = to;
        const decoded = decodeLock(bytes.subarray(0, 1 + (cut % (bytes.length * 2))));
        if (decoded.ok)
          for (const { at_ms, place } of decoded.message.reports) {
            expect(Number.isFinite(at_ms)).toBe(true);
            if (place) expect(Math.abs(place.lat)).toBeLessThanOrEqual(90);
          }
      },
    ),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => void decodeLock(bytes)));
});
