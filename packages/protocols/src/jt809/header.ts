import type { ByteWriter } from '../jt-wire/bytes.ts';

/** Edition of JT/T 809: 2019 has a time in its header and longer fields. */
export type Edition = '2011' | '2019';

/** The header of a message, as its sender states it. */
export interface Header {
  readonly edition: Edition;
  /** 0–4294967295, counted up by the sender for each message. */
  readonly serial: number;
  /** 下级平台接入码: which platform of the superior this is, 0–4294967295. Both ways the inferior's. */
  readonly centre: number;
  /** Of the protocol as the sender states it, three numbers of 0–255; says nothing of the edition. */
  readonly version: string;
  readonly encrypted?: boolean;
  /** Key of this frame's cipher; some senders state one on plain bodies too. */
  readonly key?: number;
  /** When it was sent, UTC ms in whole seconds; 2019 only. */
  readonly at_ms?: number;
}

/** Where the parts of a frame lie in its bytes (unescaped, without delimiters and CRC). */
export interface FrameHead {
  readonly id: number;
  readonly edition: Edition;
  readonly serial: number;
  readonly centre: number;
  /** Offset of the three bytes of the version. */
  readonly version_at: number;
  readonly encrypted: boolean;
  readonly key: number;
  /** NaN in 2011. */
  readonly at_ms: number;
  readonly body_at: number;
  readonly end: number;
}

const HEADER_BYTES = { '2011': 22, '2019': 30 } as const;
const LOG_IN = 0x1001;
/** Body of a log-in of 2011; that of 2019 is four longer, its header eight. */
const LOG_IN_BYTES = 46;
/** CRC and the two delimiters, which the stated length counts. */
const FRAME_EXTRA_BYTES = 4;
/** Seconds of 2010-01-01 and 2100-01-01: times of a header of 2019. */
const FIRST_SECOND = 1_262_304_000;
const LAST_SECOND = 4_102_444_800;

/**
 * Finds the parts of a frame in `bytes` from `start` to `end` (its CRC not included).
 * @param known the edition that the platform logged in with. Without it a log-in is recognised by its length, and another header
 * of 2019 by its time, a count of seconds where 2011 has the beginning of its body: no other body begins with four zeros and
 * a number of that size.
 * @returns undefined when the stated length is not that of the bytes.
 */
export function readHead(
  bytes: Uint8Array,
  start: number,
  end: number,
  known?: Edition,
): FrameHead | undefined {
  if (end - start < HEADER_BYTES['2011']) return undefined;
  if (u32(bytes, start) !== end - start + FRAME_EXTRA_BYTES) return undefined;
  const id = (bytes[start + 8] << 8) | bytes[start + 9];
  const edition = known ?? (id === LOG_IN ? editionOfLogIn(start, end) : editionOf(bytes, start, end));
  if (end - start < HEADER_BYTES[edition]) return undefined;
  return {
    id,
    edition,
    serial: u32(bytes, start + 4),
    centre: u32(bytes, start + 10),
    version_at: start + 14,
    encrypted: bytes[start + 17] === 1,
    key: u32(bytes, start + 18),
    at_ms: edition === '2019' ? u32(bytes, start + 26) * 1000 : Number.NaN,
    body_at: start + HEADER_BYTES[edition],
    end,
  };
}

/**
 * A log-in has one length in each edition, whichever of the two bodies stands behind the header: one of 2011 whose user is
 * 0 has its password where 2019 has its time.
 */
function editionOfLogIn(start: number, end: number): Edition {
  return end - start < HEADER_BYTES['2019'] + LOG_IN_BYTES ? '2011' : '2019';
}

function editionOf(bytes: Uint8Array, start: number, end: number): Edition {
  if (end - start < HEADER_BYTES['2019'] || u32(bytes, start + 22) !== 0) return '2011';
  const second = u32(bytes, start + 26);
  return second >= FIRST_SECOND && second < LAST_SECOND ? '2019' : '2011';
}

export function headerOf(bytes: Uint8Array, head: FrameHead): Header {
  const { edition, serial, centre, version_at, encrypted, key, at_ms } = head;
  return {
    edition,
    serial,
    centre,
    version: Array.from(bytes.subarray(version_at, version_at + 3)).join('.'),
    ...(encrypted ? { encrypted } : {}),
    ...(key === 0 ? {} : { key }),
    ...(edition === '2019' ? { at_ms } : {}),
  };
}

/** @throws RangeError when a value does not fit its field. */
export function writeHeader(to: ByteWriter, id: number, header: Header, body_bytes: number): void {
  const { edition, serial, centre, version, encrypted = false, key = 0, at_ms = Number.NaN } = header;
  to.u32(HEADER_BYTES[edition] + body_bytes + FRAME_EXTRA_BYTES);
  to.u32(serial);
  to.u16(id);
  to.u32(centre);
  for (const part of versionParts(version)) to.u8(part);
  to.u8(Number(encrypted));
  to.u32(key);
  if (edition === '2011') return;
  to.u32(0);
  to.u32(Math.floor(at_ms / 1000));
}

function versionParts(version: string): number[] {
  const parts = version.split('.').map(Number);
  if (parts.length !== 3) throw new RangeError(`version ${version} is not three numbers`);
  return parts;
}

function u32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
