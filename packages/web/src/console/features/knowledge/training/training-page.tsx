import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { CoursesCard } from './courses-card.tsx';
import { NewCourseDialog } from './new-course.tsx';
import { RecordCards } from './record-cards.tsx';
import '../knowledge.css';

/** Courses of every month; for who holds them, the indicator, the results, and who is missing. */
export function TrainingPage() {
  const { t } = useTranslation();
  const mayTrain = useMay('knowledge:train');
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('knowledge.training')}</h1>
        {mayTrain && <Button onClick={() => setAdding(true)}>{t('knowledge.course_new')}</Button>}
      </div>
      <CoursesCard />
      {mayTrain && <RecordCards />}
      {isAdding && <NewCourseDialog close={() => setAdding(false)} />}
    </div>
  );
}
