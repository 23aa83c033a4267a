import type { ScoreBook, ScoreErrors } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { besideText, biasText, metresText, shareText } from './figures.ts';

interface Errors {
  readonly travel: ScoreErrors;
  readonly tail: ScoreErrors;
}

/** Errors by how far ahead was predicted, and by day. */
export function ErrorsCards({ book: { by_horizon, by_day } }: { readonly book: ScoreBook }) {
  const { t } = useTranslation();
  const horizonColumns = useErrorColumns<ScoreBook['by_horizon'][number]>();
  const dayColumns = useErrorColumns<ScoreBook['by_day'][number]>();
  const horizon = (to: number, i: number) =>
    t('studies.trust.horizon_value', { from: by_horizon[i - 1]?.to_min ?? 0, to });
  return (
    <>
      <Card title={t('studies.trust.horizons')} extra={t('studies.trust.horizons_hint')}>
        <Table
          rowKey="to_min"
          size="small"
          dataSource={by_horizon}
          pagination={false}
          scroll={{ x: 760 }}
          columns={[
            { title: t('studies.trust.horizon'), render: (_, { to_min }, i) => horizon(to_min, i) },
            ...horizonColumns,
          ]}
        />
      </Card>
      <Card title={t('studies.trust.days')}>
        <Table
          rowKey="day"
          size="small"
          dataSource={by_day}
          pagination={{ pageSize: 14, showSizeChanger: false, hideOnSinglePage: true }}
          scroll={{ x: 820 }}
          columns={[
            { title: t('studies.trust.day'), dataIndex: 'day' },
            { title: t('studies.trust.scored'), align: 'right', dataIndex: 'scored' },
            ...dayColumns,
          ]}
        />
      </Card>
    </>
  );
}

function useErrorColumns<T extends Errors>(): NonNullable<TableColumnsType<T>> {
  const { t } = useTranslation();
  const right = { align: 'right' } as const;
  return [
    { ...right, title: t('studies.trust.travel_error'), render: (_, { travel }) => shareText(travel.error) },
    { ...right, title: t('studies.trust.travel_bias'), render: (_, { travel }) => biasText(travel.bias) },
    { ...right, title: t('studies.trust.inside'), render: (_, { travel }) => shareText(travel.inside) },
    {
      ...right,
      title: t('studies.trust.persistence'),
      render: (_, { travel }) => besideText(travel.persistence, shareText, travel),
    },
    {
      ...right,
      title: t('studies.trust.last_week'),
      render: (_, { travel }) => besideText(travel.last_week, shareText, travel),
    },
    { ...right, title: t('studies.trust.tail_error'), render: (_, { tail }) => metresText(tail.error) },
    { ...right, title: t('studies.trust.values'), render: (_, { travel }) => travel.values },
  ];
}
