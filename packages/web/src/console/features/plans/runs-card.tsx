import type { PlanRun } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useDistrictName } from '../../session/directory.ts';
import { ListTable } from '../../ui/list-table.tsx';
import { DrillTag, RunTag } from './parts.tsx';
import { useRuns } from './queries.ts';
import { useSay } from './say.ts';

/** What runs, and what ran of late. */
export function RunsCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('plans.runs.open_list')}>
      <ListTable query={useRuns()} columns={columns} none={t('plans.runs.none')} height_px={120} rows={8} />
    </Card>
  );
}

function useColumns(): TableColumnsType<PlanRun> {
  const { t } = useTranslation();
  const say = useSay();
  const districtOf = useDistrictName();
  return [
    {
      title: t('plans.name'),
      render: (_, { id, name, drill, version }) => (
        <>
          <DrillTag drill={drill} />
          <Link to="/plans/runs/$run" params={{ run: String(id) }}>
            {t('plans.runs.of', { name: say(name), version })}
          </Link>
        </>
      ),
    },
    {
      title: t('plans.state'),
      render: (_, { state, waits }) => (
        <>
          <RunTag state={state} />
          {waits && <strong className="plans-proposed">{t('plans.runs.waits')}</strong>}
        </>
      ),
    },
    {
      title: t('plans.runs.phase'),
      render: (_, { phase_name, phase_since_ms }) =>
        phase_name && phase_since_ms !== null
          ? `${say(phase_name)} · ${t('plans.runs.since')} ${minuteOf(phase_since_ms)}`
          : NO_VALUE,
    },
    { title: t('plans.runs.tasks'), render: (_, { tasks }) => t('plans.runs.task_counts', tasks) },
    {
      title: t('plans.editor.districts'),
      render: (_, { districts }) => districts?.map(districtOf).join('、') ?? t('plans.whole_city'),
    },
    {
      title: t('plans.runs.asked_by'),
      render: (_, { asked_by, asked_ms }) => `${asked_by} · ${minuteOf(asked_ms)}`,
    },
  ];
}
