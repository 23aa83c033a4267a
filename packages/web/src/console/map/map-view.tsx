import type { City } from '@opentocc/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CityMap } from '../../ui/map/city-map.ts';
import type { MapLayer } from '../../ui/map/map-layer.ts';
import { languageStore, themeStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useFeed } from '../feed-context.tsx';
import { choiceStore, choose, hiddenLayersStore, mapStore } from './map-model.ts';
import { mapWords } from './map-words.ts';
import { playerStore } from './replay-player.ts';

/** Space that the panels cover, px. */
const PADDING = { top: 24, right: 356, bottom: 72, left: 356 };
/** Where they stand under it (`reflow.css`). */
const BARE_PADDING = { top: 16, right: 16, bottom: 16, left: 16 };
const BARE = '(max-width: 1000px)';

/** The map of the console, of the layers that features add: made once, then told what to show by the stores and the live feed. */
export function MapView({ city, layers }: { city: City; layers: readonly MapLayer[] }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const look = useRef({ theme, language });

  useEffect(() => {
    if (!box.current) return;
    const map = new CityMap({
      container: box.current,
      city,
      look: { ...look.current, wall: false },
      layers,
      interactive: true,
      padding: matchMedia(BARE).matches ? BARE_PADDING : PADDING,
      onChoose: choose,
    });
    mapStore.set(map);
    return () => {
      mapStore.set(null);
      map.dispose();
    };
  }, [city, layers]);

  useEffect(() => {
    if (look.current.theme === theme && look.current.language === language) return;
    look.current = { theme, language };
    mapStore.get()?.setLook({ theme, language, wall: false });
  }, [theme, language]);

  const map = useStore(mapStore);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  useShowCity();
  useShowChoice();
  return <section ref={box} className="map" aria-label={t('map.label')} />;
}

/** Draws the live city, unless a replay has taken the map. */
function useShowCity(): void {
  const map = useStore(mapStore);
  const feed = useFeed();
  const picture = useStore(playerStore) ?? feed;
  useEffect(() => map?.follow(picture), [map, picture]);
}

function useShowChoice(): void {
  const map = useStore(mapStore);
  const choice = useStore(choiceStore);
  const hidden = useStore(hiddenLayersStore);
  useEffect(() => map?.choose(choice), [map, choice]);
  useEffect(() => map?.hide(hidden), [map, hidden]);
}
