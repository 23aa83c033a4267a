import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Whether bytes begin as a gzip file does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Bytes of a file, uncompressed when it is gzipped; errors of the file are those of the stream. */
export async function openPlain(file: string): Promise<Readable> {
  const head = createReadStream(file, { end: 1 });
  const chunks: Uint8Array[] = [];
  for await (const chunk of head) chunks.push(chunk as Uint8Array);
  const bytes = createReadStream(file);
  if (!isGzip(Buffer.concat(chunks))) return bytes;
  // An error of either is an error of the stream returned, where it is handled.
  return pipeline(bytes, createGunzip(), () => undefined);
}
