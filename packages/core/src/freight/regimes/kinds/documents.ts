import { clockText } from '../clock-words.ts';
import type { DocumentKind } from '../trip.ts';
import { judgedAt } from '../trip.ts';
import type { Words } from '../words.ts';
import { breach, fault, type RuleHead, type RuleKind } from './rule-kind.ts';

/** What a truck or its driver carries. */
export interface DocumentsRule extends RuleHead {
  readonly kind: 'documents';
  readonly documents: readonly DocumentKind[];
}

export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, Words>> = {
  permit: { zh: '跨境通行批文', en: 'cross-border permit' },
  licence: { zh: '驾驶证', en: 'driving licence' },
  sticker: { zh: '车身标识', en: 'sticker' },
  voucher: { zh: '进场凭证', en: 'voucher to enter' },
  customs: { zh: '报关单', en: 'customs form' },
  hazmat_slip: { zh: '危货运单', en: 'slip of dangerous goods' },
};

export const documents: RuleKind<DocumentsRule> = {
  kind: 'documents',
  name: { zh: '证件凭证', en: 'Documents' },
  notice: {
    zh: '规定随车随人的证件、标识和凭证，须在有效期内。',
    en: 'Says which documents, stickers and vouchers go with the truck and its driver; they must not have expired.',
  },
  judge(rule, trip) {
    const at_ms = judgedAt(trip);
    return rule.documents.flatMap((kind) => {
      const own = trip.declared.documents.filter((one) => one.kind === kind);
      const { zh, en } = DOCUMENT_WORDS[kind];
      if (own.length === 0) return [breach('document_none', at_ms, `没有${zh}`, `There is no ${en}`)];
      const last_ms = Math.max(...own.map(({ valid_to_ms }) => valid_to_ms ?? Number.POSITIVE_INFINITY));
      if (at_ms === null || at_ms < last_ms) return [];
      return [
        breach(
          ...(['document_expired', at_ms] as const),
          `${zh}于 ${clockText(last_ms)} 到期`,
          `The ${en} expired at ${clockText(last_ms)}`,
        ),
      ];
    });
  },
  check: (rule) =>
    rule.documents.length === 0 || new Set(rule.documents).size < rule.documents.length
      ? [
          fault(
            'documents_none',
            '没有列出证件，或有重复：请改正',
            'No document is listed, or one stands twice: correct it',
          ),
        ]
      : [],
  // Documents add up: whoever carries all of them obeys every rule.
  contradicts: () => null,
};
