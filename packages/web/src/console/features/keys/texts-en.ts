import type { zh } from './texts-zh.ts';

/** What screens say of the keys, in English; the compiler holds both together. */
export const en: typeof zh = {
  purpose: 'Purpose',
  kind: 'Algorithm',
  kind_name: {
    sm4: 'SM4-GCM encryption',
    sm2: 'SM2 signature',
    'hmac-sm3': 'HMAC-SM3 digest',
  },
  vault: 'Vault',
  vault_software: 'software vault',
  id: 'Key',
  new: 'New key',
  lead: 'Keys are made in the vault and never leave it; after a rotation the old key only opens, until all data is sealed with the new one.',
  never_rotates: 'does not rotate',
  never_rotates_why: 'A new key would make what exists unfindable',
  public_keys: 'Download public keys',
  public_keys_hint:
    'For the audit administrator, who checks exports offline with them (tocc audit verify --keys)',
  rotation_started: 'Started',
  rotation_ended: 'Done',
  rotation_running: 'running',
  rotations_none: 'No key was rotated yet',
  nothing_sealed: 'there was nothing to re-encrypt',
  created: 'Since',
  active: 'active',
  retired: 'retired',
  rotate: 'Rotate',
  rotate_text:
    'Makes a new key and re-encrypts existing data in the background; the old key decrypts it until then.',
  rotations: 'Rotations',
  progress: 'Re-encrypted',
  title: 'Keys',
};
