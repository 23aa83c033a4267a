import { createContext, use } from 'react';
import { languageStore } from '../ui/preferences.ts';
import { useStore } from '../ui/store.ts';
import type { AllAuditWords } from './audit-words-of.ts';

/** What all features together add to the audit; given by the console, so that the audit knows no other feature. */
export const AuditWordsContext = createContext<AllAuditWords>({ acts: {}, groups: {}, subjects: {} });

/** The words of one part in the reader's language. */
export function useAuditWords(part: keyof AllAuditWords): Readonly<Record<string, string>> {
  const words = use(AuditWordsContext)[part];
  const language = useStore(languageStore);
  return Object.fromEntries(Object.entries(words).map(([code, name]) => [code, name[language]]));
}
