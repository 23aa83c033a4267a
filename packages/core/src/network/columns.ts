import type { RoadNetwork } from './road-network.ts';

type ColumnType =
  | Float64ArrayConstructor
  | Float32ArrayConstructor
  | Uint32ArrayConstructor
  | Uint16ArrayConstructor
  | Uint8ArrayConstructor
  | Int8ArrayConstructor;

/** Every column of a network with its element type, in the order in which it is hashed and stored. */
export const COLUMNS = {
  node_lon: Float64Array,
  node_lat: Float64Array,
  node_flags: Uint8Array,
  link_from: Uint32Array,
  link_to: Uint32Array,
  link_class: Uint8Array,
  link_lanes: Uint8Array,
  link_limit_kmh: Uint8Array,
  link_limit_tagged: Uint8Array,
  link_length_m: Float32Array,
  link_users: Uint8Array,
  link_flags: Uint16Array,
  link_layer: Int8Array,
  link_name: Uint32Array,
  link_source: Uint32Array,
  link_reverse: Uint32Array,
  link_district: Uint16Array,
  link_street: Uint16Array,
  shape_offset: Uint32Array,
  shape_lon: Float64Array,
  shape_lat: Float64Array,
  out_offset: Uint32Array,
  out_link: Uint32Array,
  in_offset: Uint32Array,
  in_link: Uint32Array,
  turn_offset: Uint32Array,
  turn_link: Uint32Array,
  turn_users: Uint8Array,
  ban_offset: Uint32Array,
  ban_link: Uint32Array,
  ban_users: Uint8Array,
} as const satisfies Partial<Record<keyof RoadNetwork, ColumnType>>;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];

/** All columns of a network, by name. */
export type NetworkColumns = Pick<RoadNetwork, ColumnName>;

/**
 * Bytes that threads can share. A browser page that is not cross-origin isolated has no SharedArrayBuffer: there the
 * bytes are its own.
 */
export function sharedBytes(length: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(length) : new SharedArrayBuffer(length);
}

/** A column of `length` zeros that threads can share. */
export function sharedColumn<T>(
  type: { new (buffer: ArrayBufferLike): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
): T {
  return new type(sharedBytes(length * type.BYTES_PER_ELEMENT));
}
