import type { Course, QuizQuestion } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';
import { QuestionEditor } from './question-editor.tsx';
import { blankQuestion, draftOf, faultOf, MOST_QUESTIONS } from './quiz-draft.ts';

/** The generated quiz, made right by a person before the course is opened. */
export function QuizEditor({ course }: { readonly course: Course }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const { id, version, articles } = course;
  const [quiz, setQuiz] = useState(() => draftOf(course));
  const [isChanged, setChanged] = useState(false);
  const change = (next: readonly QuizQuestion[]) => {
    setQuiz(next);
    setChanged(true);
  };
  const isFaulty = quiz.length === 0 || quiz.some((question) => faultOf(question) !== null);
  const save = () =>
    act(() =>
      call('PUT /api/v1/knowledge/courses/:id/quiz', { params: { id }, body: { version, quiz: [...quiz] } }),
    );
  return (
    <Card title={t('knowledge.quiz_edit')} className="know-quiz">
      <p className="muted">{t('knowledge.quiz_edit_hint')}</p>
      {quiz.map((question, i) => (
        <QuestionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is named by its place in the quiz
          key={i}
          number={i + 1}
          question={question}
          articles={articles}
          change={(next) => change(quiz.with(i, next))}
          remove={() => change(quiz.toSpliced(i, 1))}
        />
      ))}
      <div className="know-acts">
        <Button
          disabled={quiz.length >= MOST_QUESTIONS}
          onClick={() => change([...quiz, blankQuestion(articles[0])])}
        >
          {t('knowledge.question_add')}
        </Button>
        <Button type="primary" disabled={!isChanged || isFaulty} onClick={save}>
          {t('knowledge.quiz_save')}
        </Button>
        {isChanged && <span className="muted">{t('knowledge.quiz_unsaved')}</span>}
      </div>
    </Card>
  );
}
