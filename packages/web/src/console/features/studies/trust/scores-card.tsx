import type { ScoreBook, ScoreSummary, ScoreVerdict } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Segmented, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../../ui/road-name.ts';
import { Card } from '../../../card.tsx';
import { ExportMenu } from '../../../export/export-menu.tsx';
import { biasText, metresText, shareText } from './figures.ts';
import { useScoresTable } from './scores-table.ts';

/** Every study that was confirmed, good and bad, each leading to its study. */
export function ScoresCard({ book: { scores } }: { readonly book: ScoreBook }) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<'newest' | 'worst'>('newest');
  const shown = order === 'newest' ? scores : scores.toSorted((a, b) => errorOf(b) - errorOf(a));
  const table = useScoresTable(shown);
  return (
    <Card title={t('studies.trust.all')} extra={<ExportMenu name="study-scores" table={table} />}>
      <Segmented
        className="trust-order"
        aria-label={t('studies.trust.order')}
        options={(['newest', 'worst'] as const).map((value) => ({
          value,
          label: t(`studies.trust.${value}`),
        }))}
        value={order}
        onChange={setOrder}
      />
      <Table
        rowKey="study"
        size="small"
        columns={useColumns()}
        dataSource={shown}
        scroll={{ x: 980 }}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      />
    </Card>
  );
}

/** What has no error comes after all that has one. */
const errorOf = ({ travel }: ScoreSummary): number => travel?.error ?? -1;

const VERDICT_COLOURS = { better: 'success', equal: 'default', worse: 'error', unknown: 'default' } as const;

export function VerdictTag({ verdict }: { readonly verdict: ScoreVerdict }) {
  const { t } = useTranslation();
  return <Tag color={VERDICT_COLOURS[verdict]}>{t(`studies.trust.verdicts.${verdict}`)}</Tag>;
}

function useColumns(): TableColumnsType<ScoreSummary> {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  const right = { align: 'right' } as const;
  return [
    {
      title: t('studies.trust.study'),
      render: (_, { study, name, road }) => (
        <Link to="/studies/$study" params={{ study: String(study) }}>
          {[`#${study}`, name, nameOf(road)].filter(Boolean).join(' · ')}
        </Link>
      ),
    },
    { title: t('studies.trust.base'), render: (_, { base_ms }) => minuteOf(base_ms) },
    {
      title: t('studies.trust.state'),
      render: (_, { state, reason }) =>
        [t(`studies.trust.states.${state}`), reason && t(`studies.trust.reasons.${reason}`)]
          .filter(Boolean)
          .join(' · '),
    },
    {
      title: t('studies.trust.verdict'),
      render: (_, { state, verdict }) => state === 'scored' && <VerdictTag verdict={verdict} />,
    },
    {
      ...right,
      title: t('studies.trust.travel_error'),
      render: (_, { travel }) => shareText(travel?.error ?? null),
    },
    {
      ...right,
      title: t('studies.trust.travel_bias'),
      render: (_, { travel }) => biasText(travel?.bias ?? null),
    },
    {
      ...right,
      title: t('studies.trust.inside'),
      render: (_, { travel }) => shareText(travel?.inside ?? null),
    },
    {
      ...right,
      title: t('studies.trust.tail_error'),
      render: (_, { tail }) => metresText(tail?.error ?? null),
    },
    { ...right, title: t('studies.trust.values'), render: (_, { travel }) => travel?.values },
  ];
}
