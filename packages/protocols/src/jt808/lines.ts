import { type Json, readable } from '../jt-wire/readable.ts';
import { bytesOfHex } from '../jt-wire/text.ts';
import { messageId } from './catalogue.ts';
import { decodeFrame } from './frame.ts';

/**
 * Decodes a frame given as hexadecimal digits (blanks allowed) into what a person or a script reads. Input that is no
 * frame gives `{ ok: false, fault }`.
 */
export function decodeLine(hex: string): Json {
  const bytes = bytesOfHex(hex.replace(/\s+/g, ''));
  if (!bytes) return { ok: false, fault: 'not_hexadecimal' };
  const decoded = decodeFrame(bytes);
  if (!decoded.ok) return decoded;
  const id = `0x${messageId(decoded.message).toString(16).padStart(4, '0')}`;
  return { ok: true, id, header: readable(decoded.header), message: readable(decoded.message) };
}
