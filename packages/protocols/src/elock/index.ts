import { decodeBinary, encodeBinary } from './binary.ts';
import { decodeSeal } from './eseal.ts';
import { bytesOfFigures } from './figures.ts';
import type { LockDecoded, LockMessage } from './model.ts';
import { decodeSensor } from './wireless-sensor.ts';
import { decodeWords } from './words.ts';

export type { LockAlarm, LockDecoded, LockFault, LockMessage, LockPlace, LockReport } from './model.ts';

const LONGEST = 4096;
const latin1 = new TextDecoder('latin1');

/** Reads one message of an electronic lock or seal. Bad bytes are a fault and never thrown. */
export function decodeLock(bytes: Uint8Array): LockDecoded {
  if (bytes.length < 4 || bytes.length > LONGEST) return { ok: false, fault: 'too_short' };
  if (bytes[0] === 0x24) return decodeBinary(bytes);
  const text = latin1.decode(bytes).trimEnd();
  if (text.startsWith('##') && text.endsWith('##')) return decodeSeal(text);
  if (!text.startsWith('(') || !text.endsWith(')')) return { ok: false, fault: 'not_a_message' };
  return /^\([^,]*,[^,]*,[^,]*,WLNET,/.test(text) ? decodeSensor(bytes) : decodeWords(text);
}

/** As it comes through an interface: the message's own text, or its bytes in hexadecimal. */
export function decodeLockText(text: string): LockDecoded {
  const isHex = text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text);
  return decodeLock(isHex ? bytesOfFigures(text) : new TextEncoder().encode(text));
}

/** The bytes of a message. @throws RangeError for parts that do not fit */
export function encodeLock({ protocol, parts }: LockMessage): Uint8Array {
  if (parts.form === 'binary') return encodeBinary(parts.frame);
  const words = parts.words.join(',');
  if (parts.form === 'words')
    return new TextEncoder().encode(protocol === 'eseal' ? `##${words}##` : `(${words})`);
  const head = new TextEncoder().encode(`(${words},`);
  return Uint8Array.from([...head, ...parts.bytes, 0x29]);
}
