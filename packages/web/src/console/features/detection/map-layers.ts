import type { Signal } from '@opentocc/contract';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { call } from '../../../ui/api.ts';
import { AskedPlaces, NO_PLACES, placeAt } from '../../../ui/map/asked-places.ts';
import type { MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';

const EVERY_MS = 30_000;

/** Open signals at their places: incidents apart from what is only slow. */
const signalsLayer: MapLayer = {
  name: 'signals',
  label: { zh: '识别信号', en: 'Signals' },
  sources: () => ({ signals: { type: 'geojson', data: NO_PLACES } }),
  styles: { places: circles },
  draw: (map) =>
    new AskedPlaces(map, {
      ...{ source: 'signals', every_ms: EVERY_MS },
      ask: async () => (await call('GET /api/v1/signals', { query: { state: 'open' } })).flatMap(featureOf),
    }),
};

function circles({ theme }: MapLook): LayerSpecification[] {
  const { label, bad, warn } = COLOURS[theme];
  const isIncident: ExpressionSpecification = ['==', ['get', 'kind'], 'incident'];
  return [
    {
      id: 'signals',
      type: 'circle',
      source: 'signals',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 4, 15, 11],
        'circle-color': ['case', isIncident, bad, warn],
        'circle-opacity': 0.25,
        'circle-stroke-color': ['case', isIncident, bad, label],
        'circle-stroke-width': 2,
      },
    },
  ];
}

function featureOf({ place: { lon, lat }, kind, id }: Signal): GeoJSON.Feature[] {
  if (lon === null || lat === null || kind === 'silence') return [];
  return [placeAt(lon, lat, { kind, id })];
}

export const layers: readonly MapLayer[] = [signalsLayer];
