import { use } from 'react';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { FeatureCards } from './feature-cards.tsx';
import { ChoiceCard } from './map/choice-card.tsx';
import { LayerSwitch } from './map/layer-switch.tsx';
import { MapFoot } from './map/map-foot.tsx';
import { MAP_LAYERS } from './map/map-layers.ts';
import { MapSlot } from './map/map-slot.tsx';
import { useMapAddress } from './map/use-map-address.ts';
import './map/map.css';

/** The living city, with what matters now on both sides. */
export function MapPage() {
  const { t } = useTranslation();
  const layers = use(MAP_LAYERS);
  useMapAddress();
  return (
    <div className="map-page">
      <h1 className="visually-hidden">{t('nav.map')}</h1>
      <MapSlot covered="panels" />
      <MapFoot />
      <div className="column column-left">
        <FeatureCards place="map-left" />
      </div>
      <div className="column column-right">
        <ChoiceCard />
        <FeatureCards place="map-right" />
      </div>
      <LayerSwitch layers={layers} />
    </div>
  );
}
