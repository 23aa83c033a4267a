import type { DetectionStatus } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom } from '../../../ui/asked.ts';
import { grouped, NO_VALUE, percent } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useDetection } from './queries.ts';

type Judged = DetectionStatus['judged'][number];

/** How many signals people confirmed, of those that they judged. */
export function PrecisionCard() {
  const { t } = useTranslation();
  const columns = useColumns();
  const judged = answerFrom(useDetection(), (status) => status.judged);
  return (
    <Card title={t('detection.how_well')} extra={t('detection.how_well_hint')}>
      <Answer query={judged} isEmpty={({ length }) => length === 0} empty={t('detection.none_judged')}>
        {(rows) => (
          <Table
            rowKey="kind"
            size="small"
            columns={columns}
            dataSource={[...rows]}
            pagination={false}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

function useColumns(): TableColumnsType<Judged> {
  const { t } = useTranslation();
  const said = ({ confirmed, false_alarms }: Judged) => confirmed + false_alarms;
  return [
    { title: t('detection.kind'), render: (_, { kind }) => t(`detection.kinds.${kind}`) },
    { title: t('detection.signals'), align: 'right', render: (_, { signals }) => grouped(signals) },
    { title: t('detection.judged'), align: 'right', render: (_, row) => grouped(said(row)) },
    {
      title: t('detection.verdicts.false_alarm'),
      align: 'right',
      render: (_, { false_alarms }) => grouped(false_alarms),
    },
    {
      title: t('detection.precision'),
      align: 'right',
      render: (_, row) => (said(row) === 0 ? NO_VALUE : percent(row.confirmed / said(row))),
    },
  ];
}
