import type { Course, QuizOutcome } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';
import { QuestionChoice } from './question-choice.tsx';

/** The quiz as it is taken; afterwards what was right, and another try. */
export function QuizForm({ course: { id, quiz, own } }: { readonly course: Course }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const [given, setGiven] = useState<readonly (number | null)[]>(() => quiz.map(() => null));
  const [outcome, setOutcome] = useState<QuizOutcome | null>(null);
  // One try sent twice, as after a lost answer, is one.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const open = given.filter((one) => one === null).length;
  const send = async () => {
    const answers = given.filter((one) => one !== null);
    const came = await act(() =>
      call('POST /api/v1/knowledge/courses/:id/answers', { params: { id }, body: { key, answers } }),
    );
    if (came) setOutcome(came);
  };
  const again = () => {
    setGiven(quiz.map(() => null));
    setOutcome(null);
    setKey(crypto.randomUUID());
  };
  return (
    <Card
      title={t('knowledge.quiz')}
      extra={own && t('knowledge.own_best', { right: own.right, of: own.of })}
      className="know-quiz"
    >
      {outcome && (
        <p className="know-outcome" role="status">
          {t('knowledge.outcome', { right: outcome.right, of: outcome.of })}
        </p>
      )}
      {quiz.map((question, i) => (
        <QuestionChoice
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is named by its place in the quiz
          key={i}
          number={i + 1}
          question={question}
          given={given[i]}
          right={outcome?.questions[i].right ?? null}
          choose={(option) => setGiven(given.with(i, option))}
        />
      ))}
      {outcome ? (
        <Button onClick={again}>{t('knowledge.try_again')}</Button>
      ) : (
        <Button type="primary" disabled={open > 0} onClick={send}>
          {open > 0 ? t('knowledge.open_questions', { count: open }) : t('knowledge.hand_in')}
        </Button>
      )}
    </Card>
  );
}
