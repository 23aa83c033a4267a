import { useEffect, useRef } from 'react';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { CityMap } from '../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../ui/map/links-layer.ts';
import { placesLayer } from '../ui/map/places-layer.ts';
import { vehiclesLayer } from '../ui/map/vehicles-layer.ts';
import { languageStore } from '../ui/preferences.ts';
import { courseOf } from '../ui/road-course.ts';
import { useWall } from './wall-context.ts';

/** Lines of text to which the size of the map's texts is drawn, px. */
const UNIT_PX = 18;
const LAYERS = [landLayer, districtsLayer, linksLayer, roadNamesLayer, placesLayer, vehiclesLayer()];

/** Where the map looks. */
export type Focus =
  | { readonly kind: 'city' }
  | { readonly kind: 'district'; readonly code: string }
  | { readonly kind: 'road'; readonly key: string; readonly links: readonly number[] };

interface Props {
  readonly focus: Focus;
  /** Whether a scene without a map covers it: it goes on, so that it is there at once. */
  readonly isCovered: boolean;
}

export function WallMap({ focus, isCovered }: Props) {
  const { t } = useTranslation();
  const { city, feed, theme, unit_px } = useWall();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<CityMap>(null);
  useEffect(() => {
    if (!box.current) return;
    const edge_px = 1.5 * unit_px;
    const map = new CityMap({
      container: box.current,
      city,
      look: { theme, language: languageStore.get(), wall: true, scale: unit_px / UNIT_PX },
      layers: LAYERS,
      interactive: false,
      padding: { top: edge_px, right: edge_px, bottom: edge_px, left: edge_px },
    });
    drawn.current = map;
    const end = map.follow(feed);
    return () => {
      drawn.current = null;
      end();
      map.dispose();
    };
  }, [city, feed, theme, unit_px]);
  const of = focus.kind === 'city' ? '' : focus.kind === 'district' ? focus.code : focus.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place is looked at once, however often it is named
  useEffect(() => {
    let isOver = false;
    if (drawn.current) void look(drawn.current, focus, () => isOver);
    return () => {
      isOver = true;
    };
  }, [focus.kind, of, city, unit_px]);
  return <section ref={box} className="map" aria-label={t('map.label')} hidden={isCovered} />;

  async function look(map: CityMap, at: Focus, isLeft: () => boolean): Promise<void> {
    map.choose(at.kind === 'road' ? at : null);
    if (at.kind === 'city') return map.showWholeCity();
    if (at.kind === 'road') {
      // Where it cannot be had the map stays as it is; the road is marked and named beside it.
      const course = await courseOf(at.links).catch(() => []);
      if (course.length > 0 && !isLeft()) map.flyTo(course);
      return;
    }
    const bbox = city.districts.find(({ code }) => code === at.code)?.bbox;
    if (bbox) map.flyTo([bbox.slice(0, 2) as [number, number], bbox.slice(2) as [number, number]]);
  }
}
