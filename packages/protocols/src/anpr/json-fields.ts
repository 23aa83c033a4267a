import { CameraFault } from './plate-read.ts';

/** An object of JSON whose members are read one by one, each by the type that is expected of it. */
export type JsonObject = Readonly<Record<string, unknown>>;

const MOST_DEPTH = 24;

/** @throws CameraFault when it is no object of JSON in UTF-8 */
export function readJson(body: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new CameraFault('no JSON in UTF-8');
  }
  if (!isObject(value)) throw new CameraFault('no object of JSON');
  if (depthOf(value, 0) > MOST_DEPTH) throw new CameraFault('nested too deep');
  return value;
}

/** A member that is an object; an empty one where there is none. */
export function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  let at: unknown = object;
  for (const name of path) at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return isObject(at) ? at : {};
}

export function textAt(object: JsonObject, name: string): string {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Null where there is none; makers write some numbers as texts. */
export function numberAt(object: JsonObject, name: string): number | null {
  const text = textAt(object, name).trim();
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Bytes of a picture in base64; null for none. @throws CameraFault for what is no base64 */
export function bytesAt(object: JsonObject, name: string): Uint8Array | null {
  const text = textAt(object, name).replace(/^data:image\/\w+;base64,/, '');
  return text === '' ? null : bytesOfBase64(text);
}

/** @throws CameraFault for what is no base64 */
export function bytesOfBase64(text: string): Uint8Array {
  const plain = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain) || plain.length % 4 === 1)
    throw new CameraFault('a picture that is no base64');
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function depthOf(value: unknown, depth: number): number {
  if (depth > MOST_DEPTH || typeof value !== 'object' || value === null) return depth;
  return Object.values(value).reduce<number>((most, one) => Math.max(most, depthOf(one, depth + 1)), depth);
}
