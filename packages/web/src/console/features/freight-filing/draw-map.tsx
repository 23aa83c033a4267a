import type { City } from '@opentocc/contract';
import { Button, Space } from 'antd';
import type { GeoJSONSource } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { CityMap } from '../../../ui/map/city-map.ts';
import { districtsLayer, landLayer } from '../../../ui/map/districts-layer.ts';
import { linksLayer, roadNamesLayer } from '../../../ui/map/links-layer.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import { placesLayer } from '../../../ui/map/places-layer.ts';
import { languageStore, themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';
import { mapWords } from '../../map/map-words.ts';

export type DrawnPoint = [lon: number, lat: number];

const PADDING = { top: 16, right: 16, bottom: 16, left: 16 };
const SOURCE = 'drawn';
/** Digits of a degree: a tenth of a metre. */
const DIGITS = 1e6;

/** What is being drawn: corners, and the line or area that they make. */
const drawnLayer: MapLayer = {
  name: SOURCE,
  sources: () => ({ [SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } }),
  styles: {
    names: ({ theme }) => [
      {
        ...{ id: 'drawn-area', type: 'fill', source: SOURCE },
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': COLOURS[theme].accent, 'fill-opacity': 0.25 },
      },
      {
        ...{ id: 'drawn-line', type: 'line', source: SOURCE },
        paint: { 'line-color': COLOURS[theme].accent, 'line-width': 3 },
      },
      {
        ...{ id: 'drawn-corner', type: 'circle', source: SOURCE },
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-color': COLOURS[theme].accent, 'circle-radius': 5 },
      },
    ],
  },
};
const LAYERS = [landLayer, districtsLayer, linksLayer, roadNamesLayer, placesLayer, drawnLayer];

interface Props {
  readonly city: City;
  /** An area is closed, a route is not. */
  readonly isArea: boolean;
  readonly points: readonly DrawnPoint[];
  onPoints(points: readonly DrawnPoint[]): void;
}

/** Draws an area or a route by its corners: each click adds one. */
export function DrawMap({ city, isArea, points, onPoints }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const theme = useStore(themeStore);
  const language = useStore(languageStore);
  const [map, setMap] = useState<CityMap | null>(null);
  const addPoint = (point: DrawnPoint) => onPoints([...points, point]);
  const add = useRef(addPoint);
  add.current = addPoint;
  useEffect(() => {
    if (!box.current) return;
    const made = new CityMap({
      ...{ container: box.current, city, layers: LAYERS, interactive: true, padding: PADDING },
      look: { theme, language, wall: false },
    });
    made.map.on('click', ({ lngLat: { lng, lat } }) => add.current([rounded(lng), rounded(lat)]));
    made.map.once('load', () => setMap(made));
    return () => {
      setMap(null);
      made.dispose();
    };
  }, [city, theme, language]);
  useEffect(() => {
    const source = map?.map.getSource(SOURCE) as GeoJSONSource | undefined;
    source?.setData({ type: 'FeatureCollection', features: featuresOf(points, isArea) });
  }, [map, points, isArea]);
  useEffect(() => map?.setWords(mapWords(t)), [map, t]);
  return (
    <>
      <div ref={box} className="map filing-map" />
      <Space wrap>
        <span className="muted">{t('freight-filing.corners', { n: points.length })}</span>
        <Button size="small" disabled={points.length === 0} onClick={() => onPoints(points.slice(0, -1))}>
          {t('freight-filing.undo_corner')}
        </Button>
        <Button size="small" disabled={points.length === 0} onClick={() => onPoints([])}>
          {t('freight-filing.clear_corners')}
        </Button>
      </Space>
    </>
  );
}

const rounded = (degrees: number): number => Math.round(degrees * DIGITS) / DIGITS;

function featuresOf(points: readonly DrawnPoint[], isArea: boolean): GeoJSON.Feature[] {
  const line = points.map((point): [number, number] => [...point]);
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({
    ...{ type: 'Feature', properties: {}, geometry },
  });
  const corners = line.map((coordinates) => feature({ type: 'Point', coordinates }));
  if (line.length < 2) return corners;
  const shape: GeoJSON.Geometry =
    isArea && line.length > 2
      ? { type: 'Polygon', coordinates: [[...line, line[0]]] }
      : { type: 'LineString', coordinates: line };
  return [feature(shape), ...corners];
}
