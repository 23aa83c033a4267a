import type { FreightPreview } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { dayOf, grouped } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';

const COUNTS = ['refused', 'alarmed', 'late', 'noted', 'clear', 'unjudged'] as const;
interface Row {
  readonly key: (typeof COUNTS)[number];
  readonly now: number;
  readonly draft: number;
}

/** How many trips would be refused, alarmed, late: by the rules in force, and by the draft. */
export function CountsCard({ preview }: { readonly preview: FreightPreview }) {
  const { t } = useTranslation();
  const { counts, from_ms, to_ms, left_out, open } = preview;
  const rows = COUNTS.map((key): Row => ({ key, now: counts.now[key], draft: counts.draft[key] }));
  return (
    <Card
      title={t('freight-regimes.preview_counts', { count: grouped(counts.draft.trips) })}
      extra={`${dayOf(from_ms)} – ${dayOf(to_ms - 1)}`}
    >
      <Table rowKey="key" size="small" pagination={false} columns={useColumns()} dataSource={rows} />
      {left_out > 0 && <p className="bad">{t('freight-regimes.left_out', { count: left_out })}</p>}
      <p>{t('freight-regimes.open_now', { ...open })}</p>
    </Card>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation();
  return [
    { title: '', render: (_, { key }) => t(`freight-regimes.counts.${key}`) },
    { title: t('freight-regimes.side.now'), align: 'right', render: (_, { now }) => grouped(now) },
    { title: t('freight-regimes.side.draft'), align: 'right', render: (_, { draft }) => grouped(draft) },
    {
      title: t('freight-regimes.change'),
      align: 'right',
      render: (_, { now, draft }) =>
        draft === now ? '0' : `${draft > now ? '+' : '−'}${grouped(Math.abs(draft - now))}`,
    },
  ];
}
