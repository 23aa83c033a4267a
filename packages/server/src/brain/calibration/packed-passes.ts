import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { QUARTERS_OF_DAY } from '@opentocc/core/demand';

/** A typical day is stored in steps of 1/200 of a pass, up to 327: a slot counts at most 255. */
const STEPS = 200;
const MOST = 0xffff;

/** Gzipped 16-bit columns, in the order of `TypicalDay.passes`. */
export function packPasses(passes: Float32Array): Uint8Array {
  const steps = Uint16Array.from(passes, (value) => Math.min(MOST, Math.round(value * STEPS)));
  return gzipSync(new Uint8Array(steps.buffer));
}

const unzip = promisify(gunzip);

/** @throws Error when it is damaged or of a network of another size */
export async function unpackPasses(packed: Uint8Array, link_count: number): Promise<Float32Array> {
  const bytes = await unzip(packed);
  if (bytes.length !== QUARTERS_OF_DAY * link_count * 2)
    throw new Error(`a typical day of ${bytes.length} bytes does not fit ${link_count} links`);
  const steps = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return Float32Array.from(steps, (value) => value / STEPS);
}
