import { use } from 'react';
import { known } from '../../ui/asked.ts';
import { Legend } from '../../ui/legend.tsx';
import { themeStore } from '../../ui/preferences.ts';
import { useCity } from '../../ui/queries.ts';
import { useStore } from '../../ui/store.ts';
import { FeatureCards } from '../feature-cards.tsx';
import { ChoiceCard } from '../map/choice-card.tsx';
import { LayerSwitch } from '../map/layer-switch.tsx';
import { MAP_LAYERS } from '../map/map-layers.ts';
import { MapSlot } from '../map/map-slot.tsx';
import '../map/map.css';

/** The city on the desk, and its day under it. */
export function DeskMap() {
  const city = useCity();
  const theme = useStore(themeStore);
  const layers = use(MAP_LAYERS);
  return (
    <div className="desk-map">
      <div className="desk-map-view">
        <MapSlot covered="desk" />
        <LayerSwitch layers={layers} />
        <div className="desk-choice">
          <ChoiceCard />
        </div>
        <div className="map-foot">
          <FeatureCards place="map-foot" />
          <Legend theme={theme} city={known(city)} />
        </div>
      </div>
      <FeatureCards place="desk-foot" />
    </div>
  );
}
