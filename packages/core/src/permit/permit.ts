/** What a permit (通行凭证) says. All of it is signed. */
export interface Permit {
  /** Given once: "P20261128-00012-1". */
  readonly number: string;
  readonly trip: string;
  /** Plates by which its truck may be known, without spaces. */
  readonly plates: readonly string[];
  /** Codes of ports and places whose gates it opens. */
  readonly places: readonly string[];
  /** [from_ms, to_ms) in which it holds. */
  readonly from_ms: number;
  readonly to_ms: number;
  /** Regimes by which it was given, as "code/version": it ends with them. */
  readonly regimes: readonly string[];
}

/** A permit as its code says it, not verified yet. */
export interface ReadPermit {
  readonly permit: Permit;
  /** The key that signed it. */
  readonly key: string;
  readonly signed: Uint8Array;
  /** r ‖ s, 64 bytes. */
  readonly signature: Uint8Array;
}

/** Longest text of a code that is looked at. */
const MOST = 1000;
const FORMAT = /^TP1\.([\w-]{1,60})\.([\w-]+)\.([\w-]{86})$/;
const SIGNATURE_BYTES = 64;

/** The bytes that are signed: the format before the content, so that what is signed for another use is no permit. */
export const signedBytes = (body: string): Uint8Array => new TextEncoder().encode(`TP1.${body}`);

/** The content as it stands in a code. */
export function permitBody({ number, trip, plates, places, from_ms, to_ms, regimes }: Permit): string {
  const fields = [number, trip, plates, places, Math.floor(from_ms / 1000), Math.ceil(to_ms / 1000), regimes];
  return toBase64Url(new TextEncoder().encode(JSON.stringify(fields)));
}

/** The whole text of a code. @param signature r ‖ s */
export const permitText = (key: string, body: string, signature: Uint8Array): string =>
  `TP1.${key}.${body}.${toBase64Url(signature)}`;

/** Reads a code. Null for what is none: one text alone stands for one permit, whatever a decoder would let pass. */
export function readPermit(text: string): ReadPermit | null {
  const [, key, body, signed] = (text.length <= MOST && FORMAT.exec(text)) || [];
  if (key === undefined) return null;
  const [bytes, signature] = [fromBase64Url(body), fromBase64Url(signed)];
  if (bytes === null || signature?.length !== SIGNATURE_BYTES) return null;
  const permit = permitOf(bytes);
  if (permit === null || permitBody(permit) !== body) return null;
  return { permit, key, signed: signedBytes(body), signature };
}

function permitOf(bytes: Uint8Array): Permit | null {
  try {
    const fields: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!Array.isArray(fields) || fields.length !== 7) return null;
    const [number, trip, plates, places, from_s, to_s, regimes] = fields as unknown[];
    if (typeof number !== 'string' || typeof trip !== 'string') return null;
    if (!isTexts(plates) || !isTexts(places) || !isTexts(regimes)) return null;
    if (!Number.isSafeInteger(from_s) || !Number.isSafeInteger(to_s)) return null;
    const [from_ms, to_ms] = [Number(from_s) * 1000, Number(to_s) * 1000];
    return { number, trip, plates, places, from_ms, to_ms, regimes };
  } catch {
    return null;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Null where it is not the one text of its bytes. */
function fromBase64Url(text: string): Uint8Array | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    return toBase64Url(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
