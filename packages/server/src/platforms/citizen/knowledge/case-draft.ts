import type { NewArticle } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import { withoutNumbers } from './masking.ts';

/** What a closed case gives an article. */
export interface ClosedCase {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly answer: string;
}

/** Half a year until it is looked at again. Assumed, 2026-11-28. */
const REVIEW_DAYS = 180;
const MOST_TITLE = 100;
const MOST_QUESTION = 2000;
const MOST_ANSWER = 12_000;

/** A draft for a person to rewrite: the question as it was put and its answer, without numbers of people. The same case makes one draft. */
export function draftOfCase({ id, number, title, text, answer }: ClosedCase, now_ms: number): NewArticle {
  const question = withoutNumbers(text).slice(0, MOST_QUESTION);
  return {
    key: `knowledge:case:${id}`,
    title: withoutNumbers(title).slice(0, MOST_TITLE),
    body: `${question && `问：${question}\n\n`}答：${withoutNumbers(answer).slice(0, MOST_ANSWER)}`,
    ...{ title_en: '', body_en: '' },
    source: `12328 工单 ${number} 的答复`,
    audience: 'agent',
    valid_from: cityDay(now_ms),
    valid_to: null,
    review_on: cityDay(now_ms + REVIEW_DAYS * DAY_MS),
  };
}
