import { COLUMN_NAMES, COLUMNS, type ColumnName, type NetworkColumns, sharedBytes } from './columns.ts';
import type { NetworkMeta, RoadNetwork } from './road-network.ts';
import { sha256Hex } from './sha256.ts';

/**
 * A network file, little-endian:
 *   0  magic "TOCCNET" and the format number as one byte
 *   8  SHA-256 of everything after it, 32 bytes: the version of the network, and the checksum of the file
 *  40  length of the header in bytes, u32, and 4 bytes of zero
 *  48  header: JSON of {@link Header}, padded to a multiple of 8
 *      then every column of `COLUMNS` in that order, each padded to a multiple of 8
 * Read whole into memory, columns are views of it: nothing is copied or parsed but the header.
 */
const MAGIC = 'TOCCNET';
/** 2 added the road users of links, turns and bans: a file without them would let cars onto busways, so it is refused. */
const FORMAT = 2;
const CONTENT_START = 40;
const HEADER_START = 48;

interface Header {
  readonly meta: Omit<NetworkMeta, 'version'>;
  readonly strings: readonly string[];
  /** Elements of each column. */
  readonly lengths: Record<ColumnName, number>;
}

/** The bytes of a network file; the same network always gives the same bytes. */
export function encodeNetwork(network: RoadNetwork): Uint8Array<ArrayBuffer> {
  const bytes = encodeContent(network);
  for (let i = 0; i < MAGIC.length; i++) bytes[i] = MAGIC.charCodeAt(i);
  bytes[MAGIC.length] = FORMAT;
  for (let i = 0; i < 32; i++)
    bytes[8 + i] = Number.parseInt(network.meta.version.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** SHA-256 in hex of all that a network holds but its version. */
export function contentVersion(network: RoadNetwork): string {
  return sha256Hex(encodeContent(network).subarray(CONTENT_START));
}

function encodeContent(network: RoadNetwork): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(JSON.stringify(headerOf(network)));
  const columnStart = HEADER_START + padded(header.length);
  const size = COLUMN_NAMES.reduce((sum, name) => sum + padded(network[name].byteLength), columnStart);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(CONTENT_START, header.length, true);
  bytes.set(header, HEADER_START);
  let at = columnStart;
  for (const name of COLUMN_NAMES) {
    const column = network[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += padded(column.byteLength);
  }
  return bytes;
}

function headerOf(network: RoadNetwork): Header {
  const { version: _, ...meta } = network.meta;
  const lengths = Object.fromEntries(COLUMN_NAMES.map((name) => [name, network[name].length]));
  return { meta, strings: network.strings, lengths: lengths as Record<ColumnName, number> };
}

function padded(length: number): number {
  return (length + 7) & ~7;
}

/**
 * Reads a network file. Its columns are views of the buffer when that is shared, otherwise of one shared copy.
 * @throws RangeError when the bytes are not a network file, or are cut off or altered; the text says what to do.
 */
export function decodeNetwork(buffer: ArrayBufferLike): RoadNetwork {
  const given = new Uint8Array(buffer);
  const version = checkedVersion(given);
  const shared = buffer instanceof ArrayBuffer ? sharedBytes(buffer.byteLength) : buffer;
  const bytes = new Uint8Array(shared);
  if (shared !== buffer) bytes.set(given);
  const header = readHeader(bytes);
  const columns = readColumns(shared, header);
  return {
    ...columns,
    meta: { ...header.meta, version },
    node_count: columns.node_lon.length,
    link_count: columns.link_from.length,
    strings: header.strings,
  };
}

function checkedVersion(bytes: Uint8Array): string {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC)
    throw new RangeError('not a network file: make one with "tocc network import FILE --out NET"');
  if (bytes[MAGIC.length] !== FORMAT)
    throw new RangeError(
      `network file of format ${bytes[MAGIC.length]}, this version reads ${FORMAT}: import its source again`,
    );
  const stated = Array.from(bytes.subarray(8, CONTENT_START), (b) => b.toString(16).padStart(2, '0')).join(
    '',
  );
  if (bytes.length < HEADER_START || sha256Hex(bytes.subarray(CONTENT_START)) !== stated)
    throw new RangeError(
      `network file is cut off or altered (${bytes.length} bytes): copy it again or import its source again`,
    );
  return stated;
}

function readHeader(bytes: Uint8Array): Header {
  const length = new DataView(bytes.buffer).getUint32(CONTENT_START, true);
  const own = new Uint8Array(length); // a TextDecoder does not read shared memory
  own.set(bytes.subarray(HEADER_START, HEADER_START + length));
  return JSON.parse(new TextDecoder().decode(own));
}

type ViewOf = new (buffer: ArrayBufferLike, at: number, length: number) => ArrayBufferView;

function readColumns(buffer: ArrayBufferLike, { lengths }: Header): NetworkColumns {
  const headerLength = new DataView(buffer).getUint32(CONTENT_START, true);
  let at = HEADER_START + padded(headerLength);
  const columns: Partial<Record<ColumnName, ArrayBufferView>> = {};
  for (const name of COLUMN_NAMES) {
    const type = COLUMNS[name] as ViewOf;
    const column = new type(buffer, at, lengths[name]);
    columns[name] = column;
    at += padded(column.byteLength);
  }
  return columns as NetworkColumns;
}
