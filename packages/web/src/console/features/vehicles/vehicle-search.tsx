import type { Vehicle } from '@opentocc/contract';
import { typedForm } from '@opentocc/contract/typed-form';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { callUntil } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { ageOf } from '../../../ui/format.ts';
import { useNow } from '../../../ui/use-now.ts';
import { choose, mapStore } from '../../map/map-model.ts';
import './vehicles.css';

const SHOWN = 12;

/** Finds a vehicle by a part of its plate or terminal number and goes to it. */
export function VehicleSearch() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const now_ms = useNow(1000);
  const query = typedForm(text);
  const found = useQuery({
    queryKey: ['vehicles', query],
    queryFn: ({ signal }) => callUntil(signal, 'GET /api/v1/vehicles', { query: { query, limit: SHOWN } }),
    enabled: query.length >= 2,
  });
  const show = (id: string) => {
    const vehicle = known(found)?.find((one) => String(one.id) === id);
    if (!vehicle) return;
    choose({ kind: 'vehicle', id: vehicle.id });
    if (vehicle.lon !== null && vehicle.lat !== null) mapStore.get()?.flyTo([[vehicle.lon, vehicle.lat]]);
    setText(vehicle.plate);
  };
  return (
    <search className="card search">
      <AutoComplete
        value={text}
        onChange={setText}
        onSelect={show}
        options={
          query.length >= 2
            ? known(found)?.map((vehicle) => ({
                value: String(vehicle.id),
                label: <Option vehicle={vehicle} now_ms={now_ms} />,
              }))
            : []
        }
        notFoundContent={
          query.length >= 2 && (
            <Answer query={found} isEmpty={(list) => list.length === 0} empty={t('vehicles.no_match')}>
              {() => null}
            </Answer>
          )
        }
      >
        <Input.Search
          aria-label={t('vehicles.search')}
          placeholder={t('vehicles.placeholder')}
          loading={found.fetchStatus === 'fetching'}
          allowClear
        />
      </AutoComplete>
    </search>
  );
}

function Option({ vehicle, now_ms }: { vehicle: Vehicle; now_ms: number }) {
  const { t } = useTranslation();
  const last_ms = vehicle.last_fix_ms;
  return (
    <span className="option">
      <strong>{vehicle.plate}</strong>
      <span className="muted">{t(`vehicle_class.${vehicle.class}`)}</span>
      <span className={vehicle.online ? 'good' : 'muted'}>
        {vehicle.online ? t('vehicles.online') : t('vehicles.offline')}
      </span>
      <span className="muted">
        {last_ms === null ? t('vehicles.never') : t('vehicles.ago', { age: ageOf(now_ms - last_ms) })}
      </span>
    </span>
  );
}
