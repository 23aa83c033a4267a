import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { NewPlanDialog } from './new-plan.tsx';
import { usePlanColumns } from './plan-columns.tsx';
import { usePlans } from './queries.ts';
import { RunsCard } from './runs-card.tsx';
import { TagsCard } from './tags-card.tsx';
import './plans.css';
import { ListTable } from '../../ui/list-table.tsx';

/** What runs, every plan, and the tags by which units join them. */
export function PlansPage() {
  const { t } = useTranslation();
  const mayEdit = useMay('plans:edit');
  const [isAdding, setAdding] = useState(false);
  const columns = usePlanColumns();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('plans.title')}</h1>
        {mayEdit && <Button onClick={() => setAdding(true)}>{t('plans.new_plan')}</Button>}
      </div>
      <RunsCard />
      <Card title={t('plans.title')}>
        <ListTable query={usePlans()} columns={columns} none={t('plans.none')} height_px={160} />
      </Card>
      <TagsCard />
      {isAdding && <NewPlanDialog close={() => setAdding(false)} />}
    </div>
  );
}
