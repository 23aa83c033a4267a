import type { City, IndexLinksComparison } from '@opentocc/contract';
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
import { CHANGE_COLOURS } from '../../../ui/theme/palette.ts';
import { mapWords } from '../../map/map-words.ts';
import { codesOf } from './comparison.ts';

const PADDING = { top: 16, right: 16, bottom: 16, left: 16 };
/** Near enough to know a link, far enough to see what lies around it. */
const CLOSEST_ZOOM = 14;
const LAYERS = [landLayer, districtsLayer, linksLayer, roadNamesLayer];
const NO_VEHICLES = new VehiclesBoard();
const CODES = ['unknown', 'much_better', 'better', 'same', 'worse', 'much_worse'] as const;

interface Props {
  readonly city: City;
  readonly compared: IndexLinksComparison;
  /** A link that is marked and flown to. */
  readonly chosen: number | null;
  onChoose(link: number | null): void;
}

/** The network in the colours of its change. A click chooses a link; the wheel scrolls the page, not the map. */
export function ChangeMap({ city, compared, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const [map, setMap] = useState<CityMap | null>(null);

  useEffect(() => {
    if (!box.current) return;
    const made = new CityMap({
      container: box.current,
      city,
      look: { theme, language, wall: false, link_colours: CHANGE_COLOURS[theme] },
      layers: LAYERS,
      interactive: true,
      padding: PADDING,
      onChoose: (choice) => choose.current(choice?.kind === 'link' ? choice.id : null),
    });
    made.map.scrollZoom.disable();
    setMap(made);
    return () => {
      setMap(null);
      made.dispose();
    };
  }, [city, theme, language]);

  useEffect(() => {
    if (!map) return;
    const links = { state: codesOf(compared, city.link_count), speedOf: () => null };
    return map.follow({ links, vehicles: NO_VEHICLES, onLinks: () => () => undefined });
  }, [map, compared, city]);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  useEffect(() => map?.choose(chosen === null ? null : { kind: 'link', id: chosen }), [map, chosen]);
  return (
    <>
      <ChangeKey />
      <div ref={box} className="map change-map" />
      {map && chosen !== null && <FlyTo map={map} link={chosen} />}
    </>
  );
}

/** Brings a chosen link into sight. */
function FlyTo({ map, link }: { readonly map: CityMap; readonly link: number }) {
  const coordinates = known(useLink(link))?.coordinates;
  useEffect(() => {
    if (coordinates) map.flyTo(coordinates, CLOSEST_ZOOM);
  }, [map, coordinates]);
  return null;
}

function ChangeKey() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <div className="scale-key">
      {CODES.map((code, i) => (
        <span key={code}>
          <i className="row-lamp" style={{ background: CHANGE_COLOURS[theme][i] }} />
          {t(`indices.changes.${code}`)}
        </span>
      ))}
    </div>
  );
}
