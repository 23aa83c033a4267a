import type { Bilingual } from '@opentocc/contract';
import type { KeyKind } from './vault.ts';

interface PurposeEntry extends Bilingual {
  readonly kind: KeyKind;
  /** False where a new key would make what exists unfindable: keyed digests are compared for equality. */
  readonly rotates: boolean;
}

/** What keys are for; each purpose has one active key at a time. */
export const PURPOSES = {
  personal: { kind: 'sm4', rotates: true, zh: '个人信息加密', en: 'Encryption of personal data' },
  secrets: { kind: 'sm4', rotates: true, zh: '系统秘密加密', en: 'Encryption of secrets' },
  'blind-index': { kind: 'hmac-sm3', rotates: false, zh: '密文检索索引', en: 'Look-up of encrypted data' },
  'audit-anchor': { kind: 'sm2', rotates: true, zh: '审计锚点签名', en: 'Signatures of audit anchors' },
  certificate: {
    kind: 'sm2',
    rotates: true,
    zh: '出库证明签名',
    en: 'Signatures of certificates of release',
  },
  'freight-permit': { kind: 'sm2', rotates: true, zh: '通行凭证签名', en: 'Signatures of permits' },
} as const satisfies Record<string, PurposeEntry>;

export type Purpose = keyof typeof PURPOSES;
/** Purposes whose keys sign. */
export type SigningPurpose = {
  [P in Purpose]: (typeof PURPOSES)[P]['kind'] extends 'sm2' ? P : never;
}[Purpose];

export function isPurpose(name: string): name is Purpose {
  return Object.hasOwn(PURPOSES, name);
}
