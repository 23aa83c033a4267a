import type { AuditWords, Feature } from './feature.ts';

export type AllAuditWords = Required<AuditWords>;

/** What all features together add to the audit. */
export function auditWordsOf(features: readonly Feature[]): AllAuditWords {
  const parts = features.map(({ audit = {} }) => audit);
  return {
    acts: Object.assign({}, ...parts.map(({ acts }) => acts)),
    groups: Object.assign({}, ...parts.map(({ groups }) => groups)),
    subjects: Object.assign({}, ...parts.map(({ subjects }) => subjects)),
  };
}
