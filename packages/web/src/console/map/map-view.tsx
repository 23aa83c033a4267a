import type { City } from '@opentocc/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { CityMap } from '../../ui/map/city-map.ts';
import type { MapLayer } from '../../ui/map/map-layer.ts';
import { languageStore, themeStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useFeed } from '../feed-context.tsx';
import { isNarrow, useNarrow } from '../frame/use-narrow.ts';
import {
  COVERED,
  choiceStore,
  choose,
  footStore,
  goWhereWanted,
  hiddenLayersStore,
  mapStore,
  pointedStore,
  slotStore,
  viewStore,
} from './map-model.ts';
import { mapWords } from './map-words.ts';
import { playerStore } from './replay-clock.ts';

interface Props {
  readonly city: City;
  readonly layers: readonly MapLayer[];
  /** Codes of the districts that are the reader's; without them the whole city is. */
  readonly area: readonly string[] | undefined;
}

/** The map of the console with the layers that features add: made once, then updated from the stores and the live feed. */
export function MapView({ city, layers, area }: Props) {
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
      padding: COVERED[isNarrow() ? 'bare' : (slotStore.get() ?? 'bare')],
      view: viewStore.get() ?? undefined,
      area,
      onChoose: choose,
      onPoint: (pointed, x, y) => pointedStore.set(pointed && { pointed, x, y }),
      onView: (view) => {
        if (slotStore.get() !== null) viewStore.set(view);
      },
    });
    mapStore.set(map);
    goWhereWanted(map);
    return () => {
      mapStore.set(null);
      map.dispose();
    };
  }, [city, layers, area]);

  useEffect(() => {
    if (look.current.theme === theme && look.current.language === language) return;
    look.current = { theme, language };
    mapStore.get()?.setLook({ theme, language, wall: false });
  }, [theme, language]);

  const map = useStore(mapStore);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  useStandInSlot();
  useShowCity();
  useShowChoice();
  return <div ref={box} className="map" />;
}

/** Above and below what stands under the map. */
const FOOT_GAP_PX = 24;

/** Has the map know what panels cover on the page that it has come to. */
function useStandInSlot(): void {
  const map = useStore(mapStore);
  const slot = useStore(slotStore);
  const isBare = useNarrow();
  const foot_px = useStore(footStore);
  useEffect(() => {
    if (slot === null) return;
    const covered = COVERED[isBare ? 'bare' : slot];
    map?.setPadding(
      isBare ? covered : { ...covered, bottom: Math.max(covered.bottom, foot_px + FOOT_GAP_PX) },
    );
  }, [map, slot, isBare, foot_px]);
}

/** Draws the live city, unless a replay has taken the map; nothing while no page shows it. */
function useShowCity(): void {
  const map = useStore(mapStore);
  const isShown = useStore(slotStore) !== null;
  const feed = useFeed();
  const picture = useStore(playerStore) ?? feed;
  useEffect(() => (isShown ? map?.follow(picture) : undefined), [map, isShown, picture]);
}

function useShowChoice(): void {
  const map = useStore(mapStore);
  const choice = useStore(choiceStore);
  const hidden = useStore(hiddenLayersStore);
  useEffect(() => map?.choose(choice), [map, choice]);
  useEffect(() => map?.hide(hidden), [map, hidden]);
}
