import {
  createFrameSplitter,
  decodeFrame,
  type Edition,
  encodeFrame,
  type Message,
  readHead,
  readLocationInto,
  readSubHead,
} from '@opentocc/protocols/jt809';
import { type Bench, cpuSeconds } from './harness.ts';

const ROUNDS = 40;
const FRAMES = 10_000;
const AT_MS = 1_760_000_000_000;

/** Decoding alone, no socket: from the bytes of a main link to columns, and to objects, in both editions. */
export const run: Bench = async (_args, report) => {
  for (const edition of ['2011', '2019'] as const) {
    const frames = Array.from({ length: FRAMES }, (_, i) => locationFrame(edition, i));
    const stream = Buffer.concat(frames);
    const columns = {
      at_ms: new Float64Array(FRAMES),
      lon: new Float64Array(FRAMES),
      lat: new Float64Array(FRAMES),
      speed_dkmh: new Uint16Array(FRAMES),
      direction_deg: new Uint16Array(FRAMES),
      alarm: new Uint32Array(FRAMES),
      status: new Uint32Array(FRAMES),
    };
    let row = 0;
    const splitter = createFrameSplitter({
      frame(bytes, start, end) {
        const head = readHead(bytes, start, end, edition);
        const sub = head && readSubHead(head.id, bytes, head.body_at, head.end);
        if (sub && readLocationInto(columns, row, bytes, sub.data_at, sub.end, edition) > 0) row++;
      },
      fault(fault) {
        throw new Error(fault);
      },
    });
    const fast = perSecond(() => {
      row = 0;
      splitter.push(stream);
      if (row !== FRAMES) throw new Error(`${row} of ${FRAMES} decoded`);
    });
    report({ figure: `0x1202 of ${edition}, stream to columns`, value: fast, unit: 'frames/CPU-s' });
    const objects = perSecond(() => {
      for (const frame of frames) if (!decodeFrame(frame).ok) throw new Error('not decoded');
    });
    report({ figure: `0x1202 of ${edition}, frame to object`, value: objects, unit: 'frames/CPU-s' });
    const encoded = perSecond(() => {
      for (let i = 0; i < FRAMES; i++) locationFrame(edition, i);
    });
    report({ figure: `0x1202 of ${edition}, object to frame`, value: encoded, unit: 'frames/CPU-s' });
  }
};

function perSecond(work: () => void): number {
  work();
  const before = cpuSeconds();
  for (let i = 0; i < ROUNDS; i++) work();
  return (ROUNDS * FRAMES) / (cpuSeconds() - before);
}

function locationFrame(edition: Edition, i: number): Uint8Array {
  const place = { lat_e6: 22_500_000 + i * 7, lon_e6: 114_000_000 + i * 11, altitude_m: 20 };
  const common = { ...place, alarm: 0, status: 3, direction_deg: i % 360, at_ms: AT_MS + i * 1000 };
  const gnss = { ...common, speed_kmh: i % 90, recorder_speed_kmh: 0, mileage_km: 1000 };
  const terminal = { ...common, speed_dkmh: i % 900, extras: [] };
  const platforms = ['44030000001', '44030000002', '44000000001'].map((platform) => ({ platform, alarm: 0 }));
  const vehicle = { plate: `粤B${10_000 + (i % 80_000)}`, plate_colour: 2 };
  const message: Message =
    edition === '2011'
      ? { kind: 'location', vehicle, shifted: 0, gnss }
      : { kind: 'location', vehicle, shifted: 0, terminal, platforms };
  return encodeFrame({ edition, serial: i, centre: 440_300, version: '1.0.0', at_ms: AT_MS }, message);
}
