import type { Course } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { call } from '../../../../ui/api.ts';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED, useCourse } from '../queries.ts';
import { ArticlesOfCourse } from './articles-of-course.tsx';
import { CourseTag } from './courses-card.tsx';
import { QuizEditor } from './quiz-editor.tsx';
import { QuizForm } from './quiz-form.tsx';
import { QuizSheet } from './quiz-sheet.tsx';
import '../knowledge.css';

/** One course: what it teaches, and its quiz, which is edited, taken, or over. */
export function CoursePage() {
  const { t } = useTranslation();
  const { course: id } = useParams({ strict: false }) as { course?: string };
  const asked = useCourse(Number(id));
  const course = known(asked);
  return (
    <div className="page know-narrow">
      <div className="page-head">
        <h1>{course?.title ?? t('knowledge.course')}</h1>
        {course && <CourseTag state={course.state} />}
        <Link to="/knowledge/training">{t('knowledge.to_training')}</Link>
      </div>
      <Answer query={asked} height_px={320}>
        {(one) => (
          <div className="know-stack">
            <StateAct course={one} />
            <ArticlesOfCourse articles={one.articles} />
            <Quiz course={one} />
          </div>
        )}
      </Answer>
    </div>
  );
}

/** The quiz as the reader may have it now. */
function Quiz({ course }: { readonly course: Course }) {
  const { t } = useTranslation();
  const mayLearn = useMay('knowledge:learn');
  const mayTrain = useMay('knowledge:train');
  const { id, version, state } = course;
  if (state === 'draft' && mayTrain) return <QuizEditor key={`${id}:${version}`} course={course} />;
  if (state === 'open' && mayLearn) return <QuizForm key={id} course={course} />;
  if (mayTrain) return <QuizSheet course={course} />;
  return <p className="muted">{t(state === 'open' ? 'knowledge.quiz_not_yours' : 'knowledge.quiz_over')}</p>;
}

/** Opens a course once its quiz is right, and closes it when the month is over. */
function StateAct({ course: { id, version, state } }: { readonly course: Course }) {
  const { t } = useTranslation();
  const mayTrain = useMay('knowledge:train');
  const act = useAction(...CHANGED);
  if (!mayTrain || state === 'closed') return null;
  const to = state === 'draft' ? 'open' : 'closed';
  const move = () =>
    act(() => call('POST /api/v1/knowledge/courses/:id/state', { params: { id }, body: { version, to } }));
  return (
    <div className="know-acts">
      <Confirm
        title={t(`knowledge.course_act.${to}`)}
        description={t(`knowledge.course_act_hint.${to}`)}
        placement="bottomLeft"
        onConfirm={move}
      >
        <Button type={to === 'open' ? 'primary' : 'default'}>{t(`knowledge.course_act.${to}`)}</Button>
      </Confirm>
    </div>
  );
}
