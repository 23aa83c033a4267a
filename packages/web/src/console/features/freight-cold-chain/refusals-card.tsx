import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useRefusals } from './queries.ts';

/** Readings that were not used, by device: which distinguishes a broken sensor from warm goods. */
export function RefusalsCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('freight_cold_chain.refusals')}>
      <Answer
        query={useRefusals()}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_cold_chain.refusals_none')}
      >
        {(rows) => (
          <Table
            rowKey={({ day, sensor, reason }) => `${day} ${sensor} ${reason}`}
            size="small"
            dataSource={rows}
            scroll={{ x: true }}
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            columns={[
              { title: t('freight_cold_chain.sensor'), dataIndex: 'sensor' },
              {
                title: t('common.reason'),
                render: (_, { reason }) => t(`freight_cold_chain.refusal.${reason}`),
              },
              { title: t('freight_cold_chain.n'), dataIndex: 'n', align: 'right' },
              { title: t('freight_cold_chain.example'), dataIndex: 'example' },
              { title: t('freight_cold_chain.last'), render: (_, { last_ms }) => minuteOf(last_ms) },
            ]}
          />
        )}
      </Answer>
    </Card>
  );
}
