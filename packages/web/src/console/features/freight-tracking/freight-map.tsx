import type { City, FollowedTrip, FollowedTripSheet } from '@opentocc/contract';
import type { GeoJSONSource } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { CityMap } from '../../../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../../../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../../../ui/map/links-layer.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import { mapWords } from '../../map/map-words.ts';
import { freightLayer, linesOf, tripAt, trucksOf } from './freight-layers.ts';

const PADDING = { top: 32, right: 32, bottom: 32, left: 32 };

interface Props {
  readonly city: City;
  readonly trips: readonly FollowedTrip[];
  readonly chosen: string | null;
  readonly sheet: FollowedTripSheet | null;
  onChoose(trip: string): void;
}

/** Trucks under way on the roads as they are now; of the chosen one its route and what it drove. */
export function FreightMap({ city, trips, chosen, sheet, onChoose }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const feed = useFeed();
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const [map, setMap] = useState<CityMap | null>(null);
  const hear = useRef(onChoose);
  hear.current = onChoose;
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
  useEffect(() => map?.setWords({ ...mapWords(t), map: t('freight-tracking.map') }), [map, t]);
  useEffect(() => {
    if (map) return drawOn(map, 'freight-trucks', trucksOf(trips, chosen));
  }, [map, trips, chosen]);
  useEffect(() => {
    if (map) return drawOn(map, 'freight-lines', linesOf(sheet));
  }, [map, sheet]);
  const shown = sheet?.trip;
  const all = useRef(sheet);
  all.current = sheet;
  // The whole trip comes into view when it is chosen, and not again while it moves.
  useEffect(() => {
    const places = all.current === null || shown === undefined ? [] : pointsOf(all.current);
    if (map && places.length > 0) map.flyTo(places, 14);
  }, [map, shown]);
  return <div ref={box} className="map freight-map" />;
}

const pointsOf = ({ trace, places, lon, lat }: FollowedTripSheet): [number, number][] => [
  ...trace.map((fix): [number, number] => [fix.lon, fix.lat]),
  ...places.map((place): [number, number] => [place.lon, place.lat]),
  ...(lon === null || lat === null ? [] : [[lon, lat] as [number, number]]),
];

function openMap(
  container: HTMLElement,
  city: City,
  look: ConstructorParameters<typeof CityMap>[0]['look'],
  hear: { readonly current: Props['onChoose'] },
) {
  const made: CityMap = new CityMap({
    ...{ container, city, look, interactive: true, padding: PADDING },
    layers: [landLayer, districtsLayer, linksLayer, roadNamesLayer, freightLayer],
  });
  made.map.on('click', ({ point }) => {
    const trip = tripAt(made.map, point.x, point.y);
    if (trip !== undefined) hear.current(trip);
  });
  return made;
}

/** Draws now, and again with each style, which knows nothing of what was drawn before. */
function drawOn({ map }: CityMap, source: string, features: GeoJSON.FeatureCollection) {
  const draw = () => void map.getSource<GeoJSONSource>(source)?.setData(features);
  draw();
  map.on('style.load', draw);
  return () => void map.off('style.load', draw);
}
