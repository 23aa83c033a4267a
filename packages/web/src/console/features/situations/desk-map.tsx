import type { City, SituationBrief } from '@opentocc/contract';
import type { GeoJSONSource } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { CityMap } from '../../../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../../../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../../../ui/map/links-layer.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { useFeed } from '../../feed-context.tsx';
import { mapWords } from '../../map/map-words.ts';
import { featuresOf, marks, situationAt, situationSources } from './map-layers.ts';

const PADDING = { top: 24, right: 24, bottom: 24, left: 24 };
const CLOSEST_ZOOM = 14;
/** The map stands still while somebody walks down the list, ms. */
const SETTLED_MS = 250;

interface Props {
  readonly city: City;
  readonly situations: readonly SituationBrief[];
  readonly chosen: number | null;
  onChoose(id: number): void;
  /** A place that was clicked, where one is asked for. */
  onPlace(place: { readonly lon: number; readonly lat: number }): void;
}

/** Open situations on the roads as they are now; a click chooses one, or says a place. */
export function DeskMap({ city, situations, chosen, onChoose, onPlace }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const feed = useFeed();
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const [map, setMap] = useState<CityMap | null>(null);
  const hear = useRef({ onChoose, onPlace });
  hear.current = { onChoose, onPlace };
  useEffect(() => {
    if (!box.current) return;
    const made = openMap(box.current, city, { theme, language, wall: false }, hear);
    const end = made.follow({ links: feed.links, vehicles: feed.vehicles, onLinks: feed.onLinks });
    setMap(made);
    return () => {
      end();
      setMap(null);
      made.dispose();
    };
  }, [city, theme, language, feed]);
  useEffect(() => map?.setWords({ ...mapWords(t), map: t('situations.map') }), [map, t]);
  const marked = useSettled(chosen, SETTLED_MS);
  useEffect(() => {
    if (map) return drawOn(map, featuresOf(situations, marked));
  }, [map, situations, marked]);
  const place = situations.find(({ id }) => id === marked);
  const [lon, lat] = [place?.lon, place?.lat];
  useEffect(() => {
    if (map && lon !== undefined && lat !== undefined) map.flyTo([[lon, lat]], CLOSEST_ZOOM);
  }, [map, lon, lat]);
  return <div ref={box} className="map situations-map" />;
}

type Hear = { readonly current: Pick<Props, 'onChoose' | 'onPlace'> };

function openMap(
  container: HTMLElement,
  city: City,
  look: ConstructorParameters<typeof CityMap>[0]['look'],
  hear: Hear,
) {
  const made: CityMap = new CityMap({
    ...{ container, city, look, interactive: true, padding: PADDING },
    layers: [landLayer, districtsLayer, linksLayer, roadNamesLayer, marksLayer],
  });
  made.map.on('click', ({ point, lngLat }) => {
    const id = situationAt(made.map, point.x, point.y);
    if (id !== undefined) hear.current.onChoose(id);
    else hear.current.onPlace({ lon: lngLat.lng, lat: lngLat.lat });
  });
  return made;
}

const marksLayer: MapLayer = { name: 'situations', sources: situationSources, styles: { places: marks } };

/** Draws now, and again with each style, which knows nothing of what was drawn before. */
function drawOn({ map }: CityMap, features: GeoJSON.FeatureCollection) {
  const draw = () => void map.getSource<GeoJSONSource>('situations')?.setData(features);
  draw();
  map.on('style.load', draw);
  return () => void map.off('style.load', draw);
}
