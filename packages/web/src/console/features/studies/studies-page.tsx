import type { StudySummary } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../ui/road-name.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useStudies } from './queries.ts';
import { StatusTag } from './study-status.tsx';
import { useWhat } from './what.ts';
import './studies.css';
import { ListTable } from '../../ui/list-table.tsx';

/** All studies that the reader may see, the newest first. */
export function StudiesPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const mayRun = useMay('studies:run');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('studies.title')}</h1>
        {mayRun && <Link to="/studies/new">{t('studies.new_study')}</Link>}
        <Link to="/map">{t('studies.open_map')}</Link>
      </div>
      <Card title={t('studies.all')} extra={t('studies.list_hint')}>
        <ListTable query={useStudies()} columns={columns} none={t('studies.none')} height_px={240} />
      </Card>
    </div>
  );
}

function useColumns(): TableColumnsType<StudySummary> {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  const whatOf = useWhat();
  return [
    {
      title: t('studies.road'),
      render: (_, { id, name, road }) => (
        <Link to="/studies/$study" params={{ study: String(id) }}>
          {[name, nameOf(road)].filter(Boolean).join(' · ')}
        </Link>
      ),
    },
    {
      title: t('studies.what'),
      render: (_, study) => whatOf(study),
    },
    { title: t('studies.status'), render: (_, { status }) => <StatusTag status={status} /> },
    { title: t('studies.base'), render: (_, { base_ms }) => minuteOf(base_ms) },
    { title: t('studies.asked'), render: (_, { asked_ms }) => minuteOf(asked_ms) },
    { title: t('studies.owner'), dataIndex: 'owner' },
  ];
}
