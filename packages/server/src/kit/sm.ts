import { createHash, createHmac } from 'node:crypto';
import { sm2, sm4 } from 'sm-crypto-v2';

/**
 * The SM suite. SM3 and HMAC-SM3 are Node's own. SM2 and SM4-GCM come from sm-crypto-v2: Node 20 has no SM4-GCM, and its
 * `sign('sm3')` with an SM2 key verifies its own signatures but is not SM2, because it leaves out the signer's
 * identity (Z of GB/T 32918.2). The tests hold all of it against the openssl command line.
 */

/** The identity that GM/T 0009 gives a signer without one; openssl calls it distid. */
export const SM2_IDENTITY = '1234567812345678';
const ORDER = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @returns 32 bytes. */
export function sm3(data: Uint8Array | string): Buffer {
  return createHash('sm3').update(data).digest();
}

/** @returns 32 bytes. */
export function hmacSm3(key: Uint8Array, data: Uint8Array | string): Buffer {
  return createHmac('sm3', key).update(data).digest();
}

/** An SM2 key pair in hex: 32 bytes, and 65 bytes of an uncompressed point. */
export interface Sm2KeyPair {
  readonly private_key: string;
  readonly public_key: string;
}

/** @param random cryptographically random bytes. */
export function createSm2KeyPair(random: (bytes: number) => Uint8Array): Sm2KeyPair {
  for (;;) {
    const private_key = Buffer.from(random(32)).toString('hex');
    const d = BigInt(`0x${private_key}`);
    if (d >= 1n && d <= ORDER - 2n)
      return { private_key, public_key: sm2.getPublicKeyFromPrivateKey(private_key) };
  }
}

/** @returns a signature in DER, hex. */
export function signSm2(message: Uint8Array, { private_key, public_key }: Sm2KeyPair): string {
  return sm2.doSignature(message, private_key, {
    hash: true,
    der: true,
    publicKey: public_key,
    userId: SM2_IDENTITY,
  });
}

/** False for a signature that is wrong or malformed. */
export function verifySm2(message: Uint8Array, signature: string, public_key: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(public_key) || !/^30([0-9a-f]{2})+$/.test(signature)) return false;
  try {
    return sm2.doVerifySignature(message, signature, public_key, {
      hash: true,
      der: true,
      userId: SM2_IDENTITY,
    });
  } catch {
    return false; // the library throws for malformed DER and points off the curve
  }
}

/** Encrypts and authenticates. @returns iv (12) ‖ ciphertext ‖ tag (16). @param key 16 bytes. */
export function sealSm4(
  key: Uint8Array,
  plain: Uint8Array,
  context: Uint8Array,
  random: (bytes: number) => Uint8Array,
): Buffer {
  const iv = random(IV_BYTES);
  const { output, tag } = sm4.encrypt(plain, key, {
    mode: 'gcm',
    iv,
    associatedData: context,
    output: 'array',
    outputTag: true,
  });
  return Buffer.concat([iv, output, tag ?? new Uint8Array()]);
}

/** @returns null when the key, the context or any bit of `sealed` is not as it was. */
export function openSm4(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const plain = sm4.decrypt(sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES), key, {
      mode: 'gcm',
      iv: sealed.subarray(0, IV_BYTES),
      tag: sealed.subarray(sealed.length - TAG_BYTES),
      associatedData: context,
      output: 'array',
    });
    return Buffer.from(plain);
  } catch {
    return null; // the library throws when the tag does not match
  }
}
