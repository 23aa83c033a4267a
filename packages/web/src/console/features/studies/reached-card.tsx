import type { StudyScenario } from '@opentocc/contract';
import { Table } from 'antd';
import { fixed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useScenarioName } from './scenario-name.ts';

/** Which junctions the queue of a scenario reaches, and when. */
export function ReachedCard({ scenario }: { readonly scenario: StudyScenario }) {
  const { t } = useTranslation();
  const nameOf = useScenarioName();
  const { reached, seeds } = scenario;
  return (
    <Card title={t('studies.reached', { kind: nameOf(scenario) })}>
      {reached.length === 0 ? (
        <p className="muted">{t('studies.reached_none')}</p>
      ) : (
        <Table
          rowKey="node"
          size="small"
          dataSource={reached}
          pagination={{ pageSize: 8, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: t('studies.junction'), dataIndex: 'name', className: 'wrap' },
            {
              title: t('studies.at_minute'),
              align: 'right',
              render: (_, { minute: { mean, half } }) =>
                half === null ? fixed(mean) : `${fixed(mean)} ± ${fixed(half)}`,
            },
            {
              title: t('studies.in_seeds'),
              align: 'right',
              render: (_, one) => `${one.seeds} / ${seeds}`,
            },
          ]}
        />
      )}
    </Card>
  );
}
