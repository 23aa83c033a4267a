import { useEffect, useRef } from 'react';
import { known } from '../../ui/asked.ts';
import { Legend } from '../../ui/legend.tsx';
import { themeStore } from '../../ui/preferences.ts';
import { useCity } from '../../ui/queries.ts';
import { useStore } from '../../ui/store.ts';
import { FeatureCards } from '../feature-cards.tsx';
import { footStore, hiddenLayersStore, toggleHidden } from './map-model.ts';

/** Under the map: the replay, and the legend, whose entries leave out what they stand for. The map knows how much both cover. */
export function MapFoot() {
  const city = useCity();
  const theme = useStore(themeStore);
  const hidden = useStore(hiddenLayersStore);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([{ target }]) => footStore.set((target as HTMLElement).offsetHeight));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} className="map-foot">
      <FeatureCards place="map-foot" />
      <Legend theme={theme} city={known(city)} hidden={hidden} onToggle={toggleHidden} />
    </div>
  );
}
