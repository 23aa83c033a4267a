import type { Drill } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { minuteOf, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useDrills } from './queries.ts';
import { RunDrill } from './run-drill.tsx';
import './drills.css';
import { ListTable } from '../../ui/list-table.tsx';

/** Every past day that was run, the newest first. */
export function DrillsPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('drills.title')}</h1>
        <RunDrill />
      </div>
      <Card title={t('drills.title')} extra={t('drills.hint')}>
        <ListTable query={useDrills()} columns={columns} none={t('drills.none')} height_px={200} />
      </Card>
    </div>
  );
}

function useColumns(): TableColumnsType<Drill> {
  const { t } = useTranslation();
  return [
    {
      title: t('drills.day'),
      render: (_, { id, day }) => (
        <Link to="/drills/$drill" params={{ drill: String(id) }}>
          #{id} · {day}
        </Link>
      ),
    },
    { title: t('drills.state'), render: (_, { state }) => t(`drills.states.${state}`) },
    {
      title: t('drills.numbers'),
      render: (_, { counts }) => (counts ? t('drills.counts', counts) : NO_VALUE),
    },
    {
      title: t('drills.digest'),
      render: (_, { digest, same_as }) => (
        <>
          <code>{digest?.slice(0, 12) ?? NO_VALUE}</code>{' '}
          {same_as.length > 0 && (
            <span className="muted">{t('drills.same', { ids: same_as.join('、#') })}</span>
          )}
        </>
      ),
    },
    { title: t('drills.note'), dataIndex: 'note' },
    {
      title: t('drills.asked'),
      render: (_, { asked_by, asked_ms }) => `${asked_by} · ${minuteOf(asked_ms)}`,
    },
  ];
}
