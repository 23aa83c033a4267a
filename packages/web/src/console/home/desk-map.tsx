import { use } from 'react';
import { FeatureCards } from '../feature-cards.tsx';
import { ChoiceCard } from '../map/choice-card.tsx';
import { LayerSwitch } from '../map/layer-switch.tsx';
import { MapFoot } from '../map/map-foot.tsx';
import { MAP_LAYERS } from '../map/map-layers.ts';
import { MapSlot } from '../map/map-slot.tsx';
import '../map/map.css';

/** The city on the desk, and its day under it. */
export function DeskMap() {
  const layers = use(MAP_LAYERS);
  return (
    <div className="desk-map">
      <div className="desk-map-view">
        <MapSlot covered="desk" />
        <LayerSwitch layers={layers} />
        <div className="desk-choice">
          <ChoiceCard />
        </div>
        <MapFoot />
      </div>
      <FeatureCards place="desk-foot" />
    </div>
  );
}
