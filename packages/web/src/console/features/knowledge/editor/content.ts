import type { Article, ArticleContent } from '@opentocc/contract';
import { shiftDay } from '../../../ui/typed-time.ts';

/** How long after it is written an article is looked at again unless somebody says otherwise, days. */
const FIRST_REVIEW_DAYS = 180;
const LONGEST_TITLE = 100;

/** What a form of an article holds: an end that is not known is left empty. */
/** A draft of before articles could be in English has neither of its fields. */
export type ContentFields = Omit<ArticleContent, 'valid_to' | 'title_en' | 'body_en'> & {
  readonly valid_to?: string;
  readonly title_en?: string;
  readonly body_en?: string;
};

/** @param today yyyy-mm-dd; @param title what was asked and not found */
export const blankContent = (today: string, title = ''): ContentFields => ({
  ...{ title: title.slice(0, LONGEST_TITLE), body: '', source: '', audience: 'agent' },
  ...{ valid_from: today, review_on: shiftDay(today, FIRST_REVIEW_DAYS) },
});

export const fieldsOf = ({
  title,
  body,
  title_en,
  body_en,
  source,
  audience,
  valid_from,
  valid_to,
  review_on,
}: Article): ContentFields => ({
  ...{ title, body, title_en, body_en, source, audience, valid_from, review_on },
  ...(valid_to !== null && { valid_to }),
});

export const contentOf = ({
  title,
  body,
  title_en = '',
  body_en = '',
  source,
  audience,
  valid_from,
  valid_to,
  review_on,
}: ContentFields): ArticleContent => ({
  ...{ title, body, title_en, body_en, source, audience, valid_from, review_on },
  valid_to: valid_to ?? null,
});
