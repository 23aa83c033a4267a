import type { PortLanesEntry } from '@opentocc/contract';
import { portName } from '@opentocc/core/freight';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { LanesDialog } from './lanes-dialog.tsx';
import { useLineName } from './line-name.tsx';
import { usePortLanes } from './queries.ts';

/** What the forecasts take the ports to be able to do, with where that is from; set by who may. */
export function LanesCard() {
  const { t } = useTranslation();
  const [changed, setChanged] = useState<PortLanesEntry | null>(null);
  return (
    <Card title={t('freight_ports.lanes')}>
      <Answer query={usePortLanes()} isEmpty={({ length }) => length === 0} height_px={240}>
        {(all) => <Lanes lanes={all.filter(({ in_force }) => in_force)} onChange={setChanged} />}
      </Answer>
      {changed && <LanesDialog lanes={changed} close={() => setChanged(null)} />}
    </Card>
  );
}

interface Props {
  readonly lanes: readonly PortLanesEntry[];
  onChange(lanes: PortLanesEntry): void;
}

function Lanes({ lanes, onChange }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const lineName = useLineName();
  const may = useMay('ports:configure');
  return (
    <Table
      rowKey={({ port, direction }) => `${port} ${direction}`}
      size="small"
      pagination={false}
      scroll={{ x: true }}
      dataSource={lanes}
      columns={[
        {
          title: t('freight_ports.port'),
          render: (_, one) => lineName({ ...one, name: portName(one.port) }),
        },
        {
          title: t('freight_ports.lanes_now'),
          render: (_, { by_hour }) =>
            t('freight_ports.lanes_day', { most: Math.max(...by_hour), least: Math.min(...by_hour) }),
        },
        {
          title: t('freight_ports.service'),
          render: (_, { service_s }) => t('freight_ports.seconds', { n: Math.round(service_s) }),
        },
        {
          title: t('freight_ports.since'),
          render: (_, { from_ms }) => (from_ms === 0 ? t('freight_ports.start') : dayOf(from_ms)),
        },
        {
          title: t('freight_ports.source'),
          render: (_, { assumed, source }) =>
            assumed ? <Assumed source={source[language]} /> : source[language],
        },
        {
          title: '',
          render: (_, one) =>
            may && (
              <Button size="small" onClick={() => onChange(one)}>
                {t('freight_ports.set_lanes')}
              </Button>
            ),
        },
      ]}
    />
  );
}
