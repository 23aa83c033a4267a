import type { City } from '@opentocc/contract';
import { useEffect, useRef, useState } from 'react';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { VehiclesBoard } from '../../../ui/live/vehicles-board.ts';
import { CityMap } from '../../../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../../../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../../../ui/map/links-layer.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useLink } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { mapWords } from '../../map/map-words.ts';

const PADDING = { top: 16, right: 16, bottom: 16, left: 16 };
const LAYERS = [landLayer, districtsLayer, linksLayer, roadNamesLayer];
const NO_VEHICLES = new VehiclesBoard();
/** Near enough to know a link, far enough to see what lies around it. */
const CLOSEST_ZOOM = 13.5;
/** Codes of states that mark links of the draft, and those that something is wrong with. */
const MARKED = 3;
const FAULTY = 5;

interface Props {
  readonly city: City;
  readonly marked: readonly number[];
  readonly faulty: readonly number[];
  onLink(link: number): void;
}

/** The roads with the places of the draft, and those where something is wrong; a click chooses a link. */
export function EditorMap({ city, marked, faulty, onLink }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const [map, setMap] = useState<CityMap | null>(null);
  const hear = useRef(onLink);
  hear.current = onLink;
  useEffect(() => {
    if (!box.current) return;
    const made = new CityMap({
      ...{ container: box.current, city, layers: LAYERS, interactive: true, padding: PADDING },
      look: { theme, language, wall: false },
      onChoose: (choice) => choice?.kind === 'link' && hear.current(choice.id),
    });
    setMap(made);
    return () => {
      setMap(null);
      made.dispose();
    };
  }, [city, theme, language]);
  const key = `${marked} ${faulty}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the links
  useEffect(() => {
    if (!map) return;
    const state = new Uint8Array(city.link_count);
    for (const link of marked) state[link] = MARKED;
    for (const link of faulty) state[link] = FAULTY;
    return map.follow({
      links: { state, speedOf: () => null },
      vehicles: NO_VEHICLES,
      onLinks: () => () => undefined,
    });
  }, [map, key, city]);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  const last = marked.at(-1);
  return (
    <>
      <div ref={box} className="map study-map study-editor-map" />
      {map && last !== undefined && <FlyTo map={map} link={last} />}
    </>
  );
}

/** Brings the link that was chosen last into sight. */
function FlyTo({ map, link }: { readonly map: CityMap; readonly link: number }) {
  const coordinates = known(useLink(link))?.coordinates;
  useEffect(() => {
    if (coordinates) map.flyTo(coordinates, CLOSEST_ZOOM);
  }, [map, coordinates]);
  return null;
}
