import { deserialize, serialize } from 'node:v8';
import type { PreparedArea } from './prepared-area.ts';

/** A prepared area as bytes that threads share: the main thread passes them on without reading or copying them. */
export type PackedArea = SharedArrayBuffer;

export function packArea(area: PreparedArea): PackedArea {
  const bytes = serialize(area);
  const packed = new SharedArrayBuffer(bytes.length);
  new Uint8Array(packed).set(bytes);
  return packed;
}

/** @param packed by {@link packArea} of this process */
export const unpackArea = (packed: PackedArea): PreparedArea =>
  deserialize(Buffer.from(new Uint8Array(packed))) as PreparedArea;
