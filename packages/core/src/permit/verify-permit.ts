import { sm2 } from 'sm-crypto-v2';
import { type Permit, readPermit } from './permit.ts';

/** All that a gate knows while it reaches nobody. */
export interface PermitTrust {
  /** Public keys of SM2 by their id: an uncompressed point, hex. */
  readonly keys: Readonly<Record<string, string>>;
  /** Numbers of permits that ended before their time. */
  readonly revoked: ReadonlySet<string>;
}

/** Where and when a permit is shown, and on which truck. */
export interface PermitShown {
  readonly at_ms: number;
  /** Code of the port or place. */
  readonly place: string;
  /** As it was read; null where nobody looked. */
  readonly plate: string | null;
}

export type PermitCode =
  | ('ok' | 'unreadable' | 'forged' | 'unknown_key' | 'early' | 'over' | 'revoked')
  | ('other_plate' | 'other_place');

export interface PermitFinding {
  readonly code: PermitCode;
  /** Null where it cannot be read, or nobody signed it. */
  readonly permit: Permit | null;
}

/** The identity that GM/T 0009 gives a signer without one. */
const SM2_IDENTITY = '1234567812345678';

/** A plate as it is compared: without spaces, dots and the like, in capitals. */
export const barePlate = (plate: string): string => plate.toUpperCase().replace(/[\s·.\-—]/g, '');

/**
 * Whether a permit opens a gate, by itself alone: signature (SM2 over SM3), time, place and plate, and what is revoked. Runs
 * in a browser as well. That it is used once is what who keeps the uses says.
 */
export function verifyPermit(
  text: string,
  { at_ms, place, plate }: PermitShown,
  trust: PermitTrust,
): PermitFinding {
  const read = readPermit(text.trim());
  if (read === null) return { code: 'unreadable', permit: null };
  const key = Object.hasOwn(trust.keys, read.key) ? trust.keys[read.key] : undefined;
  if (key === undefined) return { code: 'unknown_key', permit: null };
  if (!isSigned(read.signed, read.signature, key)) return { code: 'forged', permit: null };
  const { permit } = read;
  const is = (code: PermitCode): PermitFinding => ({ code, permit });
  if (trust.revoked.has(permit.number)) return is('revoked');
  if (at_ms < permit.from_ms) return is('early');
  if (at_ms >= permit.to_ms) return is('over');
  if (!permit.places.includes(place)) return is('other_place');
  if (plate !== null && !permit.plates.map(barePlate).includes(barePlate(plate))) return is('other_plate');
  return is('ok');
}

function isSigned(message: Uint8Array, signature: Uint8Array, public_key: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(public_key)) return false;
  const hex = [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  try {
    return sm2.doVerifySignature(message, hex, public_key, { hash: true, userId: SM2_IDENTITY });
  } catch {
    return false; // the library throws for points off the curve and figures out of range
  }
}
