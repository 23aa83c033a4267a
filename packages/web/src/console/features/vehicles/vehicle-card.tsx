import { AimOutlined } from '@ant-design/icons';
import type { Vehicle } from '@opentocc/contract';
import { SPEED_UNKNOWN } from '@opentocc/contract/links-topic';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { ageOf, clockOf, fixed, NO_VALUE, plateOf, shortTimeOf, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources, useVehicle } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { choose } from '../../map/map-model.ts';
import type { Replay } from '../../map/replay.ts';
import { playerStore } from '../../map/replay-clock.ts';
import { useMay } from '../../session/session.ts';
import { Fact } from '../../ui/fact.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { labelStore } from './label-store.ts';
import { TextButton } from './text-dialog.tsx';
import { TracePanel } from './trace-panel.tsx';
import { followStore, useFollow } from './use-follow.ts';
import './vehicles.css';

/** One vehicle: who it is, where it is, where it was. */
export function VehicleCard({ id: vehicle }: { id: number }) {
  const { t } = useTranslation();
  const asked = useVehicle(vehicle);
  const data = known(asked);
  const replay = useStore(playerStore);
  const follows = useStore(followStore);
  useFollow(vehicle);
  const plate = data?.plate;
  useEffect(() => {
    labelStore.set(plate === undefined ? null : { vehicle, text: plate });
  }, [vehicle, plate]);
  return (
    <Card
      title={data ? <Plate vehicle={data} /> : t('vehicles.title')}
      extra={data && t(`vehicle_class.${data.class}`)}
      onClose={() => choose(null)}
      className="card-choice"
    >
      <Answer query={asked} height_px={90}>
        {(of) => (replay ? <FactsThen vehicle={of} replay={replay} /> : <Facts vehicle={of} />)}
      </Answer>
      <Button
        size="small"
        aria-pressed={follows}
        type={follows ? 'primary' : 'default'}
        ghost={follows}
        icon={<AimOutlined />}
        onClick={() => followStore.set(!follows)}
      >
        {t(follows ? 'vehicles.followed' : 'vehicles.follow')}
      </Button>
      <TextButton key={vehicle} vehicle={vehicle} />
      <TracePanel key={vehicle} vehicle={vehicle} />
    </Card>
  );
}

/** Masked until who may gives a reason. */
function Plate({ vehicle }: { vehicle: Vehicle }) {
  return (
    <Reveal
      key={vehicle.id}
      masked={vehicle.plate}
      may={useMay('vehicles:plate')}
      ask={(reason) =>
        call('POST /api/v1/vehicles/:id/plate/reveal', { params: { id: vehicle.id }, body: { reason } })
      }
      show={({ plate }) => plateOf(plate)}
    />
  );
}

/** Where it was at the time that a replay shows: how fast, if it reported in the minute before. */
function FactsThen({ vehicle, replay }: { vehicle: Vehicle; replay: Replay }) {
  const { t } = useTranslation();
  const { at_ms } = useStore(replay.state);
  const slot = replay.vehicles.findSlot(vehicle.id);
  const speed_kmh = slot === undefined ? undefined : replay.vehicles.speed_kmh[slot];
  return (
    <dl className="facts facts-row">
      <Fact
        name={t('vehicles.at_time')}
        value={slot === undefined ? t('vehicles.no_fix_then') : clockOf(at_ms)}
      />
      <Fact
        name={t('link.speed')}
        value={speed_kmh === undefined || speed_kmh === SPEED_UNKNOWN ? NO_VALUE : speedText(speed_kmh)}
        unit="km/h"
      />
    </dl>
  );
}

function Facts({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(1000);
  const source = known(useSources())?.find(({ id }) => id === vehicle.source);
  const last_ms = vehicle.last_fix_ms;
  return (
    <dl className="facts facts-row">
      <Fact
        name={vehicle.online ? t('vehicles.online') : t('vehicles.offline')}
        value={last_ms === null ? t('vehicles.never') : shortTimeOf(last_ms, now_ms)}
        unit={last_ms === null ? undefined : t('vehicles.ago', { age: ageOf(now_ms - last_ms) })}
      />
      <Fact name={t('link.speed')} value={speedText(vehicle.speed_kmh)} unit="km/h" />
      <Fact name={t('common.source')} value={source?.name[language] ?? String(vehicle.source)} />
      <Fact
        name={t('vehicles.protocol')}
        value={vehicle.protocol ? `JT/T 808-${vehicle.protocol}` : fixed(null)}
      />
    </dl>
  );
}
