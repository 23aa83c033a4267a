import type { SourceHealth } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockOf, fixed, grouped } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { PendingTerminals } from './pending-terminals.tsx';
import { QualityHours } from './quality-hours.tsx';
import { isInUse, topRejects } from './sources-card.tsx';

/** Every source: its health now, its quality by hour, and the terminals that ask to be let in. */
export function SourcesPage() {
  const { t } = useTranslation();
  const sources = useSources();
  const [chosen, setChosen] = useState<number | null>(null);
  const source = sources.data?.find(({ id }) => id === chosen) ?? sources.data?.find(isInUse);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('source.title')}</h1>
      </div>
      <Card title={t('source.health')} extra={t('source.last5')}>
        <Table
          rowKey="id"
          size="small"
          loading={sources.isPending}
          columns={useColumns(setChosen)}
          dataSource={sources.data}
          pagination={false}
          scroll={{ x: true }}
        />
      </Card>
      {source && <QualityHours source={source} />}
      <PendingTerminals sources={sources.data ?? []} />
    </div>
  );
}

function useColumns(choose: (id: number) => void): TableColumnsType<SourceHealth> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const delay = (source: SourceHealth) =>
    `${fixed(source.delay_p50_s, 1)} / ${fixed(source.delay_p95_s, 1)} s`;
  const rejects = (source: SourceHealth) =>
    topRejects(source)
      .map(([reason, count]) => `${t(`reject.${reason}`)} ${grouped(count)}`)
      .join(' · ');
  return [
    {
      title: t('source.source'),
      render: (_, source) => (
        <button type="button" className="link-button" onClick={() => choose(source.id)}>
          {source.name[language]}
        </button>
      ),
    },
    {
      title: t('source.status'),
      render: (_, source) => (
        <span className={`live-word source-${source.state}`}>
          <i className="lamp" aria-hidden="true" />
          {t(`source.state.${source.state}`)}
        </span>
      ),
    },
    { title: t('source.owner'), dataIndex: 'owner' },
    { title: t('source.protocol'), dataIndex: 'protocol' },
    { title: t('source.datum'), dataIndex: 'datum' },
    {
      title: `${t('source.online')} / ${t('source.terminals')}`,
      align: 'right',
      render: (_, source) => `${grouped(source.online)} / ${grouped(source.terminals)}`,
    },
    { title: t('source.rate'), align: 'right', render: (_, source) => fixed(source.fixes_per_s, 1) },
    { title: t('source.delay'), align: 'right', render: (_, source) => delay(source) },
    { title: t('source.accepted'), align: 'right', render: (_, source) => grouped(source.accepted) },
    {
      title: t('source.rejected'),
      className: 'wrap',
      render: (_, source) => rejects(source) || t('source.no_rejects'),
    },
    {
      title: t('source.last_fix'),
      render: (_, source) => (source.last_fix_ms === null ? fixed(null) : clockOf(source.last_fix_ms)),
    },
  ];
}
