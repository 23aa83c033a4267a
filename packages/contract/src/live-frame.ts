/**
 * Binary frames of the live channel (`/api/v1/live`) and of replay. Little-endian throughout, so that a browser reads
 * columns as typed arrays; each column starts at a multiple of its element size because columns go from wide to narrow.
 *
 * Header, 24 bytes: magic u32 0x43434F54 ("TOCC" read as bytes), kind u16, version u16, sequence u32, count u32,
 * at_ms f64. A snapshot of one kind starts a numbering; each delta carries the sequence before it plus one. A client
 * that sees a gap closes and opens the channel again, which brings a new snapshot.
 */
export const FRAME_KIND = {
  links_snapshot: 1,
  links_delta: 2,
  vehicles_snapshot: 3,
  vehicles_delta: 4,
} as const;
export type FrameKind = keyof typeof FRAME_KIND;

const MAGIC = 0x43434f54;
const VERSION = 1;
const HEADER_BYTES = 24;

/** A speed that is not known. */
export const SPEED_UNKNOWN = 255;
/** Set beside the code of a state that is an estimate: it rests more on other links and times than on passes now. */
export const STATE_ESTIMATED = 8;

interface FrameHead {
  readonly sequence: number;
  readonly at_ms: number;
}

/** State of links: of all in order (`link` empty) in a snapshot, of those named in a delta. */
export interface LinksFrame extends FrameHead {
  readonly kind: 'links_snapshot' | 'links_delta';
  /** Link ids of a delta; empty in a snapshot, where position is the id. */
  readonly link: Uint32Array;
  /** Index into the traffic states, 0–5, plus {@link STATE_ESTIMATED} for an estimate. */
  readonly state: Uint8Array;
  /** km/h, 0–254; {@link SPEED_UNKNOWN} where no speed is known. */
  readonly speed_kmh: Uint8Array;
}

/** Vehicles that moved (all in a snapshot), and in a delta those that went away. */
export interface VehiclesFrame extends FrameHead {
  readonly kind: 'vehicles_snapshot' | 'vehicles_delta';
  readonly vehicle: Uint32Array;
  /** Degrees × 1e6. */
  readonly lon_e6: Int32Array;
  readonly lat_e6: Int32Array;
  readonly removed: Uint32Array;
  /** km/h, 0–254; {@link SPEED_UNKNOWN} where the terminal does not state it. */
  readonly speed_kmh: Uint8Array;
  /** Course in 256ths of a circle clockwise from north. */
  readonly course: Uint8Array;
  /** Position in VEHICLE_CLASSES. */
  readonly vehicle_class: Uint8Array;
}

export type LiveFrame = LinksFrame | VehiclesFrame;

const KIND_NAMES = new Map<number, FrameKind>(
  (Object.keys(FRAME_KIND) as FrameKind[]).map((name) => [FRAME_KIND[name], name]),
);

/** Encodes a frame into a buffer of its own. */
export function encodeLiveFrame(frame: LiveFrame): Uint8Array<ArrayBuffer> {
  const wide = 'link' in frame ? [frame.link] : [frame.vehicle, frame.lon_e6, frame.lat_e6, frame.removed];
  const narrow =
    'link' in frame ? [frame.state, frame.speed_kmh] : [frame.speed_kmh, frame.course, frame.vehicle_class];
  const count = narrow[0].length;
  const removed = 'link' in frame ? 0 : frame.removed.length;
  const bytes = [...wide, ...narrow].reduce((sum, column) => sum + column.byteLength, HEADER_BYTES + 4);
  const out = new Uint8Array(bytes);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, FRAME_KIND[frame.kind], true);
  view.setUint16(6, VERSION, true);
  view.setUint32(8, frame.sequence, true);
  view.setUint32(12, count, true);
  view.setFloat64(16, frame.at_ms, true);
  view.setUint32(HEADER_BYTES, removed, true);
  let offset = HEADER_BYTES + 4;
  for (const column of [...wide, ...narrow]) {
    out.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += column.byteLength;
  }
  return out;
}

/**
 * Decodes a frame; its columns are views of `buffer`.
 * @throws RangeError when the buffer is not a frame of this version, with what was found.
 */
export function decodeLiveFrame(buffer: ArrayBuffer): LiveFrame {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER_BYTES + 4 || view.getUint32(0, true) !== MAGIC)
    throw new RangeError(`not a live frame (${buffer.byteLength} bytes)`);
  const kind = KIND_NAMES.get(view.getUint16(4, true));
  const version = view.getUint16(6, true);
  if (!kind || version !== VERSION)
    throw new RangeError(
      `live frame of kind ${view.getUint16(4, true)} version ${version} is not known here`,
    );
  const count = view.getUint32(12, true);
  const removed = view.getUint32(HEADER_BYTES, true);
  const head = { sequence: view.getUint32(8, true), at_ms: view.getFloat64(16, true) };
  let offset = HEADER_BYTES + 4;
  const next = <T>(
    make: { new (b: ArrayBuffer, o: number, n: number): T; BYTES_PER_ELEMENT: number },
    n: number,
  ): T => {
    const column = new make(buffer, offset, n);
    offset += n * make.BYTES_PER_ELEMENT;
    return column;
  };
  if (kind === 'links_snapshot' || kind === 'links_delta') {
    const link = next(Uint32Array, kind === 'links_delta' ? count : 0);
    return { kind, ...head, link, state: next(Uint8Array, count), speed_kmh: next(Uint8Array, count) };
  }
  return {
    kind,
    ...head,
    vehicle: next(Uint32Array, count),
    lon_e6: next(Int32Array, count),
    lat_e6: next(Int32Array, count),
    removed: next(Uint32Array, removed),
    speed_kmh: next(Uint8Array, count),
    course: next(Uint8Array, count),
    vehicle_class: next(Uint8Array, count),
  };
}
