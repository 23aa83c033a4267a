import { hexOf } from './text.ts';

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What was decoded as a person or a script reads it: bytes as hexadecimal, times (`…_ms`) as ISO 8601. */
export function readable(value: unknown, key = ''): Json {
  if (value instanceof Uint8Array) return hexOf(value);
  if (Array.isArray(value)) return value.map((one) => readable(one));
  if (typeof value === 'number' && key.endsWith('_ms')) return isoOf(value);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, readable(one, name)]));
  return (value ?? null) as Json;
}

/** Null for what is no instant, or one that ISO 8601 has no year for. */
function isoOf(at_ms: number): string | null {
  return Math.abs(at_ms) <= 8.64e15 ? new Date(at_ms).toISOString() : null;
}
