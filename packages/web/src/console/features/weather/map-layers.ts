import type { StormView, TrackPoint } from '@opentocc/contract';
import type { LayerSpecification } from 'maplibre-gl';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { AskedPlaces, NO_PLACES } from '../../../ui/map/asked-places.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';

const EVERY_MS = 60_000;
const KM_PER_DEGREE = 111.2;
const CORNERS = 64;

/** Tracks of typhoons with their wind circles and times. */
const stormsLayer: MapLayer = {
  name: 'storms',
  label: { zh: '台风', en: 'Typhoons' },
  sources: () => ({ storms: { type: 'geojson', data: NO_PLACES } }),
  styles: { ground: circles, tracks },
  draw: (map) =>
    new AskedPlaces(map, {
      ...{ source: 'storms', every_ms: EVERY_MS },
      ask: async () => (await call('GET /api/v1/weather')).storms.flatMap(featuresOf),
    }),
};

function circles({ theme }: MapLook): LayerSpecification[] {
  return [
    {
      ...{ id: 'storm-circles', type: 'fill', source: 'storms', filter: ['==', ['get', 'what'], 'circle'] },
      paint: { 'fill-color': COLOURS[theme].warn, 'fill-opacity': 0.07 },
    },
  ];
}

function tracks({ theme }: MapLook): LayerSpecification[] {
  const { bad, label, halo } = COLOURS[theme];
  const source = 'storms';
  return [
    {
      ...{ id: 'storm-tracks', type: 'line', source, filter: ['==', ['get', 'what'], 'track'] },
      paint: { 'line-color': bad, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
    {
      ...{ id: 'storm-points', type: 'circle', source, filter: ['==', ['get', 'what'], 'point'] },
      paint: {
        'circle-radius': 4,
        'circle-color': bad,
        'circle-stroke-color': label,
        'circle-stroke-width': 1,
      },
    },
    {
      ...{ id: 'storm-times', type: 'symbol', source, filter: ['==', ['get', 'what'], 'point'], minzoom: 6 },
      layout: {
        'text-field': ['get', 'at'],
        'text-size': 11,
        'text-offset': [0, 1.2],
        'text-optional': true,
      },
      paint: { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.2 },
    },
  ];
}

function featuresOf({ points }: StormView): GeoJSON.Feature[] {
  const feature = (what: string, geometry: GeoJSON.Geometry, at = ''): GeoJSON.Feature => ({
    ...{ type: 'Feature', geometry, properties: { what, at } },
  });
  const line = points.map(({ lon, lat }) => [lon, lat]);
  return [
    ...points.flatMap((point) =>
      point.circles.map(({ radius_km }) =>
        feature('circle', { type: 'Polygon', coordinates: [ringOf(point, radius_km)] }),
      ),
    ),
    ...(line.length > 1 ? [feature('track', { type: 'LineString', coordinates: line })] : []),
    ...points.map((point) =>
      feature(
        'point',
        { type: 'Point', coordinates: [point.lon, point.lat] },
        minuteOf(point.at_ms).slice(5),
      ),
    ),
  ];
}

/** A circle on the ground as a ring of corners. */
function ringOf({ lon, lat }: TrackPoint, radius_km: number): [number, number][] {
  const [dy, dx] = [radius_km / KM_PER_DEGREE, radius_km / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180))];
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return [lon + dx * Math.cos(angle), lat + dy * Math.sin(angle)];
  });
}

export const layers: readonly MapLayer[] = [stormsLayer];
