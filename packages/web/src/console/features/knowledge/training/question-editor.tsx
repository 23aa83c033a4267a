import type { QuizQuestion } from '@opentocc/contract';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useArticle } from '../queries.ts';
import { faultOf, LEAST_OPTIONS, MOST_OPTIONS, withoutOption } from './quiz-draft.ts';

interface Props {
  readonly number: number;
  readonly question: QuizQuestion;
  /** Articles of the course, of which one answers it. */
  readonly articles: readonly number[];
  change(question: QuizQuestion): void;
  remove(): void;
}

/** A question, its options with the right one marked, and the article that answers it. */
export function QuestionEditor({ number, question, articles, change, remove }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const { text, options, right, article } = question;
  const fault = faultOf(question);
  return (
    <fieldset className="know-question">
      <legend>{t('knowledge.question_n', { number })}</legend>
      <Input.TextArea
        aria-label={t('knowledge.question_text', { number })}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={500}
        value={text}
        onChange={({ target }) => change({ ...question, text: target.value })}
      />
      {options.map((option, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is named by its place
        <div key={i} className="know-option-edit">
          <input
            type="radio"
            name={name}
            aria-label={t('knowledge.option_right', { number: i + 1 })}
            checked={right === i}
            onChange={() => change({ ...question, right: i })}
          />
          <Input
            aria-label={t('knowledge.option_n', { number: i + 1 })}
            maxLength={200}
            value={option}
            onChange={({ target }) => change({ ...question, options: options.with(i, target.value) })}
          />
          <Button
            size="small"
            disabled={options.length <= LEAST_OPTIONS}
            onClick={() => change(withoutOption(question, i))}
          >
            {t('knowledge.option_remove')}
          </Button>
        </div>
      ))}
      {fault && (
        <p className="bad" role="alert">
          {t(`knowledge.question_fault.${fault}`)}
        </p>
      )}
      <div className="know-acts">
        <Button
          size="small"
          disabled={options.length >= MOST_OPTIONS}
          onClick={() => change({ ...question, options: [...options, ''] })}
        >
          {t('knowledge.option_add')}
        </Button>
        <Select
          size="small"
          className="know-of-article"
          aria-label={t('knowledge.question_article')}
          value={article}
          options={articles.map((id) => ({ value: id, label: <ArticleTitle id={id} /> }))}
          onChange={(id) => change({ ...question, article: id })}
        />
        <Button size="small" danger onClick={remove}>
          {t('knowledge.question_remove')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Its number until its title is known. */
function ArticleTitle({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  return <>{known(useArticle(id))?.title ?? t('knowledge.article_n', { id })}</>;
}
