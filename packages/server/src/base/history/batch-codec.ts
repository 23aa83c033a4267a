import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkStates } from '@opentocc/core/traffic';
import { decodeBlock, encodeBlock, metaOf } from './columns.ts';

/** Kinds of block in the durable log; never renumbered. */
const KIND = { fixes: 1, link_states: 2 } as const;

/** Positions are stored to 1e-7 degree, 1 cm. */
export const DEGREES_E7 = 1e7;

/** Columns of the log and of Parquet, in order. */
export const FIX_COLUMNS = [
  'vehicle',
  'source',
  'at_ms',
  'received_ms',
  'lon_e7',
  'lat_e7',
  'speed_dkmh',
  'direction_deg',
  'alarm',
  'status',
] as const;

/** Columns of the log and of Parquet, in order; the window's ends and the network's version are of the whole block. */
export const LINK_STATE_COLUMNS = [
  'link',
  'speed_kmh',
  'free_flow_kmh',
  'samples',
  'vehicles',
  'half_width_kmh',
  'state',
] as const;

/** What a block of fixes says beside its columns. */
type FixMeta = Required<Pick<FixBatch, 'holds'>>;

/** Encodes fixes for the durable log, about 21 bytes each. */
export function encodeFixes(batch: FixBatch): Uint8Array {
  const { length } = batch;
  const columns = [
    Float64Array.from(batch.vehicle),
    Float64Array.from(batch.source),
    batch.at_ms,
    batch.received_ms,
    scaled(batch.lon, length),
    scaled(batch.lat, length),
    Float64Array.from(batch.speed_dkmh),
    Float64Array.from(batch.direction_deg),
    Float64Array.from(batch.alarm),
    Float64Array.from(batch.status),
  ];
  const meta: FixMeta | null = batch.holds ? { holds: batch.holds } : null;
  return encodeBlock({ kind: KIND.fixes, rows: length, meta, columns });
}

/** @throws RangeError when the bytes are no fixes of the log. */
export function decodeFixes(bytes: Uint8Array): FixBatch {
  const { columns, meta } = fixBlock(bytes);
  const holds = (meta as FixMeta | null)?.holds;
  return {
    ...(holds && { holds }),
    length: columns[0].length,
    vehicle: Uint32Array.from(columns[0]),
    source: Uint16Array.from(columns[1]),
    at_ms: columns[2],
    received_ms: columns[3],
    lon: columns[4].map((value) => value / DEGREES_E7),
    lat: columns[5].map((value) => value / DEGREES_E7),
    speed_dkmh: Uint16Array.from(columns[6]),
    direction_deg: Uint16Array.from(columns[7]),
    alarm: Uint32Array.from(columns[8]),
    status: Uint32Array.from(columns[9]),
  };
}

/** The columns of {@link FIX_COLUMNS} as stored. @throws RangeError when the bytes are no fixes of the log. */
export const fixColumns = (bytes: Uint8Array): readonly Float64Array[] => fixBlock(bytes).columns;

function fixBlock(bytes: Uint8Array) {
  const block = decodeBlock(bytes);
  if (block.kind !== KIND.fixes) throw new RangeError(`block of kind ${block.kind} holds no fixes`);
  return block;
}

/** Whether a block of fixes says anything of holds; its columns are not decoded for that. */
export const saysOfHolds = (bytes: Uint8Array): boolean => metaOf(bytes) !== null;

/** The links with samples of one window. */
export interface LinkStateRows {
  readonly network_version: string;
  readonly window_start_ms: number;
  readonly window_end_ms: number;
  /** Columns of {@link LINK_STATE_COLUMNS}; `half_width_kmh` is NaN where it cannot be estimated. */
  readonly columns: readonly Float64Array[];
}

/** Encodes the links that have samples, and nothing of the others: without a sample there is no value to store. */
export function encodeLinkStates(states: LinkStates): { bytes: Uint8Array; rows: number } {
  let rows = 0;
  for (let link = 0; link < states.samples.length; link++) if (states.samples[link] > 0) rows++;
  const columns = LINK_STATE_COLUMNS.map(() => new Float64Array(rows));
  for (let link = 0, row = 0; row < rows; link++) {
    if (states.samples[link] === 0) continue;
    columns[0][row] = link;
    columns[1][row] = centi(states.speed_kmh[link]);
    columns[2][row] = centi(states.free_flow_kmh[link]);
    columns[3][row] = states.samples[link];
    columns[4][row] = states.vehicles[link];
    columns[5][row] = centi(states.half_width_kmh[link], -1);
    columns[6][row++] = states.state[link];
  }
  const { network_version, window_start_ms, window_end_ms } = states;
  const meta = { network_version, window_start_ms, window_end_ms };
  return { bytes: encodeBlock({ kind: KIND.link_states, rows, meta, columns }), rows };
}

/** @throws RangeError when the bytes are no link states of the log. */
export function decodeLinkStates(bytes: Uint8Array): LinkStateRows {
  const block = decodeBlock(bytes);
  if (block.kind !== KIND.link_states)
    throw new RangeError(`block of kind ${block.kind} holds no link states`);
  const meta = block.meta as Omit<LinkStateRows, 'columns'>;
  for (const i of [1, 2, 5]) {
    const column = block.columns[i];
    for (let row = 0; row < column.length; row++)
      column[row] = column[row] < 0 ? Number.NaN : column[row] / 100;
  }
  return { ...meta, columns: block.columns };
}

/**
 * A network's version as a number that Parquet keeps small: the first 48 bits of its SHA-256.
 * @param version hexadecimal digits, or any text of a test's network.
 */
export function networkNumber(version: string): number {
  const digits = /^[0-9a-f]{12}/.exec(version)?.[0];
  if (digits) return Number.parseInt(digits, 16);
  let hash = 0;
  for (const character of version) hash = (hash * 31 + character.codePointAt(0)!) % 2 ** 32;
  return hash;
}

/** Speeds are stored to 0.01 km/h, an unknown one as `none`. */
function centi(speed_kmh: number, none = 0): number {
  return Number.isNaN(speed_kmh) ? none : Math.round(speed_kmh * 100);
}

function scaled(degrees: Float64Array, length: number): Float64Array {
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = Math.round(degrees[i] * DEGREES_E7) + 0;
  return out;
}
