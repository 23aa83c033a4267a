import { messageId } from './catalogue.ts';
import { decodeFrame } from './frame.ts';
import { bytesOfHex, hexOf } from './text.ts';

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Decodes a frame given as hexadecimal digits (blanks allowed) into what a person or a script reads: bytes as
 * hexadecimal, times as ISO 8601. Input that is no frame gives `{ ok: false, fault }`.
 */
export function decodeLine(hex: string): Json {
  const bytes = bytesOfHex(hex.replace(/\s+/g, ''));
  if (!bytes) return { ok: false, fault: 'not_hexadecimal' };
  const decoded = decodeFrame(bytes);
  if (!decoded.ok) return decoded;
  const id = `0x${messageId(decoded.message).toString(16).padStart(4, '0')}`;
  return { ok: true, id, header: readable(decoded.header), message: readable(decoded.message) };
}

function readable(value: unknown, key = ''): Json {
  if (value instanceof Uint8Array) return hexOf(value);
  if (Array.isArray(value)) return value.map((one) => readable(one));
  if (typeof value === 'number' && key.endsWith('_ms'))
    return Number.isNaN(value) ? null : new Date(value).toISOString();
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, readable(one, name)]));
  return (value ?? null) as Json;
}
