import type { Course, QuizQuestion } from '@opentocc/contract';

/** Bounds of a question and of a quiz, as the contract has them. */
export const MOST_OPTIONS = 6;
export const LEAST_OPTIONS = 2;
export const MOST_QUESTIONS = 60;

/** The quiz of a course with its right options, as it is edited. */
export const draftOf = ({ quiz, answers }: Course): readonly QuizQuestion[] =>
  quiz.map((question, i) => ({ ...question, options: [...question.options], right: answers?.[i] ?? 0 }));

export const blankQuestion = (article: number): QuizQuestion => ({
  ...{ article, text: '', options: ['', ''], right: 0 },
});

/** Takes an option away; the right one stays the right one, and where it was taken the first is. */
export function withoutOption(question: QuizQuestion, at: number): QuizQuestion {
  const { options, right } = question;
  const moved = right === at ? 0 : right > at ? right - 1 : right;
  return { ...question, options: options.filter((_, i) => i !== at), right: moved };
}

/** What is wrong with a question; null where nothing is. */
export type QuestionFault = 'text' | 'option' | 'same' | null;

export function faultOf({ text, options }: QuizQuestion): QuestionFault {
  const said = options.map((option) => option.trim());
  if (text.trim().length < 2) return 'text';
  if (said.includes('')) return 'option';
  return new Set(said).size < said.length ? 'same' : null;
}
