import type { FreightPreview } from '@opentocc/contract';
import { Button, Table, type TableColumnsType } from 'antd';
import { grouped } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../words.tsx';
import type { Shown } from './trips-card.tsx';

type Firm = FreightPreview['firms'][number];

interface Props {
  readonly preview: FreightPreview;
  show(shown: Shown): void;
}

/** Which firms the draft would hit, and which rules; each opens its trips. */
export function FirmsCard({ preview, show }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const columns = useColumns(show);
  const broken = preview.rules.filter(({ side }) => side === 'draft');
  return (
    <Card title={t('freight-regimes.preview_firms')}>
      {broken.length > 0 && (
        <p className="regimes-line">
          {broken.map(({ code, version, rule, name, trips }) => (
            <Button
              key={`${code}@${version}#${rule}`}
              size="small"
              onClick={() => show({ show: 'worse', rule: `${code}@${version}#${rule}` })}
            >
              {say(name)} {grouped(trips)}
            </Button>
          ))}
        </p>
      )}
      <Table
        rowKey={({ firm }) => firm ?? ''}
        size="small"
        columns={columns}
        dataSource={preview.firms}
        scroll={{ x: true }}
        pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      />
    </Card>
  );
}

function useColumns(show: Props['show']): TableColumnsType<Firm> {
  const { t } = useTranslation();
  const say = useSay();
  const pair = (title: 'refused' | 'alarmed' | 'late') => ({
    title: t(`freight-regimes.counts.${title}`),
    align: 'right' as const,
    render: (_: unknown, { firm, [title]: { now, draft } }: Firm) => (
      <Button type="link" size="small" onClick={() => show({ show: title, ...(firm !== null && { firm }) })}>
        {grouped(now)} → {grouped(draft)}
      </Button>
    ),
  });
  return [
    {
      title: t('freight-regimes.firm'),
      render: (_, { firm, name }) => (name ? say(name) : (firm ?? t('freight-regimes.no_firm'))),
    },
    { title: t('freight-regimes.trips'), align: 'right', render: (_, { trips }) => grouped(trips) },
    pair('refused'),
    pair('alarmed'),
    pair('late'),
  ];
}
