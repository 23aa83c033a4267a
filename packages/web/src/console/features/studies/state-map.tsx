import type { City } from '@opentocc/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { VehiclesBoard } from '../../../ui/live/vehicles-board.ts';
import { CityMap } from '../../../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../../../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../../../ui/map/links-layer.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { CHANGE_COLOURS } from '../../../ui/theme/palette.ts';
import { mapWords } from '../../map/map-words.ts';

const PADDING = { top: 16, right: 16, bottom: 16, left: 16 };
const ZOOM = 13.2;
const LAYERS = [landLayer, districtsLayer, linksLayer, roadNamesLayer];
const NO_VEHICLES = new VehiclesBoard();

interface Props {
  readonly city: City;
  /** Code of the state by link. */
  readonly states: Uint8Array;
  /** Where the incident is: its link is marked. */
  readonly place: readonly (readonly [number, number])[];
  readonly link: number;
  /** Whether the codes are those of a change, not of states. */
  readonly isChange: boolean;
}

/** A map of given states round a place. The wheel scrolls the page, not the map. */
export function StateMap({ city, states, place, link, isChange }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const [map, setMap] = useState<CityMap | null>(null);
  const centre = useRef(place[Math.floor(place.length / 2)]);

  useEffect(() => {
    if (!box.current) return;
    const made = new CityMap({
      ...{ container: box.current, city, layers: LAYERS, interactive: true, padding: PADDING },
      look: { theme, language, wall: false, ...(isChange ? { link_colours: CHANGE_COLOURS[theme] } : {}) },
      view: { center: centre.current, zoom: ZOOM },
    });
    made.map.scrollZoom.disable();
    setMap(made);
    return () => {
      setMap(null);
      made.dispose();
    };
  }, [city, theme, language, isChange]);

  useEffect(() => {
    if (!map) return;
    const links = { state: states, speedOf: () => null };
    return map.follow({ links, vehicles: NO_VEHICLES, onLinks: () => () => undefined });
  }, [map, states]);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  useEffect(() => map?.choose({ kind: 'link', id: link }), [map, link]);
  return <div ref={box} className="map study-map" />;
}
