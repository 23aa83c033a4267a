import { crc32, deflateSync } from 'node:zlib';
import { hash01 } from '@opentocc/core/random';

const [WIDTH, HEIGHT] = [320, 240];
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Colour = readonly number[];

/** A picture as somebody of the demo city takes one: sky, houses and a road, of colours that differ by its number. PNG. */
export function demoPhoto(seed: number): Buffer {
  const colourAt = sceneOf((what, i = 0) => hash01(seed, what, i, 0));
  const row_bytes = 1 + 3 * WIDTH;
  const rows = Buffer.alloc(HEIGHT * row_bytes);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y), y * row_bytes + 1 + 3 * x);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // Eight bits, colours, no interlace.
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...parts]);
}

/** What is seen at a point: a road that narrows towards the horizon, houses above it, sky and grass. */
function sceneOf(draw: (what: number, i?: number) => number): (x: number, y: number) => Colour {
  const horizon = Math.floor(HEIGHT * (0.35 + 0.2 * draw(1)));
  const sky = [90 + 80 * draw(2), 140 + 60 * draw(3), 190 + 60 * draw(4)];
  const above = (x: number, y: number): Colour => {
    const house = 40 + 110 * draw(9, Math.floor(x / 24));
    return y > horizon - house ? [house, house, house + 12] : sky;
  };
  const below = (x: number, y: number): Colour =>
    Math.abs(x - WIDTH / 2) < (y - horizon) * (0.6 + draw(5)) ? [70, 70, 74] : [96, 128, 84];
  return (x, y) => (y < horizon ? above(x, y) : below(x, y)).map((light) => light * (1 - 0.3 * (y / HEIGHT)));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
