import type { Course } from '@opentocc/contract';
import { useId } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';

interface Props {
  readonly number: number;
  readonly question: Course['quiz'][number];
  /** Option that is chosen; null for none yet. */
  readonly given: number | null;
  /** The right option, once it may be seen. */
  readonly right: number | null;
  /** Without it nothing can be chosen. */
  choose?(option: number): void;
}

/** A question with its options; once it was answered, which one was right. */
export function QuestionChoice({ number, question: { text, options }, given, right, choose }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const markOf = (i: number): 'right' | 'wrong' | null =>
    right === null ? null : i === right ? 'right' : i === given ? 'wrong' : null;
  return (
    <fieldset className="know-question">
      <legend>
        {number}. {text}
      </legend>
      {options.map((option, i) => (
        <label key={option} className={`know-option option-${markOf(i) ?? 'plain'}`}>
          <input
            type="radio"
            name={name}
            checked={given === i}
            disabled={!choose || right !== null}
            onChange={() => choose?.(i)}
          />{' '}
          {option}
          {markOf(i) && <strong> {t(`knowledge.answer_was.${markOf(i) as 'right' | 'wrong'}`)}</strong>}
        </label>
      ))}
    </fieldset>
  );
}
