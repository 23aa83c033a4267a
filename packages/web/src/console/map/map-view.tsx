import type { City } from '@opentocc/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CityMap } from '../../ui/map/city-map.ts';
import { languageStore, themeStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useFeed } from '../feed-context.tsx';
import { choiceStore, choose, hiddenLayersStore, mapStore, traceStore } from './map-model.ts';
import { mapWords } from './map-words.ts';
import { playerStore } from './replay-player.ts';

/** Space that the panels cover, px. */
const PADDING = { top: 24, right: 356, bottom: 72, left: 356 };
/** Where they stand under it (`reflow.css`). */
const BARE_PADDING = { top: 16, right: 16, bottom: 16, left: 16 };
const BARE = '(max-width: 1000px)';

/** The map of the console: made once, then told what to show by the stores and the live feed. */
export function MapView({ city }: { city: City }) {
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
      interactive: true,
      padding: matchMedia(BARE).matches ? BARE_PADDING : PADDING,
      onLink: (id) => choose({ kind: 'link', id }),
      onVehicle: (id) => choose({ kind: 'vehicle', id }),
      onNothing: () => choose(null),
    });
    mapStore.set(map);
    return () => {
      mapStore.set(null);
      map.dispose();
    };
  }, [city]);

  useEffect(() => {
    if (look.current.theme === theme && look.current.language === language) return;
    look.current = { theme, language };
    mapStore.get()?.setLook({ theme, language, wall: false });
  }, [theme, language]);

  const map = useStore(mapStore);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  useShowLive();
  useShowChoice();
  return <section ref={box} className="map" aria-label={t('map.label')} />;
}

/** Draws the live city, unless a replay has taken the map. */
function useShowLive(): void {
  const feed = useFeed();
  const map = useStore(mapStore);
  const isReplay = useStore(playerStore) !== null;
  useEffect(() => {
    if (!map || isReplay) return;
    const showLinks = () => map.showLinks(feed.links.state);
    map.showVehicles(feed.vehicles);
    showLinks();
    return feed.onLinks(showLinks);
  }, [map, feed, isReplay]);
}

function useShowChoice(): void {
  const map = useStore(mapStore);
  const choice = useStore(choiceStore);
  const trace = useStore(traceStore);
  const hidden = useStore(hiddenLayersStore);
  useEffect(() => {
    if (choice?.kind === 'road') map?.chooseLinks(choice.links);
    else map?.chooseLinks(choice?.kind === 'link' ? [choice.id] : []);
  }, [map, choice]);
  useEffect(() => map?.showTrace(trace), [map, trace]);
  useEffect(() => map?.hide(hidden), [map, hidden]);
}
