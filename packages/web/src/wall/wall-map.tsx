import type { City } from '@opentocc/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CityFeed } from '../ui/live/city-feed.ts';
import { CityMap } from '../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../ui/map/links-layer.ts';
import { placesLayer } from '../ui/map/places-layer.ts';
import { vehiclesLayer } from '../ui/map/vehicles-layer.ts';
import { languageStore } from '../ui/preferences.ts';

/** Space that the columns cover, px. */
const PADDING = { top: 100, right: 500, bottom: 60, left: 500 };
const LAYERS = [landLayer, districtsLayer, linksLayer, roadNamesLayer, placesLayer, vehiclesLayer()];

export function WallMap({ city, feed }: { city: City; feed: CityFeed }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const map = new CityMap({
      container: box.current,
      city,
      look: { theme: 'dark', language: languageStore.get(), wall: true },
      layers: LAYERS,
      interactive: false,
      padding: PADDING,
    });
    const end = map.follow(feed);
    return () => {
      end();
      map.dispose();
    };
  }, [city, feed]);
  return <section ref={box} className="map" aria-label={t('map.label')} />;
}
