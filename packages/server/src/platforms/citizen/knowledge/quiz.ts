import type { QuizQuestion } from '@opentocc/contract';
import { hash01 } from '@opentocc/core/random';

export interface QuizArticle {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

const EACH_ARTICLE = 3;
const MOST_OPTIONS = 4;
/** A number with what it counts: what agents must know by heart, and what they confuse. */
const QUANTITY =
  /(\d+(?:\.\d+)?)\s*(元|分钟|小时|个工作日|工作日|日|天|年|个月|公里|米|厘米|公斤|千克|分|次|折|%|％|周岁|岁|号线)/g;
const SENTENCE = /[^。！？；\n]{8,90}[。！？；]?/g;
/** Wrong answers where the articles have no other number of the kind. */
const FACTORS = [2, 0.5, 3, 1.5];

/**
 * A quiz of articles for a person to edit: sentences with a quantity left out, then sentences whose article is to be named. The same
 * articles and seed give the same quiz.
 */
export function draftQuiz(articles: readonly QuizArticle[], seed: number): QuizQuestion[] {
  const quantities = articles.flatMap(({ body }) =>
    [...body.matchAll(QUANTITY)].map(([, number, unit]) => ({ number, unit })),
  );
  return articles.flatMap((article) => {
    const of_numbers = sentencesOf(article.body).flatMap((sentence, i) =>
      gapQuestion(article, sentence, quantities, seed + i),
    );
    if (of_numbers.length > 0) return of_numbers.slice(0, EACH_ARTICLE);
    return titleQuestion(article, articles, seed);
  });
}

const sentencesOf = (body: string): string[] =>
  (body.match(SENTENCE) ?? []).map((sentence) => sentence.trim());

/** A sentence with its first quantity left out. */
function gapQuestion(
  { id, title }: QuizArticle,
  sentence: string,
  all: readonly { readonly number: string; readonly unit: string }[],
  seed: number,
): QuizQuestion[] {
  const [found] = sentence.matchAll(QUANTITY);
  if (!found) return [];
  const [whole, number, unit] = found;
  const alike = all
    .filter((one) => one.unit === unit && Number(one.number) !== Number(number))
    .map((one) => one.number);
  const made = FACTORS.map((factor) => rounded(Number(number) * factor)).filter((one) => Number(one) > 0);
  const wrong = [...new Set([...alike, ...made])].filter((one) => Number(one) !== Number(number));
  const options = shuffled(
    [number, ...shuffled(wrong, seed, id).slice(0, MOST_OPTIONS - 1)].map((one) => `${one}${unit}`),
    seed,
    id + 1,
  );
  const text = `${title}：${sentence.slice(0, found.index)}____${sentence.slice(found.index + whole.length)}`;
  return [{ article: id, text, options, right: options.indexOf(`${number}${unit}`) }];
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** Which article a sentence stands in; none where there are no others to choose from. */
function titleQuestion(article: QuizArticle, all: readonly QuizArticle[], seed: number): QuizQuestion[] {
  const [sentence] = sentencesOf(article.body);
  const others = [...new Set(all.map(({ title }) => title))].filter((title) => title !== article.title);
  if (sentence === undefined || others.length === 0) return [];
  const options = shuffled(
    [article.title, ...shuffled(others, seed, article.id).slice(0, MOST_OPTIONS - 1)],
    seed,
    article.id + 1,
  );
  return [
    {
      article: article.id,
      text: `“${sentence}”出自哪一条知识？`,
      options,
      right: options.indexOf(article.title),
    },
  ];
}

function shuffled<T>(all: readonly T[], seed: number, salt: number): T[] {
  return all
    .map((one, i) => ({ one, at: hash01(seed, salt, i, 0) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
