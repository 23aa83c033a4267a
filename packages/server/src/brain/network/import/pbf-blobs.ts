import { type FileHandle, open } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { decompressLz4 } from './lz4.ts';

/** One uncompressed block of an OSM PBF file. */
export interface PbfBlob {
  readonly type: 'OSMHeader' | 'OSMData';
  readonly bytes: Uint8Array;
}

/** A blob is compressed in a way that is not read here. */
export class UnreadCompression extends Error {
  constructor(readonly kind: string) {
    super(`blobs compressed with ${kind}`);
  }
}

/** Most bytes that the format allows of a blob's header and of a blob, compressed or not. */
const HEADER_BYTES = 64 * 1024;
const BLOB_BYTES = 32 * 1024 * 1024;
const LENGTH_BYTES = 4;
/** Field of a Blob that holds its data, by how it is compressed. */
const FIELD = { raw: 1, raw_size: 2, zlib: 3, lz4: 6 } as const;
const UNREAD: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 7: 'zstd' };

/**
 * Blocks of an OSM PBF file in order, uncompressed (OSM wiki, "PBF Format"); one is in memory at a time.
 * @throws UnreadCompression for lzma, bzip2 and zstd; Error when the file is cut off or a blob is damaged.
 */
export async function* readBlobs(file: string): AsyncGenerator<PbfBlob> {
  const handle = await open(file);
  try {
    for (;;) {
      const length = await readUpTo(handle, LENGTH_BYTES);
      if (length.length === 0) return;
      if (length.length < LENGTH_BYTES) throw new Error('cut off');
      const header = headerOf(await readExactly(handle, length.readUInt32BE(), HEADER_BYTES));
      const bytes = await readExactly(handle, header.size, BLOB_BYTES);
      // Readers skip blobs of types that they do not know.
      if (header.type === 'OSMHeader' || header.type === 'OSMData')
        yield { type: header.type, bytes: uncompressed(bytes) };
    }
  } finally {
    await handle.close();
  }
}

function headerOf(bytes: Uint8Array): { type: string; size: number } {
  const header = { type: '', size: 0 };
  new PbfReader(bytes).readFields((field, into, pbf) => {
    if (field === 1) into.type = pbf.readString();
    else if (field === 3) into.size = pbf.readVarint();
  }, header);
  if (header.type === '') throw new Error('a blob without a type');
  return header;
}

function uncompressed(blob: Uint8Array): Uint8Array {
  let size = 0;
  let field = 0;
  let data: Uint8Array | undefined;
  new PbfReader(blob).readFields((at, _, pbf) => {
    if (at === FIELD.raw_size) size = pbf.readVarint();
    else {
      field = at;
      data = pbf.readBytes();
    }
  }, undefined);
  if (!data) throw new Error('a blob without data');
  if (UNREAD[field]) throw new UnreadCompression(UNREAD[field]);
  if (field === FIELD.raw) return data;
  if (size <= 0 || size > BLOB_BYTES) throw new Error(`a blob of ${size} bytes`);
  const bytes =
    field === FIELD.zlib
      ? new Uint8Array(inflateSync(data, { maxOutputLength: BLOB_BYTES }))
      : field === FIELD.lz4
        ? decompressLz4(data, size)
        : undefined;
  if (bytes?.length !== size) throw new Error(`a blob of ${bytes?.length ?? 0} instead of ${size} bytes`);
  return bytes;
}

async function readExactly(handle: FileHandle, length: number, most: number): Promise<Buffer> {
  if (length > most) throw new Error(`${length} bytes where ${most} are allowed`);
  const bytes = await readUpTo(handle, length);
  if (bytes.length < length) throw new Error('cut off');
  return bytes;
}

async function readUpTo(handle: FileHandle, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(bytes, read, length - read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
