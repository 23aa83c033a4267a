import type { Course } from '@opentocc/contract';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { QuestionChoice } from './question-choice.tsx';

/** The quiz of a course that is open or over, with what is right, for who holds the training. */
export function QuizSheet({ course: { quiz, answers } }: { readonly course: Course }) {
  const { t } = useTranslation();
  return (
    <Card title={t('knowledge.quiz')}>
      {quiz.map((question, i) => (
        <QuestionChoice
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is named by its place in the quiz
          key={i}
          number={i + 1}
          question={question}
          given={null}
          right={answers?.[i] ?? null}
        />
      ))}
    </Card>
  );
}
