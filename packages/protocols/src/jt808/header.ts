import type { ByteWriter, Version } from '../jt-wire/bytes.ts';
import { hexOf } from '../jt-wire/text.ts';

/** The header of a message, as its sender states it. */
export interface Header {
  readonly version: Version;
  /** Decimal digits without leading zeros, so that one terminal has one phone in every edition. */
  readonly phone: string;
  /** 0–65535, counted up by the sender for each message. */
  readonly serial: number;
  /** Bits 10–12 of the attributes; 0 plain, 1 RSA. An encrypted body stays raw. */
  readonly encryption?: number;
  /** Present when the message is sent in parts; `index` counts from 1. */
  readonly fragment?: { readonly total: number; readonly index: number };
}

/** Where the parts of a frame lie in its bytes (unescaped, without delimiters, checksum left out by `end`). */
export interface FrameHead {
  readonly id: number;
  /** 2011 has the header of 2013. */
  readonly version: '2013' | '2019';
  readonly phone_at: number;
  readonly phone_bytes: number;
  readonly serial: number;
  readonly encryption: number;
  /** Number of fragments, 0 when the message is whole. */
  readonly total: number;
  /** Index of this fragment from 1, 0 when the message is whole. */
  readonly index: number;
  readonly body_at: number;
  readonly end: number;
}

const FRAGMENTED = 1 << 13;
const IS_2019 = 1 << 14;
const LENGTH_MASK = 0x3ff;
/** Largest body of one frame, bytes. */
export const MAX_BODY_BYTES = LENGTH_MASK;

/**
 * Finds the parts of a frame in `bytes` from `start` to `end` (its checksum not included).
 * @returns undefined when the stated length of the body is not that of the bytes.
 */
export function readHead(bytes: Uint8Array, start: number, end: number): FrameHead | undefined {
  if (end - start < 12) return undefined;
  const attributes = (bytes[start + 2] << 8) | bytes[start + 3];
  const fragment_bytes = attributes & FRAGMENTED ? 4 : 0;
  const header_bytes = end - start - (attributes & LENGTH_MASK);
  const is2019 = (attributes & IS_2019) !== 0;
  const phone_bytes = is2019 ? 10 : 6;
  if (header_bytes !== phone_bytes + fragment_bytes + (is2019 ? 7 : 6)) return undefined;
  const phone_at = start + (is2019 ? 5 : 4);
  const at = phone_at + phone_bytes;
  return {
    id: (bytes[start] << 8) | bytes[start + 1],
    version: is2019 ? '2019' : '2013',
    phone_at,
    phone_bytes,
    serial: (bytes[at] << 8) | bytes[at + 1],
    encryption: (attributes >> 10) & 7,
    total: fragment_bytes ? (bytes[at + 2] << 8) | bytes[at + 3] : 0,
    index: fragment_bytes ? (bytes[at + 4] << 8) | bytes[at + 5] : 0,
    body_at: start + header_bytes,
    end,
  };
}

/** The phone of a frame, without leading zeros. */
export function phoneOf(bytes: Uint8Array, head: FrameHead): string {
  return normalPhone(hexOf(bytes, head.phone_at, head.phone_at + head.phone_bytes));
}

/** One spelling for one terminal: digits without leading zeros, "0" when there is nothing else. */
export function normalPhone(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}

/** @param version the edition that the terminal is known to speak, where its header does not say. */
export function headerOf(bytes: Uint8Array, head: FrameHead, version: Version): Header {
  return {
    version,
    phone: phoneOf(bytes, head),
    serial: head.serial,
    ...(head.encryption ? { encryption: head.encryption } : {}),
    ...(head.total ? { fragment: { total: head.total, index: head.index } } : {}),
  };
}

export function writeHeader(to: ByteWriter, id: number, header: Header, body_bytes: number): void {
  const is2019 = header.version === '2019';
  to.u16(id);
  to.u16(
    body_bytes |
      ((header.encryption ?? 0) << 10) |
      (header.fragment ? FRAGMENTED : 0) |
      (is2019 ? IS_2019 : 0),
  );
  if (is2019) to.u8(1);
  writePhone(to, header.phone, is2019 ? 10 : 6);
  to.u16(header.serial);
  if (header.fragment) {
    to.u16(header.fragment.total);
    to.u16(header.fragment.index);
  }
}

function writePhone(to: ByteWriter, phone: string, width: number): void {
  if (phone.length > width * 2) throw new RangeError(`phone ${phone} has more than ${width * 2} digits`);
  const padded = phone.padStart(width * 2, '0');
  for (let i = 0; i < padded.length; i += 2) to.u8(Number.parseInt(padded.slice(i, i + 2), 16));
}
