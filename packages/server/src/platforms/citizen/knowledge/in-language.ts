import type { ArticleContent, Language } from '@opentocc/contract';

type InBoth = Pick<ArticleContent, 'title' | 'body' | 'title_en' | 'body_en'>;

/** In which language an article can be shown to who reads in one: every article is in Chinese, some are in English too. */
export const languageOf = ({ title_en }: InBoth, language: Language): Language =>
  language === 'en' && title_en !== '' ? 'en' : 'zh';

export const inLanguage = (
  row: InBoth,
  language: Language,
): { readonly title: string; readonly body: string } =>
  languageOf(row, language) === 'en'
    ? { title: row.title_en, body: row.body_en }
    : { title: row.title, body: row.body };
