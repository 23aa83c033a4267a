import type { FreightPreview } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { grouped, minuteOf, NO_VALUE } from '../../../../ui/format.ts';
import { useTextGroups, useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { Assumed } from '../../../ui/assumed.tsx';
import { usePortName } from '../words.tsx';

type Port = FreightPreview['ports'][number];
type Hour = Port['now'][number];

/** What reaches each port on both sides, and the longest queue that the twin expects of it. */
export function PortsCard({ preview }: { readonly preview: FreightPreview }) {
  const { t } = useTranslation();
  const columns = useColumns();
  return (
    <Card
      title={t('freight-regimes.preview_ports')}
      extra={<Assumed source={t('freight-regimes.lanes_assumed')} />}
    >
      {preview.ports.length === 0 ? (
        <p className="muted">{t('freight-regimes.no_arrivals')}</p>
      ) : (
        <Table
          rowKey={({ port, direction }) => `${port} ${direction}`}
          size="small"
          columns={columns}
          dataSource={preview.ports}
          scroll={{ x: true }}
          pagination={false}
          expandable={{ expandedRowRender: (port) => <Hours port={port} /> }}
        />
      )}
    </Card>
  );
}

const totalOf = (hours: readonly Hour[]): number => hours.reduce((all, { arrivals }) => all + arrivals, 0);
/** The hour of the longest queue; undefined where none is known. */
const worstOf = (hours: readonly Hour[]): Hour | undefined =>
  hours.filter(({ queue }) => queue !== null).sort((a, b) => (b.queue ?? 0) - (a.queue ?? 0))[0];

function useColumns(): TableColumnsType<Port> {
  const { t, group } = useTextGroups();
  const portName = usePortName();
  const directions = group('freight-regimes.direction');
  const worst = (hours: readonly Hour[]) => {
    const found = worstOf(hours);
    if (!found) return NO_VALUE;
    return t('freight-regimes.worst', {
      ...{ queue: grouped(found.queue), wait: grouped(found.wait_min), at: minuteOf(found.hour_ms) },
    });
  };
  const side = (of: 'now' | 'draft') => [
    {
      title: `${t('freight-regimes.arrivals')} · ${t(`freight-regimes.side.${of}`)}`,
      align: 'right' as const,
      render: (_: unknown, port: Port) => grouped(totalOf(port[of])),
    },
    {
      title: `${t('freight-regimes.longest_queue')} · ${t(`freight-regimes.side.${of}`)}`,
      render: (_: unknown, port: Port) => worst(port[of]),
    },
  ];
  return [
    {
      title: t('freight-regimes.port'),
      render: (_, { port, direction }) => `${portName(port)} ${directions[direction]}`,
    },
    ...side('now'),
    ...side('draft'),
  ];
}

/** Each hour as a pair of bars: the queue by the rules in force, and by the draft. */
function Hours({ port: { now, draft } }: { readonly port: Port }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...[...now, ...draft].map(({ queue }) => queue ?? 0));
  return (
    <div className="regimes-hours" role="img" aria-label={t('freight-regimes.hours_chart')}>
      {draft.map(({ hour_ms, queue, wait_min }, i) => (
        <span
          key={hour_ms}
          title={t('freight-regimes.hour_says', {
            ...{
              at: minuteOf(hour_ms),
              now: grouped(now[i]?.queue),
              draft: grouped(queue),
              wait: grouped(wait_min),
            },
          })}
        >
          <i style={{ height: `${(100 * (now[i]?.queue ?? 0)) / most}%` }} />
          <b style={{ height: `${(100 * (queue ?? 0)) / most}%` }} />
        </span>
      ))}
    </div>
  );
}
