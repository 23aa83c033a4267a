import type { DeclaredTrip, TripState } from '@opentocc/contract';
import { portName } from '@opentocc/core/freight';
import { Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { answerFrom } from '../../../ui/asked.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { ListTable } from '../../ui/list-table.tsx';
import { CallOff } from './call-off.tsx';
import { useTrips } from './queries.ts';

const STATES: readonly TripState[] = [
  ...(['booked', 'waiting', 'under_way', 'over', 'refused', 'called_off', 'lapsed', 'no_show'] as const),
];

/** Trips within reach, the latest first. */
export function ListCard() {
  const { t } = useTranslation();
  const [state, setState] = useState<TripState | undefined>(undefined);
  const columns = useColumns();
  const filter = (
    <Select
      allowClear
      aria-label={t('freight-trips.stand')}
      placeholder={t('freight-trips.all')}
      style={{ minWidth: 120 }}
      value={state}
      onChange={setState}
      options={STATES.map((value) => ({ value, label: t(`freight-trips.state.${value}`) }))}
    />
  );
  return (
    <Card title={t('freight-trips.list')} extra={filter}>
      <ListTable
        query={answerFrom(useTrips(state), ({ trips }) => trips)}
        columns={columns}
        none={t('freight-trips.list_none')}
        height_px={320}
      />
    </Card>
  );
}

function useColumns(): TableColumnsType<DeclaredTrip> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const mayDeclare = useMay('trips:declare');
  return [
    {
      title: t('freight-trips.trip'),
      render: (_, { id, plate }) => (
        <>
          <span className="nowrap">{id}</span>
          <div className="muted nowrap">{plateOf(plate)}</div>
        </>
      ),
    },
    { title: t('freight-trips.firm'), render: (_, { firm_name }) => firm_name[language] },
    {
      title: t('freight-trips.driver'),
      render: (_, { driver_names }) => driver_names.join(t('common.comma')),
    },
    {
      title: t('freight-trips.crossing'),
      render: (_, { crossings: [first] }) => (
        <>
          {portName(first.port)[language]} {t(`freight-trips.direction_of.${first.direction}`)}
          <div className="muted nowrap">{minuteOf(first.at_ms)}</div>
        </>
      ),
    },
    { title: t('freight-trips.stand'), render: (_, trip) => <Stand trip={trip} /> },
    { title: t('freight-trips.reason'), className: 'wrap', render: (_, trip) => remarkOf(trip, language) },
    {
      title: t('freight-trips.permit'),
      render: (_, { id, permit }) =>
        permit && (
          <Link to="/freight/trips/$trip/permit" params={{ trip: id }}>
            {permit}
          </Link>
        ),
    },
    ...(mayDeclare
      ? [
          {
            title: t('freight-trips.acts'),
            render: (_: unknown, trip: DeclaredTrip) => <CallOff trip={trip} send={callOff} />,
          },
        ]
      : []),
  ];
}

const callOff = ({ id, version }: DeclaredTrip, reason: string) =>
  call('POST /api/v1/freight/trips/:id/calling-off', { params: { id }, body: { version, reason } });

function Stand({ trip: { state, waiting } }: { trip: DeclaredTrip }) {
  const { t } = useTranslation();
  const line = waiting === null ? '' : ` ${waiting.place}`;
  return <span data-trip-state={state}>{t(`freight-trips.state.${state}`) + line}</span>;
}

/** Why it ended, or what is noted of it. */
const remarkOf = ({ cause, reasons }: DeclaredTrip, language: 'zh' | 'en'): string =>
  (cause ?? reasons.at(0)?.text)?.[language] ?? '';
