import type { Bilingual, Language } from '@opentocc/contract';

/** The caller's language from an Accept-Language header: Chinese unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = acceptLanguage?.split(',')[0]?.trim().toLowerCase() ?? 'zh';
  return first.startsWith('en') ? 'en' : 'zh';
}

/** Fills `{name}` in a text of both languages and picks one. */
export function say(
  text: Bilingual,
  language: Language,
  params: Record<string, string | number> = {},
): string {
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole,
  );
}
