/** The three numbers that two platforms agree on beside the key of each frame; 0–4294967295, `m1` above 0. */
export interface CipherConstants {
  readonly m1: number;
  readonly ia1: number;
  readonly ic1: number;
}

/**
 * Encrypts or decrypts a body in place: both are the same. A key stream of a linear congruence, which hides nothing from
 * whoever sees a few bodies: it is spoken because the standard says so, and links need a tunnel beside it.
 * @param key of the frame's header, 0–4294967295; 0 counts as 1.
 */
export function cipher(bytes: Uint8Array, key: number, { m1, ia1, ic1 }: CipherConstants): void {
  const modulus = m1 === 0 ? 1 : m1;
  let state = key === 0 ? 1 : key;
  for (let i = 0; i < bytes.length; i++) {
    state = (Math.imul(ia1, state % modulus) + ic1) >>> 0;
    bytes[i] ^= state >>> 20;
  }
}
