import { createContext, use } from 'react';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import type { AuditWords, Feature } from './feature.ts';

type AllAuditWords = Required<AuditWords>;

/** What all features together add to the audit; given by the console, so that the audit knows no other feature. */
export const AuditWordsContext = createContext<AllAuditWords>({ acts: {}, groups: {}, subjects: {} });

export function auditWordsOf(features: readonly Feature[]): AllAuditWords {
  const parts = features.map(({ audit = {} }) => audit);
  return {
    acts: Object.assign({}, ...parts.map(({ acts }) => acts)),
    groups: Object.assign({}, ...parts.map(({ groups }) => groups)),
    subjects: Object.assign({}, ...parts.map(({ subjects }) => subjects)),
  };
}

/** The words of one part in the reader's language. */
export function useAuditWords(part: keyof AllAuditWords): Readonly<Record<string, string>> {
  const words = use(AuditWordsContext)[part];
  const language = useStore(languageStore);
  return Object.fromEntries(Object.entries(words).map(([code, name]) => [code, name[language]]));
}
