import type { EvidenceReject, LinkEvidence } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { clockOf, NO_VALUE, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import type { PlateCell } from './evidence-plates.tsx';

interface Props {
  readonly evidence: LinkEvidence;
  readonly plateCell: PlateCell;
}

/** Fixes near the link that were not used, each with its reason. */
export function RejectsCard({ evidence: { rejects, rejects_total, elsewhere }, plateCell }: Props) {
  const { t } = useTranslation();
  const columns: TableColumnsType<EvidenceReject> = [
    { title: t('network.evidence.vehicle'), render: (_, fix) => plateCell(fix.vehicle, fix.plate) },
    { title: t('fix.stated_at'), render: (_, fix) => clockOf(fix.at_ms) },
    { title: t('fix.received_at'), render: (_, fix) => clockOf(fix.received_ms) },
    { title: t('fix.why'), render: (_, fix) => t(`reject.${fix.reason}`) },
    {
      title: t('link.speed'),
      align: 'right',
      render: (_, fix) => (fix.speed_kmh === null ? NO_VALUE : `${speedText(fix.speed_kmh)} km/h`),
    },
  ];
  return (
    <Card
      title={t('network.evidence.rejects')}
      extra={t('network.evidence.shown', { shown: rejects.length, all: rejects_total })}
    >
      <p className="muted hint">{t('network.evidence.elsewhere', { number: elsewhere })}</p>
      {rejects.length === 0 ? (
        <p className="muted">{t('network.evidence.no_rejects')}</p>
      ) : (
        <Table
          rowKey={(fix) => `${fix.vehicle}/${fix.at_ms}/${fix.received_ms}/${fix.reason}`}
          size="small"
          columns={columns}
          dataSource={rejects}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        />
      )}
    </Card>
  );
}
