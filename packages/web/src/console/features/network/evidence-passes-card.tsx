import type { EvidencePass, LinkEvidence } from '@opentocc/contract';
import { Table, type TableColumnsType } from 'antd';
import { clockOf, fixed, NO_VALUE, percent, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { passKey } from './evidence-drawing.tsx';
import type { PlateCell } from './evidence-plates.tsx';

interface Props {
  readonly evidence: LinkEvidence;
  readonly chosen: string | null;
  onChoose(pass: string | null): void;
  readonly plateCell: PlateCell;
}

/** The vehicles that drove the link, each with its time, its speed and its weight; one is chosen for the drawing. */
export function PassesCard(props: Props) {
  const { t } = useTranslation();
  const columns = useColumns(props);
  const { passes, passes_total } = props.evidence;
  return (
    <Card
      title={t('network.evidence.passes')}
      extra={t('network.evidence.shown', { shown: passes.length, all: passes_total })}
    >
      {passes.length === 0 ? (
        <p className="muted">{t('network.evidence.no_passes')}</p>
      ) : (
        <Table
          rowKey={passKey}
          size="small"
          columns={columns}
          dataSource={passes}
          rowClassName={(pass) => (passKey(pass) === props.chosen ? 'evidence-chosen' : '')}
          pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        />
      )}
    </Card>
  );
}

function useColumns({ chosen, onChoose, plateCell }: Props): TableColumnsType<EvidencePass> {
  const { t } = useTranslation();
  return [
    {
      title: t('network.evidence.vehicle'),
      render: (_, pass) => {
        const key = passKey(pass);
        return plateCell(pass.vehicle, pass.plate, (name) => (
          <button
            type="button"
            className="link-button"
            aria-pressed={chosen === key}
            onClick={() => onChoose(chosen === key ? null : key)}
          >
            {name}
          </button>
        ));
      },
    },
    { title: t('network.evidence.class'), render: (_, pass) => t(`vehicle_class.${pass.vehicle_class}`) },
    {
      title: t('network.evidence.span'),
      render: (_, { enter_ms, exit_ms, under_way }) =>
        `${clockOf(enter_ms)} – ${under_way ? t('network.evidence.under_way') : clockOf(exit_ms)}`,
    },
    {
      title: t('network.evidence.distance'),
      align: 'right',
      render: (_, pass) => `${fixed(pass.distance_m)} m`,
    },
    { title: t('network.travel_time'), align: 'right', render: (_, pass) => `${fixed(pass.time_s, 1)} s` },
    {
      title: t('network.evidence.left_out'),
      align: 'right',
      render: (_, { left_out, left_out_s }) =>
        left_out === 'none'
          ? NO_VALUE
          : `${fixed(left_out_s)} s · ${t(`network.evidence.left_out_reason.${left_out}`)}`,
    },
    {
      title: t('link.speed'),
      align: 'right',
      render: (_, pass) => (pass.speed_kmh === null ? NO_VALUE : `${speedText(pass.speed_kmh)} km/h`),
    },
    { title: t('network.evidence.weight'), align: 'right', render: (_, pass) => percent(pass.weight) },
    { title: t('network.evidence.fixes'), align: 'right', render: (_, pass) => pass.fixes.length },
  ];
}
