import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Legend } from '../../ui/legend.tsx';
import { themeStore } from '../../ui/preferences.ts';
import { useCity } from '../../ui/queries.ts';
import { useStore } from '../../ui/store.ts';
import { useErrorText } from '../error-text.ts';
import { ReplayBar } from '../features/history/replay-bar.tsx';
import { CurveCard } from '../features/indices/curve-card.tsx';
import { IndexCard } from '../features/indices/index-card.tsx';
import { RankingCard } from '../features/indices/ranking-card.tsx';
import { WorstRoadsCard } from '../features/indices/worst-roads-card.tsx';
import { LinkCard } from '../features/network/link-card.tsx';
import { SourcesCard } from '../features/sources/sources-card.tsx';
import { VehicleCard } from '../features/vehicles/vehicle-card.tsx';
import { VehicleSearch } from '../features/vehicles/vehicle-search.tsx';
import { LayerSwitch } from './layer-switch.tsx';
import { choiceStore } from './map-model.ts';
import { MapView } from './map-view.tsx';

/** The first page: the living city, with what matters now on both sides. */
export function MapPage() {
  const { t } = useTranslation();
  const city = useCity();
  const errorText = useErrorText();
  const theme = useStore(themeStore);
  return (
    <div className="map-page">
      <h1 className="visually-hidden">{t('nav.map')}</h1>
      {city.data && <MapView city={city.data} />}
      {city.isError && (
        <Alert
          className="map-alert"
          type="error"
          showIcon
          title={t('map.city_missing')}
          description={errorText(city.error)}
          action={<Button onClick={() => city.refetch()}>{t('common.retry')}</Button>}
        />
      )}
      <div className="column column-left">
        <IndexCard />
        <CurveCard />
        <RankingCard />
      </div>
      <div className="column column-right">
        <VehicleSearch />
        <ChoiceCard />
        <WorstRoadsCard />
        <SourcesCard />
      </div>
      <LayerSwitch />
      <div className="map-foot">
        <ReplayBar />
        <Legend theme={theme} city={city.data} />
      </div>
    </div>
  );
}

function ChoiceCard() {
  const choice = useStore(choiceStore);
  if (choice?.kind === 'link') return <LinkCard link={choice.id} key={choice.id} />;
  if (choice?.kind === 'vehicle') return <VehicleCard vehicle={choice.id} key={choice.id} />;
  return null;
}
