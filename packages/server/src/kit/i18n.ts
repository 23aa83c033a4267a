import type { Bilingual, Language } from '@opentocc/contract';

/** The caller's language from an Accept-Language header: Chinese unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = acceptLanguage?.split(',')[0]?.trim().toLowerCase() ?? 'zh';
  return first.startsWith('en') ? 'en' : 'zh';
}

/** What a text is filled with; something that has a name is said in the reader's language. */
export type Params = Readonly<Record<string, string | number | Bilingual>>;

/** Fills `{name}` in a text of both languages and picks one. */
export function say(text: Bilingual, language: Language, params: Params = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : typeof value === 'object' ? value[language] : String(value);
  });
}
