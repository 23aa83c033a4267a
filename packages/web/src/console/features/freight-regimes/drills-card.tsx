import type { FreightRegimeDrill } from '@opentocc/contract';
import type { TableColumnsType } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useDrills } from './queries.ts';
import { Stance, useSay } from './words.tsx';

/** Switches that were drilled: on record, without any effect. */
export function DrillsCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-regimes.drills')} extra={t('freight-regimes.drills_hint')}>
      <ListTable query={useDrills()} columns={useColumns()} none={t('freight-regimes.no_drills')} rows={5} />
    </Card>
  );
}

function useColumns(): TableColumnsType<FreightRegimeDrill> {
  const { t } = useTranslation();
  const say = useSay();
  return [
    {
      title: t('freight-regimes.regime'),
      render: (_, { regime }) => (
        <>
          <Stance of={regime} /> {say(regime.name)}
        </>
      ),
    },
    { title: t('freight-regimes.drilled'), render: (_, { by, at_ms }) => `${by} · ${minuteOf(at_ms)}` },
    { title: t('common.reason'), className: 'wrap', dataIndex: 'reason' },
    {
      title: t('freight-regimes.result'),
      className: 'wrap',
      render: (_, { preview: { counts }, messages }) =>
        t('freight-regimes.drill_result', {
          ...{ trips: counts.draft.trips, refused: counts.draft.refused, before: counts.now.refused },
          ...{ alarmed: counts.draft.alarmed, late: counts.draft.late, messages },
        }),
    },
  ];
}
