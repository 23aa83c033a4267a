import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

/** A text whose English may be missing: Chinese stands in its place. */
export function useSay(): (text: { readonly zh: string; readonly en?: string }) => string {
  const language = useStore(languageStore);
  return (text) => text[language] || text.zh;
}
