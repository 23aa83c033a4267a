import type { Json } from './model.ts';

/**
 * The one text of a JSON value (RFC 8785, JSON Canonicalization Scheme): members sorted by UTF-16 code units, no
 * spaces, numbers as ECMAScript writes them. Two programs that agree on the value agree on its hash.
 * @throws RangeError for numbers that JSON cannot hold.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`${value} is no JSON number`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`);
  return `{${members.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Lets nothing through that breaks a line, a terminal or the database: control characters and half characters. */
export function cleanJson(value: Json, longest = 2_000): Json {
  if (typeof value === 'string') return cleanText(value, longest);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => cleanJson(item, longest));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [cleanText(name, longest), cleanJson(item, longest)]),
  );
}

/** Control, bidirectional and line separator characters become U+FFFD; too long a text is cut. */
export function cleanText(text: string, longest: number): string {
  const whole = Buffer.from(text.slice(0, longest)).toString();
  return whole.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\uFFFD');
}
