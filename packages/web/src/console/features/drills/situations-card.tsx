import type { DrillSituation } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';

/** What was reported on that day, and how much earlier a rule of today would have said so. */
export function SituationsCard({ situations }: { readonly situations: readonly DrillSituation[] }) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card title={t('drills.situations')} extra={String(situations.length)}>
      {situations.length === 0 ? (
        <p className="muted">{t('drills.no_situations')}</p>
      ) : (
        <Table
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={[...situations]}
          scroll={{ x: true }}
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
        />
      )}
    </Card>
  );
}

function useColumns(): TableColumnsType<DrillSituation> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    { title: t('drills.title_of'), render: (_, { id, title }) => `#${id} ${title}` },
    { title: t('drills.received'), render: (_, { received_ms }) => minuteOf(received_ms) },
    {
      title: t('drills.noticed_at'),
      render: (_, { noticed_ms, noticed_by }) =>
        noticed_ms === null || noticed_by === null
          ? t('drills.not_noticed')
          : `${minuteOf(noticed_ms)} · ${noticed_by[language] || noticed_by.zh}`,
    },
    {
      ...{ title: t('drills.earlier'), align: 'right' },
      render: (_, { earlier_min }) => {
        if (earlier_min === null) return '';
        const min = Math.abs(earlier_min);
        return t(earlier_min < 0 ? 'drills.later' : 'drills.minutes', { min });
      },
    },
  ];
}
