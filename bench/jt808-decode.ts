import {
  createFrameSplitter,
  decodeFrame,
  encodeFrame,
  type Message,
  readHead,
  readPositionInto,
} from '@opentocc/protocols/jt808';
import { type Bench, cpuSeconds } from './harness.ts';

const ROUNDS = 40;
const FRAMES = 10_000;

/** Decoding alone, no socket: from the bytes of a stream to columns, and to objects. */
export const run: Bench = async (_args, report) => {
  const frames = Array.from({ length: FRAMES }, (_, i) => positionFrame(i));
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
      const head = readHead(bytes, start, end);
      if (head && readPositionInto(columns, row, bytes, head.body_at, head.end)) row++;
    },
    fault(fault) {
      throw new Error(fault);
    },
  });
  const perSecond = (work: () => void) => {
    work();
    const before = cpuSeconds();
    for (let i = 0; i < ROUNDS; i++) work();
    return (ROUNDS * FRAMES) / (cpuSeconds() - before);
  };

  const fast = perSecond(() => {
    row = 0;
    splitter.push(stream);
    if (row !== FRAMES) throw new Error(`${row} of ${FRAMES} decoded`);
  });
  report({
    figure: 'bare 0x0200, stream to columns',
    value: fast,
    unit: 'frames/CPU-s',
    note: 'target 500,000',
  });
  const objects = perSecond(() => {
    for (const frame of frames) if (!decodeFrame(frame).ok) throw new Error('not decoded');
  });
  report({ figure: 'bare 0x0200, frame to object', value: objects, unit: 'frames/CPU-s' });
  const encoded = perSecond(() => {
    for (let i = 0; i < FRAMES; i++) positionFrame(i);
  });
  report({ figure: 'bare 0x0200, object to frame', value: encoded, unit: 'frames/CPU-s' });
};

function positionFrame(i: number): Uint8Array {
  const message: Message = {
    kind: 'position',
    alarm: 0,
    status: 3,
    lat_e6: 22_500_000 + i * 7,
    lon_e6: 114_000_000 + i * 11,
    altitude_m: 20,
    speed_dkmh: i % 900,
    direction_deg: i % 360,
    at_ms: 1_760_000_000_000 + i * 1000,
    extras: [],
  };
  return encodeFrame({ version: '2019', phone: `138${i}`, serial: i & 0xffff }, message);
}
