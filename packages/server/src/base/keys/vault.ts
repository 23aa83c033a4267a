/** What a key is for: encryption, signatures, or keyed digests. */
export type KeyKind = 'sm4' | 'sm2' | 'hmac-sm3';

/** A key as others hold it: a name in the vault, never the key. */
export interface KeyHandle {
  readonly kind: KeyKind;
  /** What the vault needs to find the key again: a slot of a hardware module, or the key wrapped under another. */
  readonly reference: string;
  /** Hex, of SM2 keys. */
  readonly public_key: string | null;
}

/**
 * Where keys live and work. Its operations are those of a hardware security module (GM/T 0018): keys are made inside
 * and never come out, so that a certified module takes the place of the software vault without a change elsewhere.
 */
export interface KeyVault {
  /** For screens and the audit: "software", or the module's name. */
  readonly name: string;
  generate(kind: KeyKind): Promise<KeyHandle>;
  encrypt(key: KeyHandle, plain: Uint8Array, context: Uint8Array): Promise<Buffer>;
  /** @returns null when the key, the context or the data is not what was encrypted. */
  decrypt(key: KeyHandle, sealed: Uint8Array, context: Uint8Array): Promise<Buffer | null>;
  /** SM2 over SM3 with the default identity; DER in hex. */
  sign(key: KeyHandle, message: Uint8Array): Promise<string>;
  /** HMAC-SM3, 32 bytes. */
  digest(key: KeyHandle, data: Uint8Array): Promise<Buffer>;
}
