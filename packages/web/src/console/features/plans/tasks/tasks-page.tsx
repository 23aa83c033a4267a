import { Segmented } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { DrillBanner } from '../parts.tsx';
import { useOwnTasks } from '../queries.ts';
import { TaskLine } from './task-line.tsx';
import '../plans.css';

/** What plans ask of the reader's own unit, what is due first first. */
export function TasksPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<'open' | 'all'>('open');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('plans.tasks.title')}</h1>
        <Segmented
          aria-label={t('plans.tasks.title')}
          value={state}
          onChange={setState}
          options={(['open', 'all'] as const).map((value) => ({ value, label: t(`plans.tasks.${value}`) }))}
        />
      </div>
      <Answer
        query={useOwnTasks(state)}
        isEmpty={({ length }) => length === 0}
        empty={t('plans.tasks.none')}
        height_px={200}
      >
        {(all) => (
          <div className="plans-stack">
            <DrillBanner drill={all.some(({ drill }) => drill)} />
            <Card title={t('plans.tasks.title')} extra={t('plans.tasks.hint')}>
              <ul className="plans-tasks">
                {all.map((task) => (
                  <TaskLine key={task.id} task={task} withPlan />
                ))}
              </ul>
            </Card>
          </div>
        )}
      </Answer>
    </div>
  );
}
